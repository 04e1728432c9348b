#include "contract/log/ActivityEntry.h"
#include "tests/control-plane/audit/TestLogs.h"
#include "tests/support/LogGuard.h"

#include <QCoreApplication>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <mutex>
#include <random>
#include <thread>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace enigm;

namespace {

constexpr int callers = 8;
constexpr auto childArgument = "--append-until-killed";
constexpr auto roundsVariable = "ENIGM_KILLS";

/// The child: appends from several threads for ever, and writes the index of each entry that was acknowledged to
/// standard output.
int appendUntilKilled(const QString &directory, const QString &keyPath)
{
    const test::LogKeys keys = test::LogKeys::keptIn(keyPath);
    const auto logs = test::TestLogs::open(directory, keys);
    if (!logs)
        qFatal("%s", qPrintable(logs.error().toString()));
    std::mutex mutex;
    std::vector<std::thread> threads;
    for (int caller = 0; caller < callers; ++caller) {
        threads.emplace_back([&logs, &mutex] {
            for (qint64 number = 0;; ++number) {
                const auto appended = (*logs)->appendActivity(number);
                if (!appended)
                    qFatal("%s", qPrintable(appended.error().toString()));
                const QByteArray line = QByteArray::number(appended->position.index) + '\n';
                const std::scoped_lock lock(mutex);
                if (::write(STDOUT_FILENO, line.constData(), std::size_t(line.size())) != line.size())
                    ::_exit(1);
            }
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    return 0;
}

} // namespace

/// A control plane that is killed under load, again and again, over one database.
class KillTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void losesNoAcknowledgedEntry();

private:
    /// Starts the child, kills it once it has acknowledged at least `least` entries, and answers the highest index.
    [[nodiscard]] qint64 killAfter(int least, const QString &directory, const QString &keyPath);
};

qint64 KillTest::killAfter(int least, const QString &directory, const QString &keyPath)
{
    QProcess child;
    child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    child.start(QCoreApplication::applicationFilePath(), {QLatin1StringView(childArgument), directory, keyPath});
    if (!child.waitForStarted())
        return -1;
    QByteArray output;
    while (output.count('\n') < least && child.waitForReadyRead(30'000))
        output += child.readAllStandardOutput();
    ::kill(pid_t(child.processId()), SIGKILL);
    child.waitForFinished();
    output += child.readAllStandardOutput();
    qint64 highest = -1;
    // The last line may be cut short by the kill, and is then no acknowledgement.
    const QList<QByteArray> lines = output.left(output.lastIndexOf('\n')).split('\n');
    for (const QByteArray &line : lines)
        highest = std::max(highest, line.toLongLong());
    return highest;
}

void KillTest::losesNoAcknowledgedEntry()
{
    const int rounds = qEnvironmentVariableIntValue(roundsVariable);
    QVERIFY(rounds > 0);
    std::mt19937 random(20261122);
    QTemporaryDir directory;
    const QString data = directory.filePath(u"data"_s);
    const QString keyPath = directory.filePath(u"key"_s);
    const test::LogKeys keys = test::LogKeys::keptIn(keyPath);
    for (int round = 0; round < rounds; ++round) {
        const int least = std::uniform_int_distribution(1, 150)(random);
        const qint64 highest = killAfter(least, data, keyPath);
        QVERIFY(highest >= 0);
        const auto logs = test::TestLogs::open(data, keys);
        QVERIFY2(logs, logs ? "" : qPrintable(logs.error().toString()));
        QVERIFY((*logs)->board().current()->of(controlplane::audit::LogId::Activity).head.size > highest);
        const auto records = (*logs)->reader().records(highest, highest + 1);
        QVERIFY(records && records->size() == 1 && records->front().body);
        const auto checked = (*logs)->check();
        QVERIFY2(checked, checked ? "" : qPrintable(checked.error().toString()));
    }
}

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == QLatin1StringView(childArgument))
        return appendUntilKilled(arguments.value(2), arguments.value(3));
    KillTest test;
    return test::runGuarded(test, argc, argv);
}

#include "KillTest.moc"

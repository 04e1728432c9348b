#include "contract/signing/Secret.h"
#include "tests/control-plane/ota/Importer.h"
#include "tests/support/LogGuard.h"
#include "tests/support/history/Require.h"

#include <QCoreApplication>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <random>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::test;

namespace {

constexpr auto childArgument = "--import-until-killed";
constexpr qsizetype artifactSize = 6'000'000;
constexpr qsizetype partSize = 50'000;
const QString releaseId = u"0197f9a0-0000-7000-8000-000000000001"_s;

/// The child: sends part after part, and writes each offset that was acknowledged to standard output.
int importUntilKilled(const QString &directory, const QString &keyPath)
{
    Importer importer(directory, LogKeys::keptIn(keyPath));
    const QByteArray artifact = artifactBytes(artifactSize);
    for (qint64 offset = require(importer.release(releaseId)).received; offset < artifactSize;) {
        const auto received = importer.desk().send(
            releaseId, offset,
            QByteArrayView(artifact).sliced(offset, std::min<qint64>(partSize, artifactSize - offset)));
        if (!received)
            qFatal("%s", qPrintable(received.error().toString()));
        offset = *received;
        const QByteArray line = QByteArray::number(offset) + '\n';
        if (::write(STDOUT_FILENO, line.constData(), std::size_t(line.size())) != line.size())
            return 1;
    }
    return 0;
}

} // namespace

/// A control plane that is killed amid an import, again and again: the import goes on behind what was acknowledged.
class ImportKillTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void losesNoAcknowledgedPart();

private:
    /// Starts the child, kills it once it has acknowledged `least` parts, and answers the last offset; nothing where it
    /// came to its end.
    [[nodiscard]] std::optional<qint64> killAfter(int least, const QString &directory, const QString &keyPath);
};

std::optional<qint64> ImportKillTest::killAfter(int least, const QString &directory, const QString &keyPath)
{
    QProcess child;
    child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    child.start(QCoreApplication::applicationFilePath(), {QLatin1StringView(childArgument), directory, keyPath});
    if (!child.waitForStarted())
        return std::nullopt;
    QByteArray output;
    while (output.count('\n') < least && child.waitForReadyRead(30'000))
        output += child.readAllStandardOutput();
    if (child.processId() > 0) // it may have come to its end, and 0 is all of us
        ::kill(pid_t(child.processId()), SIGKILL);
    if (child.state() != QProcess::NotRunning)
        child.waitForFinished();
    output += child.readAllStandardOutput();
    // The last line may be cut short by the kill, and is then no acknowledgement.
    const QByteArray whole = output.left(output.lastIndexOf('\n'));
    const qint64 last = whole.sliced(whole.lastIndexOf('\n') + 1).toLongLong();
    return last == artifactSize ? std::nullopt : std::optional(last);
}

void ImportKillTest::losesNoAcknowledgedPart()
{
    std::mt19937 random(20261126);
    QTemporaryDir directory;
    const QString data = directory.filePath(u"data"_s);
    const QString keyPath = directory.filePath(u"key"_s);
    const LogKeys keys = LogKeys::keptIn(keyPath);
    const QByteArray artifact = artifactBytes(artifactSize);
    {
        Importer importer(data, keys);
        require(importer.desk().begin(importOf(artifact, releaseId)));
    }
    int kills = 0;
    while (const auto acknowledged = killAfter(std::uniform_int_distribution(1, 20)(random), data, keyPath)) {
        ++kills;
        const Importer importer(data, keys);
        const qint64 received = require(importer.release(releaseId)).received;
        QVERIFY2(received >= *acknowledged, qPrintable(u"%1 < %2"_s.arg(received).arg(*acknowledged)));
        QVERIFY(!require(importer.release(releaseId)).reached(ota::ReleaseStage::Artifact) || received == artifactSize);
        QFile file(importer.path(releaseId));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.read(received) == artifact.first(received));
        require(importer.logs().check());
        if (received == artifactSize)
            break;
    }
    QVERIFY(kills >= 3);
    const Importer importer(data, keys);
    QVERIFY(require(importer.release(releaseId)).isComplete());
    QVERIFY(require(importer.release(releaseId)).reached(ota::ReleaseStage::Artifact));
    QFile file(importer.path(releaseId));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll() == artifact);
    require(importer.logs().check());
}

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == QLatin1StringView(childArgument))
        return importUntilKilled(arguments.value(2), arguments.value(3));
    ImportKillTest test;
    return runGuarded(test, argc, argv);
}

#include "ImportKillTest.moc"

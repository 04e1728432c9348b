#include "app/console/EmbeddedControlPlane.h"

#include "contract/deployment/DeploymentFile.h"
#include "tests/app/console/Children.h"
#include "tests/support/LogGuard.h"

#include <QCoreApplication>
#include <QFile>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <cstdio>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::test;
using app::EmbeddedControlPlane;

Q_DECLARE_METATYPE(enigm::Problem)

namespace {

constexpr int patience = 90'000; // milliseconds; a founding takes its time on a busy machine
const QString holdOption = u"--hold"_s;

bool isServed(const QUrl &url)
{
    QTcpSocket socket;
    socket.connectToHost(url.host(), static_cast<quint16>(url.port()));
    return socket.waitForConnected(5000);
}

/// What the control plane beside a console has told it.
struct Watch
{
    explicit Watch(const EmbeddedControlPlane &plane)
        : ready(&plane, &EmbeddedControlPlane::ready)
        , failed(&plane, &EmbeddedControlPlane::failed)
        , progressed(&plane, &EmbeddedControlPlane::progressed)
    {}
    [[nodiscard]] QString reason() const
    {
        return failed.isEmpty() ? QString() : failed.last().first().value<Problem>().detail;
    }
    [[nodiscard]] QStringList lines() const
    {
        QStringList lines;
        for (const auto &line : progressed)
            lines.append(line.first().toString());
        return lines;
    }

    QSignalSpy ready;
    QSignalSpy failed;
    QSignalSpy progressed;
};

/// A console that holds a control plane until it is killed.
int hold(const QString &directory)
{
    EmbeddedControlPlane plane(directory);
    QObject::connect(&plane, &EmbeddedControlPlane::ready, [] {
        std::puts("ready");
        std::fflush(stdout);
    });
    plane.start();
    return QCoreApplication::exec();
}

} // namespace

/// The control plane that runs beside a console is the real program: founded on the first start, stopped with the
/// console, and not silently missing once it is gone.
class EmbeddedControlPlaneTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void itWasFoundedAndSaysHowFarItIs();
    void itServesAndStopsWithTheConsole();
    void aSecondStartFoundsNothing();
    void itsCrashIsSaidAndItStartsAgain();
    void itEndsWithAConsoleThatIsKilled();
    void whatItRefusesIsPassedOn();
    void aMissingProgramIsSaid();

private:
    [[nodiscard]] QString data() const { return m_home.filePath(u"sample"_s); }

    QTemporaryDir m_home;
    QStringList m_foundingLines;
};

void EmbeddedControlPlaneTest::initTestCase()
{
    qRegisterMetaType<Problem>();
    EmbeddedControlPlane plane(data());
    const Watch watch(plane);
    plane.start(20);
    QTRY_VERIFY_WITH_TIMEOUT(!watch.ready.isEmpty() || !watch.failed.isEmpty(), patience);
    QVERIFY2(watch.failed.isEmpty(), qPrintable(watch.reason()));
    m_foundingLines = watch.lines();
}

void EmbeddedControlPlaneTest::itWasFoundedAndSaysHowFarItIs()
{
    QCOMPARE(m_foundingLines.first(), u"Founding a sample organisation with 20 device(s)…"_s);
    QCOMPARE(m_foundingLines.last(), u"Starting the control plane…"_s);
    QVERIFY(m_foundingLines.size() > 4);
    QFile file(data() + u"/deployment.json"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto deployment = deployment::DeploymentFile::parse(file.readAll());
    QVERIFY(deployment && deployment->sample);
}

void EmbeddedControlPlaneTest::itServesAndStopsWithTheConsole()
{
    auto plane = std::make_unique<EmbeddedControlPlane>(data());
    const Watch watch(*plane);
    plane->start();
    QTRY_COMPARE_WITH_TIMEOUT(watch.ready.size(), 1, patience);
    const QUrl url = watch.ready.first().first().toUrl();
    const QUrl deviceUrl = plane->deviceUrl();
    QCOMPARE(url.host(), u"127.0.0.1"_s);
    QCOMPARE(plane->url(), url);
    QVERIFY(isServed(url));
    QVERIFY(isServed(deviceUrl));
    const auto children = childrenOf(QCoreApplication::applicationPid());
    QCOMPARE(children.size(), std::size_t{1});
    plane.reset();
    QVERIFY(!isServed(url));
    QVERIFY(!isRunning(children.front()));
}

void EmbeddedControlPlaneTest::aSecondStartFoundsNothing()
{
    EmbeddedControlPlane plane(data());
    const Watch watch(plane);
    plane.start();
    QTRY_COMPARE_WITH_TIMEOUT(watch.ready.size(), 1, patience);
    QCOMPARE(watch.lines(), QStringList{u"Starting the control plane…"_s});
    plane.stop();
    QVERIFY(watch.failed.isEmpty()); // it was asked to
}

void EmbeddedControlPlaneTest::itsCrashIsSaidAndItStartsAgain()
{
    EmbeddedControlPlane plane(data());
    const Watch watch(plane);
    plane.start();
    QTRY_COMPARE_WITH_TIMEOUT(watch.ready.size(), 1, patience);
    const auto children = childrenOf(QCoreApplication::applicationPid());
    QCOMPARE(children.size(), std::size_t{1});
    QCOMPARE(::kill(static_cast<pid_t>(children.front()), SIGKILL), 0);
    QTRY_COMPARE_WITH_TIMEOUT(watch.failed.size(), 1, patience);
    QCOMPARE(watch.failed.first().first().value<Problem>().type, ProblemType::Unavailable);
    QVERIFY(!watch.reason().isEmpty());
    QVERIFY(plane.url().isEmpty() && plane.deviceUrl().isEmpty());
    plane.start();
    QTRY_COMPARE_WITH_TIMEOUT(watch.ready.size(), 2, patience);
    QVERIFY(isServed(watch.ready.last().first().toUrl()));
}

void EmbeddedControlPlaneTest::itEndsWithAConsoleThatIsKilled()
{
    QProcess console;
    console.start(QCoreApplication::applicationFilePath(), {holdOption, data()});
    QTRY_VERIFY_WITH_TIMEOUT(console.canReadLine(), patience);
    QCOMPARE(console.readLine(), "ready\n"_ba);
    const auto children = childrenOf(console.processId());
    QCOMPARE(children.size(), std::size_t{1});
    console.kill();
    QTRY_COMPARE_WITH_TIMEOUT(console.state(), QProcess::NotRunning, patience);
    QTRY_VERIFY_WITH_TIMEOUT(!isRunning(children.front()), patience);
}

void EmbeddedControlPlaneTest::whatItRefusesIsPassedOn()
{
    const QTemporaryDir damaged;
    QFile file(damaged.filePath(u"deployment.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{}\n");
    file.close();
    EmbeddedControlPlane plane(damaged.path());
    const Watch watch(plane);
    plane.start();
    QTRY_COMPARE_WITH_TIMEOUT(watch.failed.size(), 1, patience);
    QVERIFY2(watch.reason().contains(damaged.path()), qPrintable(watch.reason()));
    QVERIFY(watch.ready.isEmpty());
}

void EmbeddedControlPlaneTest::aMissingProgramIsSaid()
{
    const QByteArray path = qgetenv("PATH");
    qputenv("PATH", QFile::encodeName(m_home.path()));
    EmbeddedControlPlane plane(data());
    const Watch watch(plane);
    plane.start();
    qputenv("PATH", path);
    QCOMPARE(watch.failed.size(), 1);
    QCOMPARE(watch.reason(), u"The program enigm-control-plane is not installed."_s);
}

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() == 3 && arguments[1] == holdOption)
        return hold(arguments[2]);
    EmbeddedControlPlaneTest test;
    return enigm::test::runGuarded(test, argc, argv);
}

#include "EmbeddedControlPlaneTest.moc"

#include "contract/deployment/DeploymentFile.h"
#include "contract/json/JsonParser.h"
#include "contract/time/Clock.h"
#include "control-plane/program/ListenAddress.h"
#include "control-plane/program/SampleFounding.h"
#include "tests/control-plane/http/RawTlsClient.h"
#include "tests/support/LogGuard.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::test;
using namespace enigm::controlplane::program;

namespace {

constexpr int patience = 60'000; // milliseconds

/// The program, running; ended with the test.
class Serving
{
public:
    explicit Serving(const QString &directory, const QStringList &more = {})
    {
        m_process.start(qEnvironmentVariable("ENIGM_BINARY_DIR") + u"/bin/enigm-control-plane"_s,
                        QStringList{u"serve"_s, u"--data"_s, directory} + more);
    }
    ~Serving()
    {
        if (m_process.state() != QProcess::NotRunning) {
            m_process.kill();
            m_process.waitForFinished();
        }
    }
    /// The ready line; null where the program ends without one.
    json::Value ready()
    {
        while (!m_process.canReadLine() && m_process.waitForReadyRead(patience)) {
        }
        return json::parse(m_process.readLine().trimmed()).value_or(json::Value());
    }
    /// The exit code after this signal.
    int end(int signal)
    {
        ::kill(static_cast<pid_t>(m_process.processId()), signal);
        return exitCode();
    }
    int exitCode() { return m_process.waitForFinished(patience) ? m_process.exitCode() : -1; }
    QByteArray rest() { return m_process.readAllStandardOutput(); }
    QByteArray complaint() { return m_process.readAllStandardError(); }

private:
    QProcess m_process;
};

QUrl urlIn(const json::Value &ready, QLatin1StringView name)
{
    return QUrl(ready.object().find(name)->text());
}

} // namespace

/// `enigm-control-plane serve` as a person or a console starts it.
class ServeCommandTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void readsAddresses_data();
    void readsAddresses();
    void publishesWhatClientsNeed_data();
    void publishesWhatClientsNeed();
    void servesUntilToldToEnd_data();
    void servesUntilToldToEnd();
    void clientsFindItByItsFile();
    void listenersForMachinesAskForACertificate();
    void onlyOneServesADirectory();
    void refusesWrongUsage();

private:
    [[nodiscard]] QString directory() const { return m_directory.filePath(u"data"_s); }
    QTemporaryDir m_directory;
};

void ServeCommandTest::initTestCase()
{
    const time::SystemClock clock;
    SampleFounding founding({.directory = directory(), .devices = 1, .url = QUrl(u"https://127.0.0.1:0"_s)}, clock,
                            [](const QString &) {});
    QVERIFY(founding.run());
}

void ServeCommandTest::readsAddresses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isGood");
    QTest::newRow("IPv4") << u"127.0.0.1:4711"_s << true;
    QTest::newRow("any port") << u"127.0.0.1:0"_s << true;
    QTest::newRow("IPv6") << u"[::1]:443"_s << true;
    for (const char *const text : {"", ":1", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:01",
                                   "127.0.0.1:+1", "localhost:1", "::1:443", "[127.0.0.1]:1", "[::1]", "[]:1"})
        QTest::addRow("'%s'", text) << QString::fromLatin1(text) << false;
}

void ServeCommandTest::readsAddresses()
{
    QFETCH(QString, text);
    QFETCH(bool, isGood);
    QCOMPARE(ListenAddress::parse(text).has_value(), isGood);
}

void ServeCommandTest::publishesWhatClientsNeed_data()
{
    QTest::addColumn<QString>("published");
    QTest::addColumn<QString>("served");
    QTest::newRow("left to the system") << u"https://127.0.0.1:0"_s << u"https://127.0.0.1:4711"_s;
    QTest::newRow("the same") << u"https://127.0.0.1:4711"_s << u"https://127.0.0.1:4711"_s;
    QTest::newRow("another here") << u"https://localhost:4000"_s << u"https://localhost:4711"_s;
    QTest::newRow("chosen") << u"https://control.example.org"_s << u"https://control.example.org"_s;
    QTest::newRow("chosen with a port") << u"https://control.example.org:8443"_s
                                        << u"https://control.example.org:8443"_s;
}

void ServeCommandTest::publishesWhatClientsNeed()
{
    QFETCH(QString, published);
    QFETCH(QString, served);
    QCOMPARE(servedUrl(QUrl(published), 4711).toString(), served);
}

void ServeCommandTest::servesUntilToldToEnd_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("SIGINT") << SIGINT;
}

void ServeCommandTest::servesUntilToldToEnd()
{
    QFETCH(int, signal);
    Serving serving(directory());
    const json::Value ready = serving.ready();
    QVERIFY2(!ready.isNull(), serving.complaint().constData());
    QCOMPARE(ready.object().size(), 4U);
    QCOMPARE(ready.object().find("event"_L1)->text(), u"ready"_s);
    for (const QLatin1StringView name : {"url"_L1, "device_url"_L1, "gateway_url"_L1})
        QVERIFY(urlIn(ready, name).port() > 0);
    QCOMPARE(serving.end(signal), 0);
    QCOMPARE(serving.rest(), QByteArray());
    QCOMPARE(serving.complaint(), QByteArray());
}

void ServeCommandTest::clientsFindItByItsFile()
{
    Serving serving(directory());
    const json::Value ready = serving.ready();
    QVERIFY(!ready.isNull());
    QFile file(directory() + u"/deployment.json"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto deployment = deployment::DeploymentFile::parse(file.readAll());
    QVERIFY(deployment);
    QCOMPARE(deployment->url, urlIn(ready, "url"_L1));
    RawTlsClient client(static_cast<quint16>(deployment->url.port()));
    QCOMPARE(client.exchange("GET /readyz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")->status, 200);
}

void ServeCommandTest::listenersForMachinesAskForACertificate()
{
    Serving serving(directory());
    const json::Value ready = serving.ready();
    QVERIFY(!ready.isNull());
    const TestIdentity stranger = TestIdentity::authority(u"stranger"_s);
    const auto answer = [&ready](QLatin1StringView name, const TestIdentity *identity) {
        const QByteArray path = name == "device_url"_L1 ? "/device/v1/check-in"_ba : "/access/v1/evaluation"_ba;
        RawTlsClient client(static_cast<quint16>(urlIn(ready, name).port()), {.identity = identity});
        return client.exchange("POST " + path +
                               " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: "
                               "application/json\r\nContent-Length: 2\r\n\r\n{}");
    };
    QVERIFY(!answer("device_url"_L1, &stranger));
    // Any gateway may connect; who it is, its key says.
    const auto unknown = answer("gateway_url"_L1, &stranger);
    QVERIFY(unknown);
    QCOMPARE(unknown->problem(), "certificate-refused"_ba);
    QVERIFY(!answer("gateway_url"_L1, nullptr));
    // A device that is yet to enrol has none to show, and is served nothing else.
    const auto refused = answer("device_url"_L1, nullptr);
    QVERIFY(refused);
    QCOMPARE(refused->problem(), "certificate-refused"_ba);
}

void ServeCommandTest::onlyOneServesADirectory()
{
    Serving first(directory());
    QVERIFY(!first.ready().isNull());
    Serving second(directory());
    QCOMPARE(second.exitCode(), 1);
    QVERIFY(second.complaint().startsWith("unavailable"));
    QCOMPARE(second.rest(), QByteArray());
}

void ServeCommandTest::refusesWrongUsage()
{
    Serving nowhere(m_directory.filePath(u"nothing"_s));
    QCOMPARE(nowhere.exitCode(), 1);
    QVERIFY(nowhere.complaint().startsWith("not-found"));
    Serving misspelt(directory(), {u"--listen"_s, u"here"_s});
    QCOMPARE(misspelt.exitCode(), 2);
    Serving surplus(directory(), {u"more"_s});
    QCOMPARE(surplus.exitCode(), 2);
    for (const QString &days : {u"-1"_s, u"366"_s, u"weekly"_s}) {
        Serving unscheduled(directory(), {u"--attest-every"_s, days});
        QCOMPARE(unscheduled.exitCode(), 2);
    }
    Serving onlyAsked(directory(), {u"--attest-every"_s, u"0"_s});
    QVERIFY(!onlyAsked.ready().isNull());
    QCOMPARE(onlyAsked.end(SIGTERM), 0);
}

ENIGM_TEST_MAIN(ServeCommandTest)
#include "ServeCommandTest.moc"

#include "tests/control-plane/http/RawTlsClient.h"
#include "tests/control-plane/http/TestServer.h"
#include "tests/support/LogGuard.h"

#include <QTest>

#include <algorithm>
#include <memory>
#include <vector>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;
using controlplane::http::Limits;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

class SlowClientsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void dropsTwoHundredSlowClientsWhileItServesGoodOnes();
    void endsAHeadThatTricklesIn();
    void endsABodyThatTricklesIn();
    void takesASlowBodyThatKeepsTheMinimalRate();
    void endsAHandshakeThatDoesNotMove();
    void endsAnIdleConnectionSilently();
    void endsAPeerThatDoesNotRead();
    void holdsFurtherConnectionsBackUntilThereIsRoom();
    void closesConnectionsBeyondTheShareOfOneRemote();
};

namespace {

/// Sends one byte, over and over, until the peer answers or takes no more.
void trickle(RawTlsClient &client, milliseconds pace)
{
    while (!client.readable(pace) && client.send("x")) {
    }
}

} // namespace

void SlowClientsTest::dropsTwoHundredSlowClientsWhileItServesGoodOnes()
{
    const TestServer server(Limits{.connectionsPerRemote = 1000, .headTime = milliseconds(2000)});
    std::vector<std::unique_ptr<RawTlsClient>> slow;
    for (int i = 0; i < 200; ++i) {
        slow.push_back(std::make_unique<RawTlsClient>(server.port()));
        QVERIFY(slow.back()->send("GET /hello HT"));
    }
    for (int i = 0; i < 36; ++i)
        QCOMPARE(RawTlsClient(server.port()).exchange(getRequest("/hello"))->status, 200);
    for (const auto &client : slow) {
        const auto reply = client->reply();
        QVERIFY(reply);
        QCOMPARE(reply->problem(), "request-timeout"_ba);
        QVERIFY(client->atEnd());
    }
    QCOMPARE(server->stats().timeouts, 200U);
    QCOMPARE(server->stats().requests, 36U);
}

void SlowClientsTest::endsAHeadThatTricklesIn()
{
    const TestServer server(Limits{.headTime = milliseconds(200)});
    RawTlsClient client(server.port());
    QVERIFY(client.send("GET /hello HTTP/1.1\r\nHost: "));
    const auto begin = steady_clock::now();
    trickle(client, milliseconds(10));
    QCOMPARE(client.reply()->status, 408);
    QVERIFY(steady_clock::now() - begin < std::chrono::seconds(5));
}

void SlowClientsTest::endsABodyThatTricklesIn()
{
    const TestServer server(Limits{.bodyTime = milliseconds(200), .minimalRate = 10'000});
    RawTlsClient client(server.port());
    QVERIFY(client.send(postRequest("/bulk", QByteArray(1'000'000, 'x')).first(200)));
    trickle(client, milliseconds(10));
    QCOMPARE(client.reply()->problem(), "request-timeout"_ba);
}

void SlowClientsTest::takesASlowBodyThatKeepsTheMinimalRate()
{
    // Longer than bodyTime altogether, but always ahead of one byte a millisecond.
    const TestServer server(Limits{.bodyTime = milliseconds(400), .minimalRate = 1000});
    RawTlsClient client(server.port());
    const QByteArray request = postRequest("/echo", QByteArray(4000, 'x'));
    const auto begin = steady_clock::now();
    for (qsizetype sent = 0; sent < request.size(); sent += 500) {
        QVERIFY(client.send(request.sliced(sent, std::min<qsizetype>(500, request.size() - sent))));
        client.readable(milliseconds(80));
    }
    QCOMPARE(client.reply()->body.size(), 4000);
    QVERIFY(steady_clock::now() - begin > milliseconds(400));
}

void SlowClientsTest::endsAHandshakeThatDoesNotMove()
{
    const TestServer server(Limits{.handshakeTime = milliseconds(100)});
    const RawTcpClient client(server.port());
    QVERIFY(client.endsWithin(std::chrono::seconds(10)));
    QTRY_COMPARE(server->stats().handshakesFailed, 1U);
    QCOMPARE(server->stats().timeouts, 1U);
}

void SlowClientsTest::endsAnIdleConnectionSilently()
{
    const TestServer server(Limits{.idleTime = milliseconds(100)});
    RawTlsClient fresh(server.port());
    QVERIFY(fresh.atEnd());
    RawTlsClient used(server.port());
    QCOMPARE(used.exchange(getRequest("/hello"))->status, 200);
    QVERIFY(used.atEnd());
    QCOMPARE(server->stats().timeouts, 0U);
}

void SlowClientsTest::endsAPeerThatDoesNotRead()
{
    const TestServer server(Limits{.pipelined = 1000, .writeTime = milliseconds(200), .minimalRate = 100'000'000});
    RawTlsClient client(server.port());
    // Some fifty megabytes of answers: more than the system buffers for us.
    QVERIFY(client.send(getRequest("/large").repeated(50)));
    QTRY_COMPARE_WITH_TIMEOUT(server->stats().connectionsOpen, 0U, 10'000);
    QCOMPARE(server->stats().timeouts, 1U);
    QVERIFY(server->stats().requests < 50U);
}

void SlowClientsTest::holdsFurtherConnectionsBackUntilThereIsRoom()
{
    const TestServer server(Limits{.connections = 2, .headTime = milliseconds(300), .lingerTime = milliseconds(100)});
    RawTlsClient first(server.port());
    RawTlsClient second(server.port());
    QVERIFY(first.send("GET ") && second.send("GET "));
    // Waits, rather than being refused, until one of the two is dropped.
    RawTlsClient third(server.port());
    QCOMPARE(third.exchange(getRequest("/hello"))->status, 200);
    QCOMPARE(server->stats().connectionsRefused, 0U);
    QVERIFY(server->stats().timeouts >= 1U);
}

void SlowClientsTest::closesConnectionsBeyondTheShareOfOneRemote()
{
    const TestServer server(Limits{.connectionsPerRemote = 2});
    RawTlsClient first(server.port());
    {
        const RawTlsClient second(server.port());
        const RawTlsClient third(server.port());
        QVERIFY(second.connected());
        QVERIFY(!third.connected());
    }
    QCOMPARE(server->stats().connectionsRefused, 1U);
    QTRY_COMPARE(server->stats().connectionsOpen, 1U);
    QCOMPARE(RawTlsClient(server.port()).exchange(getRequest("/hello"))->status, 200);
    QCOMPARE(first.exchange(getRequest("/hello"))->status, 200);
}

ENIGM_TEST_MAIN(SlowClientsTest)
#include "SlowClientsTest.moc"

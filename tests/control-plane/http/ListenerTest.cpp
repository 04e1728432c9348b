#include "tests/control-plane/http/RawTlsClient.h"
#include "tests/control-plane/http/TestServer.h"
#include "tests/support/LogGuard.h"

#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;
using controlplane::http::Limits;

class ListenerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void servesManyRequestsOverOneConnection();
    void answersEveryRequestWithTheCommonHeaders();
    void answersHeadWithoutABody();
    void readsBodiesByLengthAndByChunk();
    void invitesABodyThatWaitsToBeInvited();
    void sendsLargeAnswersWhole();
    void answersPipelinedRequestsInOrder();
    void endsAConnectionThatPipelinesTooMuch();
    void endsAConnectionAfterItsShareOfRequests();
    void closesWhereThePeerAsksForIt();
    void answersAPeerThatHasStoppedSending();
    void survivesAPeerThatGoesAwayAmidABody();
    void servesUnchangedDocumentsByTheirTag();
    void keepsTheConnectionAfterARefusalThatLeavesNothingUnread();
    void refusesAPortThatIsTaken();
    void refusesIdentitiesThatTlsCannotUse();
};

void ListenerTest::servesManyRequestsOverOneConnection()
{
    const TestServer server;
    QVERIFY(server.started());
    QCOMPARE(server->url(), u"https://127.0.0.1:%1"_s.arg(server.port()));
    RawTlsClient client(server.port());
    for (int i = 0; i < 50; ++i) {
        const QByteArray id = QByteArray::number(i);
        const auto reply = client.exchange(getRequest("/items/" + id));
        QVERIFY(reply);
        QCOMPARE(reply->body, id);
    }
    QCOMPARE(server->stats().requests, 50U);
    QCOMPARE(server->stats().connectionsAccepted, 1U);
    QCOMPARE(server->stats().responses[1], 50U);
}

void ListenerTest::answersEveryRequestWithTheCommonHeaders()
{
    const TestServer server;
    RawTlsClient client(server.port());
    for (const QByteArray &target : {"/hello"_ba, "/nowhere"_ba}) {
        const auto reply = client.exchange(getRequest(target));
        QVERIFY(reply);
        QCOMPARE(reply->header("Cache-Control"), "no-store"_ba);
        QCOMPARE(reply->header("X-Content-Type-Options"), "nosniff"_ba);
        QVERIFY(reply->header("Date").endsWith("GMT"));
        QVERIFY(!reply->headers.contains("Server"));
    }
}

void ListenerTest::answersHeadWithoutABody()
{
    const TestServer server;
    RawTlsClient client(server.port());
    client.send("HEAD /hello HTTP/1.1\r\nHost: a\r\n\r\n");
    const auto head = client.reply(true);
    QVERIFY(head);
    QCOMPARE(head->status, 200);
    QCOMPARE(head->header("Content-Length"), "5"_ba);
    QCOMPARE(client.exchange(getRequest("/hello"))->body, "hello"_ba);
}

void ListenerTest::readsBodiesByLengthAndByChunk()
{
    const TestServer server;
    RawTlsClient client(server.port());
    QCOMPARE(client.exchange(postRequest("/echo", "by length"))->body, "by length"_ba);
    QCOMPARE(client.exchange(postRequest("/bulk", QByteArray(3'000'000, 'x')))->body, "3000000"_ba);
    const QByteArray chunked =
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n"
        "3\r\nby \r\n5;note=x\r\nchunk\r\n0\r\nTrailer: x\r\n\r\n"_ba;
    QCOMPARE(client.exchange(chunked)->body, "by chunk"_ba);
    RawTlsClient dribbling(server.port());
    for (const char byte : chunked)
        QVERIFY(dribbling.send(QByteArray(1, byte)));
    QCOMPARE(dribbling.reply()->body, "by chunk"_ba);
}

void ListenerTest::invitesABodyThatWaitsToBeInvited()
{
    const TestServer server;
    RawTlsClient client(server.port());
    const QByteArray head =
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nExpect: 100-continue\r\nContent-Length: "_ba;
    QCOMPARE(client.exchange(head + "5\r\n\r\n")->status, 100);
    QCOMPARE(client.exchange("hello")->body, "hello"_ba);
    const auto refused = client.exchange(head + "999999\r\n\r\n");
    QCOMPARE(refused->status, 413);
    QCOMPARE(refused->header("Connection"), "close"_ba);
}

void ListenerTest::sendsLargeAnswersWhole()
{
    const TestServer server;
    RawTlsClient client(server.port());
    for (int i = 0; i < 3; ++i) {
        const auto reply = client.exchange(getRequest("/large"));
        QVERIFY(reply);
        QCOMPARE(reply->body.size(), 1024 * 1024);
    }
}

void ListenerTest::answersPipelinedRequestsInOrder()
{
    const TestServer server;
    RawTlsClient client(server.port());
    QVERIFY(client.send(getRequest("/items/1") + postRequest("/echo", "two") + getRequest("/items/3")));
    QCOMPARE(client.reply()->body, "1"_ba);
    QCOMPARE(client.reply()->body, "two"_ba);
    QCOMPARE(client.reply()->body, "3"_ba);
}

void ListenerTest::endsAConnectionThatPipelinesTooMuch()
{
    const TestServer server(Limits{.pipelined = 3});
    RawTlsClient client(server.port());
    QVERIFY(client.send(getRequest("/hello").repeated(10)));
    for (int i = 0; i < 3; ++i)
        QVERIFY(!client.reply()->headers.contains("Connection"));
    QCOMPARE(client.reply()->header("Connection"), "close"_ba);
    QVERIFY(client.atEnd());
    QCOMPARE(server->stats().requests, 4U);
}

void ListenerTest::endsAConnectionAfterItsShareOfRequests()
{
    const TestServer server(Limits{.requestsPerConnection = 2});
    RawTlsClient client(server.port());
    QVERIFY(!client.exchange(getRequest("/hello"))->headers.contains("Connection"));
    QCOMPARE(client.exchange(getRequest("/hello"))->header("Connection"), "close"_ba);
    QVERIFY(client.atEnd());
}

void ListenerTest::closesWhereThePeerAsksForIt()
{
    const TestServer server;
    RawTlsClient client(server.port());
    QCOMPARE(client.exchange(getRequest("/hello", "Connection: close\r\n"))->header("Connection"), "close"_ba);
    QVERIFY(client.atEnd());
}

void ListenerTest::answersAPeerThatHasStoppedSending()
{
    const TestServer server;
    RawTlsClient client(server.port());
    QVERIFY(client.send(getRequest("/hello")));
    client.endSending();
    QCOMPARE(client.reply()->body, "hello"_ba);
    QVERIFY(client.atEnd());
    QTRY_COMPARE(server->stats().connectionsOpen, 0U);
}

void ListenerTest::survivesAPeerThatGoesAwayAmidABody()
{
    const TestServer server;
    RawTlsClient client(server.port());
    // The invitation shows that the server is at the body: a reset would else swallow what it has not read yet.
    QCOMPARE(client
                 .exchange("POST /bulk HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nExpect: 100-continue\r\n"
                           "Content-Length: 100000\r\n\r\n")
                 ->status,
             100);
    QVERIFY(client.send(QByteArray(50'000, 'x')));
    client.abort();
    QTRY_COMPARE(server->stats().connectionsOpen, 0U);
    QCOMPARE(server->stats().aborted, 1U);
    QCOMPARE(server->stats().requests, 0U);
    QCOMPARE(RawTlsClient(server.port()).exchange(getRequest("/hello"))->status, 200);
}

void ListenerTest::servesUnchangedDocumentsByTheirTag()
{
    const TestServer server;
    RawTlsClient client(server.port());
    const auto whole = client.exchange(getRequest("/document"));
    QCOMPARE(whole->body, "document"_ba);
    const auto unchanged = client.exchange(getRequest("/document", "If-None-Match: " + whole->header("ETag") + "\r\n"));
    QCOMPARE(unchanged->status, 304);
    QCOMPARE(client.exchange(getRequest("/hello"))->body, "hello"_ba);
}

void ListenerTest::keepsTheConnectionAfterARefusalThatLeavesNothingUnread()
{
    const TestServer server;
    RawTlsClient client(server.port());
    QCOMPARE(client.exchange(getRequest("/nowhere"))->problem(), "not-found"_ba);
    const auto wrongMethod = client.exchange("DELETE /hello HTTP/1.1\r\nHost: a\r\n\r\n");
    QCOMPARE(wrongMethod->problem(), "method-not-allowed"_ba);
    QCOMPARE(wrongMethod->header("Allow"), "GET, HEAD"_ba);
    QCOMPARE(client.exchange(getRequest("/hello"))->body, "hello"_ba);
    QCOMPARE(server->stats().refused, 2U);
    QCOMPARE(server->stats().connectionsAccepted, 1U);
}

void ListenerTest::refusesAPortThatIsTaken()
{
    const TestServer server;
    const TestIdentity identity = TestIdentity::authority(u"second"_s);
    controlplane::http::Listener second(
        {.port = server.port(), .certificateChain = {identity.der()}, .key = identity.key()}, {});
    QCOMPARE(second.start().error().type, ProblemType::Unavailable);
}

void ListenerTest::refusesIdentitiesThatTlsCannotUse()
{
    const TestIdentity one = TestIdentity::authority(u"one"_s);
    const TestIdentity other = TestIdentity::authority(u"other"_s);
    const auto typeOf = [](controlplane::http::ListenerOptions options) {
        return controlplane::http::Listener(std::move(options), {}).start().error().type;
    };
    QCOMPARE(typeOf({.certificateChain = {one.der()}, .key = other.key()}), ProblemType::MalformedKey);
    QCOMPARE(typeOf({.certificateChain = {one.der()}}), ProblemType::MalformedKey);
    QCOMPARE(typeOf({.key = one.key()}), ProblemType::MalformedCertificate);
    QCOMPARE(typeOf({.certificateChain = {one.der() + '\0'}, .key = one.key()}), ProblemType::MalformedCertificate);
    QCOMPARE(typeOf({.certificateChain = {one.der()}, .key = one.key(), .clientAuthorities = {"x"_ba}}),
             ProblemType::MalformedCertificate);
}

ENIGM_TEST_MAIN(ListenerTest)
#include "ListenerTest.moc"

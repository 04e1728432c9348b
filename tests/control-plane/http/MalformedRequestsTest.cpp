#include "tests/control-plane/http/RawTlsClient.h"
#include "tests/control-plane/http/TestServer.h"
#include "tests/support/LogGuard.h"

#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;
using controlplane::http::HeadLimits;
using controlplane::http::Limits;

class MalformedRequestsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void refusesAndCloses_data();
    void refusesAndCloses();
    void refusesALargeBodyBeforeItIsSent();
    void refusesAnEndlessHead();
    void cleanupTestCase();

private:
    std::unique_ptr<TestServer> m_server;
};

void MalformedRequestsTest::initTestCase()
{
    m_server = std::make_unique<TestServer>(
        Limits{.head = HeadLimits{.bytes = 4096, .targetBytes = 1024, .fields = 32}, .bodyBytes = 2 * 1024 * 1024});
    QVERIFY(m_server->started());
}

void MalformedRequestsTest::refusesAndCloses_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("problem");
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, const QByteArray &request, const char *problem, int status) {
        QTest::newRow(name) << request << QByteArray(problem) << status;
    };
    const QByteArray post = "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\n"_ba;
    const auto chunked = [&](const QByteArray &chunks) { return post + "Transfer-Encoding: chunked\r\n\r\n" + chunks; };
    row("no Host", "GET /hello HTTP/1.1\r\n\r\n"_ba, "missing-host", 400);
    row("two Hosts", "GET /hello HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n"_ba, "malformed-request", 400);
    row("empty Host", "GET /hello HTTP/1.1\r\nHost:\r\n\r\n"_ba, "malformed-request", 400);
    row("Host with a path", "GET /hello HTTP/1.1\r\nHost: a/b\r\n\r\n"_ba, "malformed-request", 400);
    row("length and coding", post + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "malformed-request", 400);
    row("two lengths", post + "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd", "malformed-request", 400);
    row("negative length", post + "Content-Length: -1\r\n\r\n", "malformed-request", 400);
    row("coding that is not chunked", post + "Transfer-Encoding: identity\r\n\r\n", "malformed-request", 400);
    row("chunk size that is no number", chunked("xyz\r\nabc\r\n0\r\n\r\n"_ba), "malformed-request", 400);
    row("chunk size that overflows", chunked("fffffffffffffffff\r\n"_ba), "malformed-request", 400);
    row("chunk that is longer than it says", chunked("3\r\nabcdef\r\n0\r\n\r\n"_ba), "malformed-request", 400);
    row("chunks beyond the limit", chunked("fffff\r\n"_ba), "too-large", 413);
    row("chunk header without end", chunked("3;" + QByteArray(60'000, 'x')), "malformed-request", 400);
    row("folded field", "GET /hello HTTP/1.1\r\nHost: a\r\nX: b\r\n c\r\n\r\n"_ba, "malformed-request", 400);
    row("blank before the colon", "GET /hello HTTP/1.1\r\nHost : a\r\n\r\n"_ba, "malformed-request", 400);
    row("NUL in a field", "GET /hello HTTP/1.1\r\nHost: a\r\nX: b\0c\r\n\r\n"_ba, "malformed-request", 400);
    row("NUL in the target", "GET /he\0llo HTTP/1.1\r\nHost: a\r\n\r\n"_ba, "malformed-request", 400);
    row("bare line feeds", "GET /hello HTTP/1.1\nHost: a\n\n"_ba, "malformed-request", 400);
    row("absolute target", "GET https://a/hello HTTP/1.1\r\nHost: a\r\n\r\n"_ba, "malformed-request", 400);
    row("path with dots", "GET /a/../hello HTTP/1.1\r\nHost: a\r\n\r\n"_ba, "malformed-request", 400);
    row("escaped NUL", "GET /hello%00 HTTP/1.1\r\nHost: a\r\n\r\n"_ba, "malformed-request", 400);
    row("target too long", getRequest("/" + QByteArray(2000, 'a')), "target-too-long", 414);
    row("field too long", getRequest("/hello", "X: " + QByteArray(5000, 'a') + "\r\n"), "headers-too-large", 431);
    row("too many fields", getRequest("/hello", "X: a\r\n"_ba.repeated(40)), "headers-too-large", 431);
    row("HTTP/1.0", "GET /hello HTTP/1.0\r\nHost: a\r\n\r\n"_ba, "unsupported-http-version", 505);
    row("HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"_ba, "unsupported-http-version", 505);
    row("HTTP/0.9", "GET /hello\r\n"_ba, "malformed-request", 400);
    row("no HTTP", "\x16\x03\x01\x02 hello"_ba, "malformed-request", 400);
    row("length beyond the limit", post + "Content-Length: 70000\r\n\r\n", "too-large", 413);
    row("other expectation", post + "Content-Length: 1\r\nExpect: a miracle\r\n\r\nx", "expectation-failed", 417);
    row("body that is not taken", "GET /hello HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx"_ba,
        "unsupported-media-type", 415);
    row("media type that is not taken",
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: text/html\r\nContent-Length: 1\r\n\r\nx"_ba,
        "unsupported-media-type", 415);
}

void MalformedRequestsTest::refusesAndCloses()
{
    QFETCH(const QByteArray, request);
    QFETCH(const QByteArray, problem);
    QFETCH(const int, status);
    RawTlsClient client((*m_server)->port());
    // What follows must not be taken for a request of its own.
    const auto reply = client.exchange(request + getRequest("/hello"));
    QVERIFY(reply);
    QCOMPARE(reply->problem(), problem);
    QCOMPARE(reply->status, status);
    QCOMPARE(reply->header("Connection"), "close"_ba);
    QVERIFY(client.atEnd());
}

void MalformedRequestsTest::refusesALargeBodyBeforeItIsSent()
{
    RawTlsClient client((*m_server)->port());
    // Not a byte of the body is sent: the answer must come all the same.
    const auto reply = client.exchange("POST /bulk HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\n"
                                       "Content-Length: 3000000\r\n\r\n");
    QVERIFY(reply);
    QCOMPARE(reply->problem(), "too-large"_ba);
}

void MalformedRequestsTest::refusesAnEndlessHead()
{
    RawTlsClient client((*m_server)->port());
    client.send("GET /hello HTTP/1.1\r\nHost: a\r\n");
    // The answer comes while we still send; what was on its way by then is read and thrown away, so that it is not
    // lost.
    for (int i = 0; i < 100 && !client.readable(std::chrono::milliseconds(0)); ++i)
        client.send("X: " + QByteArray(1000, 'x'));
    QCOMPARE(client.reply()->status, 431);
    QVERIFY(client.atEnd());
}

void MalformedRequestsTest::cleanupTestCase()
{
    QTRY_COMPARE((*m_server)->stats().connectionsOpen, 0U);
    QCOMPARE((*m_server)->stats().requests, 0U);
}

ENIGM_TEST_MAIN(MalformedRequestsTest)
#include "MalformedRequestsTest.moc"

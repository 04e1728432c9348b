#include "control-plane/http/Stream.h"

#include "tests/control-plane/http/RawTlsClient.h"
#include "tests/control-plane/http/TestServer.h"
#include "tests/support/LogGuard.h"

#include <QDir>
#include <QTest>

#include <algorithm>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;
using controlplane::http::Limits;
using controlplane::http::Request;
using controlplane::http::Respond;
using controlplane::http::Response;
using controlplane::http::Router;
using controlplane::http::Stream;
using std::chrono::milliseconds;

/// Answers that go on: whoever reads hears what is written, and whoever does not costs nothing.
class StreamTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void holdsWhatIsWrittenUntilItIsTaken();
    void losesAReaderRatherThanGrow();
    void tellsItsReaderOnceForEachTaking();
    void saysInItsHeadThatItGoesOn();
    void isHeardAsItIsWritten();
    void beatsWhileThereIsNothingToSay();
    void staysSilentWithoutABeat();
    void servesManyWithoutAThreadEach();
    void dropsAPeerThatDoesNotRead();
    void seesThatAPeerHasGone_data();
    void seesThatAPeerHasGone();
    void endsAPeerThatNeverStopsTalking();
    void refusesMoreThanAreAllowed();
    void endsWithItsListener();
    void outlivesItsListener();
};

namespace {

constexpr qsizetype capacity = 64 * 1024;

/// GET /feed answers by a stream that the test holds.
class Feeding
{
public:
    explicit Feeding(const Limits &limits = {}, QByteArray beat = {})
        : server(std::make_unique<TestServer>(limits, nullptr, routes(std::move(beat))))
    {}

    /// The streams that were asked for, as soon as there are so many.
    std::vector<std::shared_ptr<Stream>> streams(std::size_t count)
    {
        const auto all = [this] {
            const std::scoped_lock lock(m_mutex);
            return m_streams;
        };
        return QTest::qWaitFor([&] { return all().size() >= count; }) ? all() : std::vector<std::shared_ptr<Stream>>();
    }

private:
    Router routes(QByteArray beat)
    {
        Router router = TestServer::usualRoutes();
        router.add({.method = "GET"_ba, .path = u"/feed"_s, .handler = [this, beat](const Request &, Respond respond) {
                        auto stream = std::make_shared<Stream>(capacity, beat);
                        {
                            const std::scoped_lock lock(m_mutex);
                            m_streams.push_back(stream);
                        }
                        respond(Response::streamed(std::move(stream), "text/event-stream"_ba));
                    }});
        return router;
    }

    std::mutex m_mutex;
    std::vector<std::shared_ptr<Stream>> m_streams; ///< under m_mutex

public:
    std::unique_ptr<TestServer> server; ///< ends before what its handlers touch
};

/// A client that has asked for the stream and read the head of it.
std::unique_ptr<RawTlsClient> listening(const Feeding &feeding)
{
    auto client = std::make_unique<RawTlsClient>(feeding.server->port());
    client->send(getRequest("/feed"));
    const auto head = client->reply(true);
    return head && head->status == 200 ? std::move(client) : nullptr;
}

qsizetype threads()
{
    return QDir(u"/proc/self/task"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot).size();
}

} // namespace

void StreamTest::holdsWhatIsWrittenUntilItIsTaken()
{
    Stream stream(8);
    QVERIFY(stream.write("abc"));
    QVERIFY(stream.write("def"));
    QCOMPARE(stream.take().bytes, "abcdef"_ba);
    QVERIFY(stream.write("gh"));
    stream.end();
    QVERIFY(!stream.isOpen());
    QVERIFY(!stream.write("i"));
    const Stream::Portion last = stream.take();
    QCOMPARE(last.bytes, "gh"_ba);
    QVERIFY(last.now == Stream::Now::Ended);
}

void StreamTest::losesAReaderRatherThanGrow()
{
    Stream stream(8);
    QVERIFY(stream.write("abcdefgh"));
    QVERIFY(!stream.write("i"));
    QVERIFY(!stream.isOpen());
    const Stream::Portion portion = stream.take();
    QVERIFY(portion.now == Stream::Now::Overrun);
    QVERIFY(portion.bytes.isEmpty());
    QVERIFY(!stream.write("j"));
}

void StreamTest::tellsItsReaderOnceForEachTaking()
{
    int told = 0;
    Stream stream(8);
    QVERIFY(stream.write("a"));
    stream.attach([&told] { ++told; });
    QCOMPARE(told, 1); // of what was there before
    QVERIFY(stream.write("b"));
    QCOMPARE(told, 1);
    QCOMPARE(stream.take().bytes, "ab"_ba);
    QVERIFY(stream.write("c"));
    QCOMPARE(told, 2);
    stream.close();
    stream.end();
    QCOMPARE(told, 2);
}

void StreamTest::saysInItsHeadThatItGoesOn()
{
    Feeding feeding;
    RawTlsClient client(feeding.server->port());
    QVERIFY(client.send(getRequest("/feed")));
    const auto head = client.reply(true);
    QVERIFY(head);
    QCOMPARE(head->header("Content-Type"), "text/event-stream"_ba);
    QCOMPARE(head->header("Transfer-Encoding"), "chunked"_ba);
    QCOMPARE(head->header("Connection"), "close"_ba);
    QCOMPARE(head->header("Cache-Control"), "no-store"_ba);
    QVERIFY(!head->headers.contains("Content-Length"));

    RawTlsClient curious(feeding.server->port());
    QVERIFY(curious.send("HEAD /feed HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"));
    QCOMPARE(curious.reply(true)->status, 200);
    QVERIFY(!feeding.streams(2).back()->isOpen());
    QCOMPARE(curious.exchange(getRequest("/hello"))->body, "hello"_ba);
}

void StreamTest::isHeardAsItIsWritten()
{
    Feeding feeding;
    const auto client = listening(feeding);
    QVERIFY(client);
    const auto stream = feeding.streams(1).front();
    QCOMPARE((*feeding.server)->stats().streamsOpen, 1U);
    for (int i = 0; i < 1000; ++i) { // far more than fits at once
        const QByteArray event = QByteArray::number(i).rightJustified(500, '.');
        QVERIFY(stream->write(event));
        QCOMPARE(client->chunk(), event);
    }
    QVERIFY(stream->write("the last"));
    stream->end();
    QByteArray rest;
    for (auto chunk = client->chunk(); chunk && !chunk->isEmpty(); chunk = client->chunk())
        rest += *chunk;
    QCOMPARE(rest, "the last"_ba);
    QVERIFY(client->atEnd());
    QTRY_COMPARE((*feeding.server)->stats().streamsOpen, 0U);
    QCOMPARE((*feeding.server)->stats().streamsDropped, 0U);
}

void StreamTest::beatsWhileThereIsNothingToSay()
{
    Feeding feeding(Limits{.beatTime = milliseconds(20)}, ":\n\n"_ba);
    const auto client = listening(feeding);
    QVERIFY(client);
    for (int i = 0; i < 3; ++i)
        QCOMPARE(client->chunk(), ":\n\n"_ba);
    QCOMPARE((*feeding.server)->stats().timeouts, 0U);
}

void StreamTest::staysSilentWithoutABeat()
{
    Feeding feeding(Limits{.beatTime = milliseconds(1)});
    const auto client = listening(feeding);
    QVERIFY(client);
    QVERIFY(!client->readable(milliseconds(50)));
    QVERIFY(feeding.streams(1).front()->write("something"));
    QCOMPARE(client->chunk(), "something"_ba);
}

void StreamTest::servesManyWithoutAThreadEach()
{
    constexpr std::size_t many = 300;
    Feeding feeding(Limits{.connectionsPerRemote = 1000});
    const qsizetype before = threads();
    std::vector<std::unique_ptr<RawTlsClient>> clients;
    for (std::size_t i = 0; i < many; ++i) {
        clients.push_back(listening(feeding));
        QVERIFY(clients.back());
    }
    QCOMPARE(threads(), before);
    QCOMPARE((*feeding.server)->stats().streamsOpen, quint64(many));
    for (const auto &stream : feeding.streams(many))
        QVERIFY(stream->write("to all"));
    for (const auto &client : clients)
        QCOMPARE(client->chunk(), "to all"_ba);
    QCOMPARE(RawTlsClient(feeding.server->port()).exchange(getRequest("/hello"))->status, 200);
    clients.clear();
    QTRY_COMPARE((*feeding.server)->stats().streamsOpen, 0U);
}

void StreamTest::dropsAPeerThatDoesNotRead()
{
    Feeding feeding(Limits{.writeTime = milliseconds(200), .minimalRate = 100'000'000});
    const auto deaf = listening(feeding);
    const auto other = listening(feeding);
    QVERIFY(deaf && other);
    const auto streams = feeding.streams(2);
    // What waits is bounded by the stream and the system's buffers, whoever writes.
    const QByteArray event(capacity / 2, 'x');
    QVERIFY(QTest::qWaitFor([&] { return !streams[0]->write(event); }, 30'000));
    QTRY_COMPARE((*feeding.server)->stats().streamsOpen, 1U);
    QCOMPARE((*feeding.server)->stats().streamsDropped, 1U);
    QVERIFY(streams[1]->write("heard"));
    QCOMPARE(other->chunk(), "heard"_ba);
}

void StreamTest::seesThatAPeerHasGone_data()
{
    QTest::addColumn<bool>("isRude");
    QTest::newRow("says good-bye") << false;
    QTest::newRow("is gone") << true;
}

void StreamTest::seesThatAPeerHasGone()
{
    QFETCH(bool, isRude);
    Feeding feeding;
    auto client = listening(feeding);
    QVERIFY(client);
    const auto stream = feeding.streams(1).front();
    if (isRude)
        client->abort();
    else
        client->endSending();
    QTRY_COMPARE((*feeding.server)->stats().connectionsOpen, 0U); // with nothing written to it
    QVERIFY(!stream->write("to nobody"));
    QCOMPARE((*feeding.server)->stats().streamsOpen, 0U);
    QCOMPARE((*feeding.server)->stats().aborted, 1U);
}

void StreamTest::endsAPeerThatNeverStopsTalking()
{
    Feeding feeding;
    const auto client = listening(feeding);
    QVERIFY(client);
    const QByteArray talk(8 * 1024, 'x');
    for (int i = 0; i < 10 && client->send(talk); ++i) {
    }
    QTRY_COMPARE((*feeding.server)->stats().streamsOpen, 0U);
    QCOMPARE((*feeding.server)->stats().requests, 1U);
}

void StreamTest::refusesMoreThanAreAllowed()
{
    Feeding feeding(Limits{.streams = 2});
    auto first = listening(feeding);
    const auto second = listening(feeding);
    QVERIFY(first && second);
    RawTlsClient third(feeding.server->port());
    QCOMPARE(third.exchange(getRequest("/feed"))->problem(), "unavailable"_ba);
    QVERIFY(!feeding.streams(3).back()->isOpen());
    QCOMPARE(third.exchange(getRequest("/hello"))->status, 200);
    first.reset();
    QTRY_COMPARE((*feeding.server)->stats().streamsOpen, 1U);
    QVERIFY(listening(feeding));
}

void StreamTest::endsWithItsListener()
{
    Feeding feeding;
    const auto client = listening(feeding);
    QVERIFY(client);
    const auto stream = feeding.streams(1).front();
    QVERIFY(stream->write("before"));
    QCOMPARE(client->chunk(), "before"_ba);
    std::thread stopping([&feeding] { (*feeding.server)->stop(std::chrono::hours(1)); });
    QCOMPARE(client->chunk(), ""_ba); // whole, though there was time left
    QVERIFY(client->atEnd());
    stopping.join();
    QVERIFY(!stream->write("after"));
}

void StreamTest::outlivesItsListener()
{
    std::shared_ptr<Stream> stream;
    {
        Feeding feeding;
        const auto client = listening(feeding);
        QVERIFY(client);
        stream = feeding.streams(1).front();
    }
    QVERIFY(!stream->write("to nobody"));
    stream->end();
}

ENIGM_TEST_MAIN(StreamTest)
#include "StreamTest.moc"

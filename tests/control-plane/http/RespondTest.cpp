#include "control-plane/http/WorkerPool.h"
#include "tests/control-plane/http/RawTlsClient.h"
#include "tests/control-plane/http/TestServer.h"
#include "tests/support/LogGuard.h"

#include <QTest>

#include <future>
#include <mutex>
#include <optional>
#include <semaphore>
#include <stdexcept>
#include <thread>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;
using namespace enigm::controlplane::http;
using std::chrono::milliseconds;

/// Handlers that answer late, elsewhere or never, and a listener that ends meanwhile.
class RespondTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersInternalForAHandlerThatDropsTheRequest();
    void answersInternalForAHandlerThatThrows();
    void endsARequestThatIsNeverAnswered();
    void takesAnswersFromOtherThreads();
    void refusesWorkBeyondTheQueue();
    void lettingAPoolGoFinishesItsWork();
    void answersWhatIsUnderWayBeforeItStops();
    void cutsWhatIsStillUnderWayAtTheEndOfTheGrace();
    void takesAnAnswerThatComesAfterTheEnd();
};

namespace {

/// Holds the answer that a handler owes until the test gives it.
class Held
{
public:
    Handler handler()
    {
        return [this](const Request &, Respond respond) {
            {
                const std::scoped_lock lock(m_mutex);
                m_respond.emplace(std::move(respond));
            }
            m_arrived.release();
        };
    }

    bool wait() { return m_arrived.try_acquire_for(std::chrono::seconds(10)); }

    void answer(QByteArray text)
    {
        const std::scoped_lock lock(m_mutex);
        (*m_respond)(Response::text(std::move(text), "text/plain"_ba));
        m_respond.reset();
    }

private:
    std::mutex m_mutex;
    std::optional<Respond> m_respond;
    std::counting_semaphore<> m_arrived{0};
};

Router routing(Handler handler)
{
    Router router;
    router.add({.method = "GET"_ba, .path = u"/work"_s, .handler = std::move(handler)});
    return router;
}

} // namespace

void RespondTest::answersInternalForAHandlerThatDropsTheRequest()
{
    const TestServer server;
    RawTlsClient client(server.port());
    const auto reply = client.exchange(getRequest("/dropped"));
    QCOMPARE(reply->problem(), "internal"_ba);
    QCOMPARE(client.exchange(getRequest("/hello"))->status, 200);
}

void RespondTest::answersInternalForAHandlerThatThrows()
{
    const TestServer server({}, nullptr, routing([](const Request &, const Respond &) {
                                throw std::runtime_error("a handler's own bug");
                            }));
    RawTlsClient client(server.port());
    QCOMPARE(client.exchange(getRequest("/work"))->status, 500);
    QCOMPARE(client.exchange(getRequest("/work"))->status, 500);
}

void RespondTest::endsARequestThatIsNeverAnswered()
{
    Held held;
    const TestServer server(Limits{.handlerTime = milliseconds(100)}, nullptr, routing(held.handler()));
    RawTlsClient client(server.port());
    const auto reply = client.exchange(getRequest("/work"));
    QCOMPARE(reply->problem(), "unavailable"_ba);
    QVERIFY(client.atEnd());
    held.answer("too late"_ba);
}

void RespondTest::takesAnswersFromOtherThreads()
{
    WorkerPool pool(4, 1000);
    const TestServer server({}, nullptr, routing(onWorkers(pool, [](const Request &request, Respond respond) {
                                respond(Response::text(request.rawTarget, "text/plain"_ba));
                            })));
    std::vector<std::future<int>> clients;
    for (int i = 0; i < 8; ++i)
        clients.push_back(std::async(std::launch::async, [port = server.port()] {
            RawTlsClient client(port);
            int answered = 0;
            for (int request = 0; request < 50; ++request) {
                const auto reply = client.exchange(getRequest("/work"));
                answered += reply && reply->body == "/work" ? 1 : 0;
            }
            return answered;
        }));
    for (auto &client : clients)
        QCOMPARE(client.get(), 50);
}

void RespondTest::refusesWorkBeyondTheQueue()
{
    std::binary_semaphore busy(0);
    std::binary_semaphore release(0);
    WorkerPool pool(1, 1); // after what its work refers to, so that its end waits for that work
    QVERIFY(pool.post([&] {
        busy.release();
        release.acquire();
    }));
    busy.acquire();
    QVERIFY(pool.post([] {}));
    QVERIFY(!pool.post([] {}));
    int status = 0;
    onWorkers(pool, [](const Request &, const Respond &) {})(
        {}, Respond([&](const Response &response) { status = response.status; }));
    release.release();
    QCOMPARE(status, 503);
}

void RespondTest::lettingAPoolGoFinishesItsWork()
{
    std::atomic<int> done = 0;
    {
        WorkerPool pool(2, 100);
        for (int i = 0; i < 100; ++i)
            QVERIFY(pool.post([&] { ++done; }));
    }
    QCOMPARE(done.load(), 100);
}

void RespondTest::answersWhatIsUnderWayBeforeItStops()
{
    Held held;
    TestServer server({}, nullptr, routing(held.handler()));
    RawTlsClient busy(server.port());
    RawTlsClient idle(server.port());
    QVERIFY(idle.connected() && busy.send(getRequest("/work")));
    QVERIFY(held.wait());
    auto stopping = std::async(std::launch::async, [&] { server->stop(std::chrono::seconds(10)); });
    QVERIFY(idle.atEnd()); // only once the stop has begun
    held.answer("in time"_ba);
    const auto reply = busy.reply();
    QVERIFY(reply);
    QCOMPARE(reply->body, "in time"_ba);
    QVERIFY(busy.atEnd());
    busy.endSending();
    idle.endSending();
    stopping.get();
    QVERIFY(!RawTlsClient(server.port()).connected());
}

void RespondTest::cutsWhatIsStillUnderWayAtTheEndOfTheGrace()
{
    Held held;
    TestServer server({}, nullptr, routing(held.handler()));
    RawTlsClient client(server.port());
    QVERIFY(client.send(getRequest("/work")));
    QVERIFY(held.wait());
    server->stop(milliseconds(50));
    QVERIFY(client.atEnd());
    QCOMPARE(server->stats().connectionsOpen, 0U);
    held.answer("nobody hears it"_ba);
}

void RespondTest::takesAnAnswerThatComesAfterTheEnd()
{
    Held held;
    {
        const TestServer server({}, nullptr, routing(held.handler()));
        RawTlsClient client(server.port());
        QVERIFY(client.send(getRequest("/work")));
        QVERIFY(held.wait());
    }
    held.answer("nobody hears it"_ba);
}

ENIGM_TEST_MAIN(RespondTest)
#include "RespondTest.moc"

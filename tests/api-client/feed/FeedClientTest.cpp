#include "api-client/feed/FeedClient.h"

#include "tests/support/LogGuard.h"
#include "tests/support/client/SignedInConsole.h"

#include <QTest>
#include <QUrlQuery>

using namespace enigm;
using namespace enigm::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using client::FeedClient;
using feed::FeedEvent;
using State = FeedClient::State;

namespace {

const QString route = u"/v1/feed"_s;

/// A console that hears the feed, and writes down what it hears.
struct Listening
{
    explicit Listening(const FeedClient::Options &options = {.first = 1ms, .most = 4ms})
        : feed(console.session, options)
    {
        QObject::connect(&feed, &FeedClient::heard, &feed, [this](const FeedEvent &event) { heard.push_back(event); });
    }
    [[nodiscard]] bool signIn() { return console.signIn(console.history.approver1); }
    [[nodiscard]] bool isLive() const { return feed.isLive(); }
    /// Where the latest request wanted to go on from; empty where from nowhere.
    [[nodiscard]] QString lastAfter() const
    {
        const auto &seen = console.plane.seen();
        const auto last = std::ranges::find_if(seen.rbegin(), seen.rend(),
                                               [](const auto &request) { return request.url.path() == route; });
        return last == seen.rend() ? QString() : QUrlQuery(last->url).queryItemValue(u"after"_s);
    }

    SignedInConsole console;
    FeedClient feed;
    std::vector<FeedEvent> heard;
};

} // namespace

/// The console hears what has changed, and hears again by itself where that broke off.
class FeedClientTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoSignsInHearsTheFeed();
    void hintsAreHeardInOrder();
    void aBrokenLineIsTakenUpAgain_data();
    void aBrokenLineIsTakenUpAgain();
    void anUnreachableServerIsWaitedFor();
    void aRefusalIsToldAndTriedAgain();
    void nobodyWaitsWhoDoesNotWantTo();
    void whatIsNoFeedBreaksOff_data();
    void whatIsNoFeedBreaksOff();
    void whatANewerServerSaysIsPassedOver();
    void signingOutEndsIt();
    void anEndedSessionEndsIt();
    void itGoesOnFromWhereItIsTold();
    void whoHearsMaySignOut();
    void goingAwayWhileItIsOpened();
};

void FeedClientTest::whoSignsInHearsTheFeed()
{
    Listening at;
    QCOMPARE(at.feed.state(), State::Off);
    QVERIFY(!at.feed.silentSince());
    QVERIFY(at.signIn());
    QTRY_VERIFY(at.isLive());
    QTRY_COMPARE(at.heard.size(), 1U);
    QVERIFY(at.heard.front().isReset);
    QCOMPARE(at.feed.cursor(), at.console.plane.feedCursor());
    QVERIFY(!at.feed.silentSince() && !at.feed.problem());
    QCOMPARE(at.console.plane.listeners(), 1);
}

void FeedClientTest::hintsAreHeardInOrder()
{
    Listening at;
    QVERIFY(at.signIn());
    QTRY_COMPARE(at.heard.size(), 1U);
    at.console.plane.tell({.cursor = 101, .activitySize = 5});
    at.console.plane.say(":\n\n");
    at.console.plane.tell({.cursor = 102, .devices = std::nullopt});
    QCOMPARE(at.heard.size(), 3U);
    QCOMPARE(at.heard[1].activitySize, 5);
    QVERIFY(at.heard[2].concernsDevices());
    QCOMPARE(at.feed.cursor(), 102);
}

void FeedClientTest::aBrokenLineIsTakenUpAgain_data()
{
    QTest::addColumn<bool>("isCut");
    QTest::newRow("ended by the server") << false;
    QTest::newRow("cut") << true;
}

void FeedClientTest::aBrokenLineIsTakenUpAgain()
{
    QFETCH(bool, isCut);
    Listening at;
    QVERIFY(at.signIn());
    QTRY_COMPARE(at.heard.size(), 1U);
    at.console.plane.tell({.cursor = 107, .activitySize = 5});
    at.console.plane.endFeeds(isCut);
    QCOMPARE(at.feed.state(), State::Waiting);
    QCOMPARE(at.feed.silentSince(), at.console.clock.now());
    QVERIFY(at.feed.problem());
    QTRY_VERIFY(at.isLive());
    QCOMPARE(at.lastAfter(), u"107"_s);
    QVERIFY(!at.feed.silentSince() && !at.feed.problem());
    QCOMPARE(at.heard.size(), 2U); // it knows where it was, and begins nothing anew
    QCOMPARE(at.console.plane.listeners(), 1);
}

void FeedClientTest::anUnreachableServerIsWaitedFor()
{
    Listening at;
    QVERIFY(at.signIn());
    QTRY_VERIFY(at.isLive());
    at.console.plane.setReachable(false);
    at.console.plane.endFeeds(true);
    QTRY_COMPARE(at.feed.problem() ? at.feed.problem()->detail : QString(), u"Nobody listens there."_s);
    const auto since = at.feed.silentSince();
    at.console.clock.advance(60);
    at.feed.retryNow();
    QTRY_COMPARE(at.feed.state(), State::Waiting);
    QCOMPARE(at.feed.silentSince(), since); // from when it was silent, not from when it was tried last
    at.console.plane.setReachable(true);
    QTRY_VERIFY(at.isLive());
}

void FeedClientTest::aRefusalIsToldAndTriedAgain()
{
    Listening at;
    at.console.plane.refuseRoute(route, ProblemType::RateLimited);
    QVERIFY(at.signIn());
    QTRY_COMPARE(at.feed.state(), State::Waiting);
    QCOMPARE(at.feed.problem()->type, ProblemType::RateLimited);
    QTRY_VERIFY(at.console.plane.count(route) >= 3);
    at.console.plane.refuseRoute(route, {});
    QTRY_VERIFY(at.isLive());
    QTRY_COMPARE(at.heard.size(), 1U);
}

void FeedClientTest::nobodyWaitsWhoDoesNotWantTo()
{
    Listening at({.first = 1h, .most = 2h});
    QVERIFY(at.signIn());
    QTRY_VERIFY(at.isLive());
    at.console.plane.endFeeds(true);
    QCOMPARE(at.feed.state(), State::Waiting);
    at.feed.retryNow();
    QTRY_VERIFY(at.isLive());
    const int before = at.console.plane.count(route);
    at.feed.retryNow(); // it is heard
    QCoreApplication::processEvents();
    QCOMPARE(at.console.plane.count(route), before);
}

void FeedClientTest::whatIsNoFeedBreaksOff_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<ProblemType>("problem");
    QTest::newRow("a line without end") << QByteArray(20'000, 'x') << ProblemType::TooLarge;
    QTest::newRow("no JSON") << "id: 1\nevent: changed\ndata: x\n\n"_ba << ProblemType::MalformedJson;
    QTest::newRow("no cursor") << "id: x\nevent: reset\ndata: {}\n\n"_ba << ProblemType::OutOfRange;
}

void FeedClientTest::whatIsNoFeedBreaksOff()
{
    QFETCH(QByteArray, bytes);
    QFETCH(ProblemType, problem);
    Listening at;
    QVERIFY(at.signIn());
    QTRY_COMPARE(at.heard.size(), 1U);
    at.console.plane.say(bytes);
    QCOMPARE(at.feed.state(), State::Waiting);
    QCOMPARE(problemSlug(at.feed.problem()->type), problemSlug(problem));
    QCOMPARE(at.feed.cursor(), at.console.plane.feedCursor());
    QTRY_VERIFY(at.isLive());
    QCOMPARE(at.console.plane.listeners(), 1);
}

void FeedClientTest::whatANewerServerSaysIsPassedOver()
{
    Listening at;
    QVERIFY(at.signIn());
    QTRY_COMPARE(at.heard.size(), 1U);
    at.console.plane.say("id: 999\nevent: weather\ndata: fine\n\n");
    QVERIFY(at.isLive());
    QCOMPARE(at.heard.size(), 1U);
}

void FeedClientTest::signingOutEndsIt()
{
    Listening at;
    QVERIFY(at.signIn());
    QTRY_VERIFY(at.isLive());
    Awaited<Expected<void>> out(at.console.session.signOut());
    QTRY_VERIFY(out.isDone());
    QCOMPARE(at.feed.state(), State::Off);
    QTRY_COMPARE(at.console.plane.listeners(), 0);
    QVERIFY(!at.feed.cursor()); // the next one to sign in begins anew
    QVERIFY(at.signIn());
    QTRY_VERIFY(at.isLive());
    QCOMPARE(at.lastAfter(), QString());
}

void FeedClientTest::anEndedSessionEndsIt()
{
    Listening at;
    QVERIFY(at.signIn());
    QTRY_VERIFY(at.isLive());
    std::optional<Problem> why;
    QObject::connect(&at.console.session, &client::Session::ended, &at.feed,
                     [&why](const std::optional<Problem> &problem) { why = problem; });
    at.console.plane.refuseRoute(route, ProblemType::SessionEnded);
    at.console.plane.endFeeds(false);
    QTRY_COMPARE(at.feed.state(), State::Off);
    QVERIFY(why);
    QCOMPARE(why->type, ProblemType::SessionEnded);
}

void FeedClientTest::itGoesOnFromWhereItIsTold()
{
    Listening at({.first = 1ms, .most = 4ms, .after = 42});
    QVERIFY(at.signIn());
    QTRY_VERIFY(at.isLive());
    QCOMPARE(at.lastAfter(), u"42"_s);
}

void FeedClientTest::whoHearsMaySignOut()
{
    Listening at;
    QVERIFY(at.signIn());
    QTRY_COMPARE(at.heard.size(), 1U);
    std::optional<Awaited<Expected<void>>> out;
    QObject::connect(&at.feed, &FeedClient::heard, &at.feed, [&] { out.emplace(at.console.session.signOut()); });
    at.console.plane.tell({.cursor = 101, .activitySize = 5});
    QTRY_VERIFY(out && out->isDone());
    QCOMPARE(at.feed.state(), State::Off);
}

void FeedClientTest::goingAwayWhileItIsOpened()
{
    SignedInConsole console;
    auto feed = std::make_unique<FeedClient>(console.session);
    QVERIFY(console.signIn(console.history.approver1));
    feed.reset();
    QCoreApplication::processEvents();
    QCOMPARE(console.plane.listeners(), 0);
}

ENIGM_TEST_MAIN(FeedClientTest)
#include "FeedClientTest.moc"

#include "models/session/Refresher.h"

#include "api-client/feed/FeedClient.h"
#include "models/session/OperatorNames.h"
#include "models/session/SyncStatus.h"
#include "tests/support/LogGuard.h"
#include "tests/support/client/SignedInConsole.h"

#include <QSignalSpy>
#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace enigm::models::session;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// What is on the screen is kept current: by what the feed tells, and without it by asking.
class RefresherTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsAskedForWhileTheFeedIsHeard();
    void aHintRefreshesWhatItConcerns();
    void manyHintsAreOneQuestion();
    void aHintWhileAnAnswerIsAwaitedIsNotForgotten();
    void anInactiveWindowFollowsTheFeed();
    void withoutTheFeedSourcesAreAskedInTurn();
    void aFeedThatComesBackEndsTheAsking();
    void whatCouldNotBeReadIsAskedForAgain();
    void refreshingByHandAsksForTheFeedToo();
    void sourcesAreRefreshedWhileSignedIn();
    void anInactiveWindowAsksNothing();
    void anUnreachableServerIsAskedLessOften();
    void aDestroyedSourceIsForgotten();
    void namesAreKnownById();
};

namespace {

const QString route = u"/v1/operators"_s;
const QString feedRoute = u"/v1/feed"_s;

struct Watching
{
    enum class Feed { Heard, Refused };
    explicit Watching(std::chrono::milliseconds interval, Feed heard = Feed::Refused)
        : feed(console.session, {.first = 1ms, .most = 4ms})
        , refresher(console.session, feed, interval)
        , names(std::make_unique<OperatorNames>(console.session))
    {
        if (heard == Feed::Refused)
            console.plane.refuseRoute(feedRoute, ProblemType::RateLimited);
        refresher.add(*names);
    }
    /// Signs in, and waits until everything that this brings has been read.
    [[nodiscard]] bool settle()
    {
        return console.signIn(console.history.approver1) && QTest::qWaitFor([this] {
                   return feed.isLive() && asked() >= 2 && names->status().phase() == Phase::Ready &&
                          !names->status().isBusy();
               });
    }
    [[nodiscard]] int asked() const { return console.plane.count(route); }
    /// The rules have changed, and with them maybe the names.
    void hint() { console.plane.tell({.cursor = console.plane.feedCursor() + 1, .governanceSize = 5}); }

    SignedInConsole console;
    client::FeedClient feed;
    Refresher refresher;
    std::unique_ptr<OperatorNames> names;
};

} // namespace

void RefresherTest::nothingIsAskedForWhileTheFeedIsHeard()
{
    Watching watching(1ms, Watching::Feed::Heard);
    QVERIFY(watching.settle()); // once for signing in, once since the feed began
    QVERIFY(!watching.refresher.isPolling());
    const int before = watching.asked();
    watching.console.plane.tell({.cursor = 200, .devices = std::nullopt, .changes = std::nullopt}); // no business of it
    QVERIFY(!QTest::qWaitFor([&] { return watching.asked() > before; }, 2 * int(Refresher::roundTime.count())));
    QVERIFY(!watching.refresher.isPolling());
}

void RefresherTest::aHintRefreshesWhatItConcerns()
{
    Watching watching(1h, Watching::Feed::Heard);
    QVERIFY(watching.settle());
    const QString id = watching.console.history.approver1.id;
    watching.console.plane.names = {{id, u"somebody"_s}};
    watching.hint();
    QTRY_COMPARE(watching.names->name(id), u"somebody"_s);
    QVERIFY(!watching.refresher.isPolling());
}

void RefresherTest::manyHintsAreOneQuestion()
{
    Watching watching(1h, Watching::Feed::Heard);
    QVERIFY(watching.settle());
    const int before = watching.asked();
    for (int i = 0; i < 100; ++i)
        watching.hint();
    QTRY_COMPARE(watching.asked(), before + 1);
    QTRY_VERIFY(!watching.names->status().isBusy());
    QCOMPARE(watching.asked(), before + 1);
}

/// The answer that is on its way may be of the time before the hint.
void RefresherTest::aHintWhileAnAnswerIsAwaitedIsNotForgotten()
{
    Watching watching(1h, Watching::Feed::Heard);
    QVERIFY(watching.settle());
    watching.console.plane.hold(route);
    watching.hint();
    QTRY_COMPARE(watching.console.plane.waiting(), 1); // this answer is made
    const QString id = watching.console.history.approver1.id;
    watching.console.plane.names = {{id, u"somebody"_s}};
    watching.hint();
    watching.console.plane.release();
    QTRY_COMPARE(watching.names->name(id), u"somebody"_s);
}

void RefresherTest::anInactiveWindowFollowsTheFeed()
{
    Watching watching(1h, Watching::Feed::Heard);
    QVERIFY(watching.settle());
    watching.refresher.setActive(false);
    const int before = watching.asked();
    watching.hint();
    QTRY_COMPARE(watching.asked(), before + 1);
    QTRY_VERIFY(!watching.names->status().isBusy());
    watching.refresher.setActive(true); // which has missed nothing
    QCOMPARE(watching.asked(), before + 1);
}

void RefresherTest::withoutTheFeedSourcesAreAskedInTurn()
{
    Watching watching(10ms, Watching::Feed::Heard);
    QVERIFY(watching.settle());
    watching.console.plane.refuseRoute(feedRoute, ProblemType::RateLimited);
    watching.console.plane.endFeeds(true);
    QVERIFY(watching.refresher.isPolling());
    const int before = watching.asked();
    QTRY_VERIFY(watching.asked() >= before + 3);
    QCOMPARE(watching.names->status().phase(), Phase::Ready);
}

void RefresherTest::aFeedThatComesBackEndsTheAsking()
{
    Watching watching(10ms);
    QVERIFY(watching.console.signIn(watching.console.history.approver1));
    QTRY_VERIFY(watching.asked() >= 3);
    QVERIFY(!watching.feed.isLive());
    watching.console.plane.refuseRoute(feedRoute, {});
    QTRY_VERIFY(watching.feed.isLive());
    QTRY_VERIFY(!watching.refresher.isPolling());
}

/// The feed may be heard, and an answer be lost all the same.
void RefresherTest::whatCouldNotBeReadIsAskedForAgain()
{
    Watching watching(10ms, Watching::Feed::Heard);
    QVERIFY(watching.settle());
    watching.console.plane.refuseOnce(route, ProblemType::Unavailable);
    const int before = watching.asked();
    watching.hint();
    QTRY_COMPARE(watching.console.plane.countAnswers(route, 503), 1);
    QTRY_VERIFY(watching.asked() > before + 1);
    QTRY_COMPARE(watching.names->status().phase(), Phase::Ready);
    QVERIFY(watching.feed.isLive());
    QTRY_VERIFY(!watching.refresher.isPolling());
}

void RefresherTest::refreshingByHandAsksForTheFeedToo()
{
    Watching watching(1h);
    QVERIFY(watching.console.signIn(watching.console.history.approver1));
    QTRY_VERIFY(watching.feed.problem());
    watching.console.plane.refuseRoute(feedRoute, {});
    watching.refresher.refreshNow();
    QTRY_VERIFY(watching.feed.isLive());
}

void RefresherTest::sourcesAreRefreshedWhileSignedIn()
{
    Watching watching(10ms);
    QCOMPARE(watching.names->status().phase(), Phase::Idle);
    QVERIFY(watching.console.signIn(watching.console.history.approver1));
    QTRY_VERIFY(watching.asked() >= 3);
    QCOMPARE(watching.names->status().phase(), Phase::Ready);
    Awaited<Expected<void>> out(watching.console.session.signOut());
    QTRY_VERIFY(out.isDone());
    QTRY_VERIFY(!watching.names->status().isBusy());
    const int before = watching.asked();
    watching.refresher.refreshNow();
    QCoreApplication::processEvents();
    QCOMPARE(watching.asked(), before);
}

void RefresherTest::anInactiveWindowAsksNothing()
{
    Watching watching(1h);
    watching.refresher.setActive(false);
    QVERIFY(watching.console.signIn(watching.console.history.approver1));
    QTRY_COMPARE(watching.asked(), 1); // signing in asks once, so that the first sight is fresh
    QTRY_VERIFY(!watching.names->status().isBusy());
    watching.refresher.setActive(true);
    QTRY_COMPARE(watching.asked(), 2);
}

void RefresherTest::anUnreachableServerIsAskedLessOften()
{
    Watching watching(10ms);
    QVERIFY(watching.console.signIn(watching.console.history.approver1));
    QTRY_COMPARE(watching.names->status().phase(), Phase::Ready);
    watching.console.plane.setReachable(false);
    QTRY_COMPARE(watching.names->status().phase(), Phase::Stale);
    QCOMPARE(watching.names->status().problem()->type, ProblemType::Unreachable);
    QTRY_COMPARE(watching.refresher.interval(), 10ms * Refresher::maxBackOff);
    watching.console.plane.setReachable(true);
    QTRY_COMPARE(watching.names->status().phase(), Phase::Ready);
    QCOMPARE(watching.refresher.interval(), 10ms);
}

void RefresherTest::aDestroyedSourceIsForgotten()
{
    Watching watching(1h);
    QVERIFY(watching.console.signIn(watching.console.history.approver1));
    QTRY_COMPARE(watching.names->status().phase(), Phase::Ready);
    watching.console.plane.hold(route);
    watching.refresher.refreshNow();
    QTRY_COMPARE(watching.console.plane.waiting(), 1);
    watching.names.reset();
    watching.console.plane.release();
    QTRY_COMPARE(watching.console.plane.waiting(), 0);
    watching.refresher.refreshNow();
}

void RefresherTest::namesAreKnownById()
{
    Watching watching(1h);
    const QString id = watching.console.history.approver1.id;
    watching.console.plane.names = {{id, u"approver-1"_s}};
    const QSignalSpy changes(watching.names.get(), &OperatorNames::changed);
    QVERIFY(watching.console.signIn(watching.console.history.approver1));
    QTRY_COMPARE(watching.names->name(id), u"approver-1"_s);
    QCOMPARE(watching.names->name(u"nobody"_s), QString());
    watching.refresher.refreshNow();
    QTRY_COMPARE(watching.asked(), 2);
    QTRY_VERIFY(!watching.names->status().isBusy());
    QCOMPARE(changes.count(), 1);
}

ENIGM_TEST_MAIN(RefresherTest)
#include "RefresherTest.moc"

#include "models/session/LogStateSource.h"

#include "tests/support/LogGuard.h"
#include "tests/support/client/SignedInConsole.h"

#include <QSignalSpy>
#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace enigm::models::session;
using namespace Qt::StringLiterals;

/// The top bar says how far the logs were verified, or that they contradict themselves.
class LogStateSourceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theVerifiedSizeIsSaid();
    void anOfflineConsoleKeepsItsLastSight();
    void whatOthersFindIsHeardOf();
    void theAlarmStays();
};

namespace {

void noteSome(SampleHistory &history, int count)
{
    for (int i = 0; i < count; ++i)
        history.note(log::Category::AppAccess, u"session.started"_s, log::Resource::AppSession, history.reviewer1.id);
}

} // namespace

void LogStateSourceTest::theVerifiedSizeIsSaid()
{
    SignedInConsole console;
    LogStateSource state(console.session, console.follower);
    QVERIFY(console.signIn(console.history.approver1));
    QCOMPARE(state.activitySize(), 0);
    QVERIFY(!state.lastVerified());
    noteSome(console.history, 4);
    state.refresh();
    QCOMPARE(state.status().phase(), Phase::Loading);
    QTRY_COMPARE(state.status().phase(), Phase::Ready);
    QCOMPARE(state.activitySize(), 4);
    QCOMPARE(state.governanceSize(), 1);
    QCOMPARE(state.lastVerified(), std::optional(console.clock.now()));
    // Another reader of the log moves it too.
    noteSome(console.history, 2);
    Awaited<Expected<void>> other(console.follower.refresh());
    QTRY_VERIFY(other.isDone());
    QCOMPARE(state.activitySize(), 6);
}

void LogStateSourceTest::anOfflineConsoleKeepsItsLastSight()
{
    SignedInConsole console;
    LogStateSource state(console.session, console.follower);
    QVERIFY(console.signIn(console.history.approver1));
    noteSome(console.history, 4);
    state.refresh();
    QTRY_COMPARE(state.status().phase(), Phase::Ready);
    console.plane.setReachable(false);
    state.refresh();
    QTRY_COMPARE(state.status().phase(), Phase::Stale);
    QCOMPARE(state.activitySize(), 4);
    QVERIFY(!state.alarm());
}

void LogStateSourceTest::whatOthersFindIsHeardOf()
{
    SignedInConsole console;
    LogStateSource state(console.session, console.follower);
    QVERIFY(console.signIn(console.history.approver1));
    state.refresh();
    QTRY_COMPARE(state.status().phase(), Phase::Ready);
    QSignalSpy changed(&state, &LogStateSource::changed);
    // A window that verifies a change does not reach the logs.
    console.plane.refuseRoute(u"/log/activity/checkpoint"_s, ProblemType::Unavailable);
    Awaited<Expected<void>> other(console.follower.refresh());
    QTRY_VERIFY(other.isDone());
    QCOMPARE(state.status().phase(), Phase::Stale);
    QVERIFY(changed.count() > 0);
    // A list finds a forged request.
    const QSignalSpy alarms(&state, &LogStateSource::alarmRaised);
    console.follower.raiseAlarm({.problem = {ProblemType::UnknownKey}, .exhibits = {}});
    QCOMPARE(alarms.count(), 1);
    QCOMPARE(state.status().phase(), Phase::Broken);
    QCOMPARE(state.alarm()->type, ProblemType::UnknownKey);
}

void LogStateSourceTest::theAlarmStays()
{
    SignedInConsole console;
    LogStateSource state(console.session, console.follower);
    QVERIFY(console.signIn(console.history.approver1));
    noteSome(console.history, 2);
    const QByteArray older = console.history.activityCheckpoint();
    noteSome(console.history, 2);
    state.refresh();
    QTRY_COMPARE(state.status().phase(), Phase::Ready);
    const QSignalSpy alarms(&state, &LogStateSource::alarmRaised);
    console.plane.checkpoint = [&older](const QString &log) { return log == "activity"_L1 ? older : QByteArray(); };
    state.refresh();
    QTRY_VERIFY(state.alarm());
    QTRY_VERIFY(!state.status().isBusy());
    state.refresh();
    QTRY_VERIFY(!state.status().isBusy());
    QCOMPARE(alarms.count(), 1);
    QCOMPARE(state.alarm()->type, ProblemType::LogRewound);
    QCOMPARE(state.activitySize(), 4);
}

ENIGM_TEST_MAIN(LogStateSourceTest)
#include "LogStateSourceTest.moc"

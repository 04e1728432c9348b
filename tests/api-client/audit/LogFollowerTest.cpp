#include "api-client/audit/LogFollower.h"

#include "tests/support/LogGuard.h"
#include "tests/support/client/SignedInConsole.h"

#include <QSignalSpy>
#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

/// This console's own view of the logs: it moves forward along one history, or raises the alarm.
class LogFollowerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bothLogsAreVerified();
    void whatIsUnchangedIsNotReadAgain();
    void twoRefreshesFollowOneAnother();
    void aRewoundLogIsAnAlarmThatStays();
    void aRewindBetweenRunsIsNoticed();
    void aForkIsAnAlarm();
    void anotherHistoryIsNotTaken();
    void recordsAreProven();
    void aLineThatIsDownIsNoAlarm();
};

namespace {

using Result = Awaited<Expected<void>>;

void noteSome(SampleHistory &history, int count)
{
    for (int i = 0; i < count; ++i)
        history.note(log::Category::AppAccess, u"session.started"_s, log::Resource::AppSession, history.reviewer1.id);
}

QString refreshed(SignedInConsole &console)
{
    Result result(console.follower.refresh());
    return QTest::qWaitFor([&result] { return result.isDone(); }) ? outcomeOf(result.value()) : u"timed out"_s;
}

void growGovernance(SampleHistory &history)
{
    const Person person = SampleHistory::makePerson({operators::Role::Approver});
    history.perform(history.administrator1, u"operator.admit"_s, {},
                    changes::AdmitOperatorParameters{
                        .operatorId = person.id, .roles = person.roles, .keys = {person.key->publicKey()}},
                    {history.approver1, history.approver2});
}

} // namespace

void LogFollowerTest::bothLogsAreVerified()
{
    SignedInConsole console;
    QVERIFY(console.signIn(console.history.reviewer1));
    QVERIFY(!console.follower.directory());
    noteSome(console.history, 5);
    QCOMPARE(refreshed(console), u"accepted"_s);
    QCOMPARE(console.follower.activityHead(), console.history.activityHead());
    QCOMPARE(console.follower.governanceHead(), console.history.governanceHead());
    growGovernance(console.history);
    QCOMPARE(refreshed(console), u"accepted"_s);
    QCOMPARE(console.follower.activityHead(), console.history.activityHead());
    QCOMPARE(console.follower.governanceHead(), console.history.governanceHead());
    QCOMPARE(console.follower.directory()->size(), console.history.governanceSize());
}

void LogFollowerTest::whatIsUnchangedIsNotReadAgain()
{
    SignedInConsole console;
    QVERIFY(console.signIn(console.history.reviewer1));
    noteSome(console.history, 3);
    QCOMPARE(refreshed(console), u"accepted"_s);
    QCOMPARE(refreshed(console), u"accepted"_s);
    QCOMPARE(console.plane.countAnswers(u"/log/activity/checkpoint"_s, 304), 1);
    QCOMPARE(console.plane.count(u"/log/governance/tile/entries/000.p/1"_s), 1);
}

void LogFollowerTest::twoRefreshesFollowOneAnother()
{
    SignedInConsole console;
    QVERIFY(console.signIn(console.history.reviewer1));
    noteSome(console.history, 3);
    QCOMPARE(refreshed(console), u"accepted"_s);
    noteSome(console.history, 3);
    Result first(console.follower.refresh());
    Result second(console.follower.refresh());
    QTRY_VERIFY(first.isDone() && second.isDone());
    QCOMPARE(outcomeOf(first.value()), u"accepted"_s);
    QCOMPARE(outcomeOf(second.value()), u"accepted"_s);
    QVERIFY(!console.follower.alarm());
}

void LogFollowerTest::aRewoundLogIsAnAlarmThatStays()
{
    SignedInConsole console;
    QVERIFY(console.signIn(console.history.reviewer1));
    noteSome(console.history, 3);
    const QByteArray older = console.history.activityCheckpoint();
    noteSome(console.history, 3);
    QCOMPARE(refreshed(console), u"accepted"_s);
    const log::LogHead head = console.follower.activityHead();
    QSignalSpy alarms(&console.follower, &client::LogFollower::alarmRaised);
    console.plane.checkpoint = [&older](const QString &log) { return log == "activity"_L1 ? older : QByteArray(); };
    QCOMPARE(refreshed(console), u"log-rewound"_s);
    QCOMPARE(alarms.count(), 1);
    QVERIFY(console.follower.alarm());
    QCOMPARE(console.follower.activityHead(), head);
    console.plane.checkpoint = {};
    QCOMPARE(refreshed(console), u"log-rewound"_s);
    QCOMPARE(alarms.count(), 1);
}

void LogFollowerTest::aRewindBetweenRunsIsNoticed()
{
    SignedInConsole console;
    QVERIFY(console.signIn(console.history.reviewer1));
    noteSome(console.history, 3);
    const QByteArray older = console.history.activityCheckpoint();
    noteSome(console.history, 3);
    QCOMPARE(refreshed(console), u"accepted"_s);
    client::LogFollower nextRun(console.session, console.checkpoints);
    console.plane.checkpoint = [&older](const QString &log) { return log == "activity"_L1 ? older : QByteArray(); };
    Result result(nextRun.refresh());
    QTRY_VERIFY(result.isDone());
    QCOMPARE(outcomeOf(result.value()), u"log-rewound"_s);
}

void LogFollowerTest::aForkIsAnAlarm()
{
    SignedInConsole console;
    QVERIFY(console.signIn(console.history.reviewer1));
    noteSome(console.history, 3);
    QCOMPARE(refreshed(console), u"accepted"_s);
    noteSome(console.history, 4);
    console.plane.bendConsistency = [](log::Proof proof) {
        proof.front() = log::leafHash("another history");
        return proof;
    };
    QCOMPARE(refreshed(console), u"log-forked"_s);
    QVERIFY(console.follower.alarm());
    QCOMPARE(console.follower.alarm()->type, ProblemType::LogForked);
}

void LogFollowerTest::anotherHistoryIsNotTaken()
{
    SignedInConsole console;
    const SampleHistory other;
    QVERIFY(console.signIn(console.history.reviewer1));
    console.plane.checkpoint = [&other](const QString &log) {
        return log == "governance"_L1 ? other.governanceCheckpoint() : other.activityCheckpoint();
    };
    QVERIFY(refreshed(console) != "accepted"_L1);
    QCOMPARE(console.follower.activityHead().size, 0);
}

void LogFollowerTest::recordsAreProven()
{
    SignedInConsole console;
    QVERIFY(console.signIn(console.history.reviewer1));
    noteSome(console.history, 11);
    QCOMPARE(refreshed(console), u"accepted"_s);
    std::vector<QByteArray> leaves;
    for (const SampleHistory::Record &record : console.history.activity())
        leaves.push_back(record.leaf);
    noteSome(console.history, 2); // newer than the verified head
    Result one(console.follower.proveActivity(4, leaves[4]));
    Result wrong(console.follower.proveActivity(4, leaves[5]));
    Result run(console.follower.proveActivityRun(3, {leaves.begin() + 3, leaves.begin() + 9}));
    Result tail(console.follower.proveActivityRun(3, {leaves.begin() + 3, leaves.end()}));
    Result shifted(console.follower.proveActivityRun(3, {leaves.begin() + 4, leaves.begin() + 9}));
    Result beyond(console.follower.proveActivityRun(10, {leaves[9], leaves[10]}));
    QTRY_VERIFY(one.isDone() && wrong.isDone() && run.isDone() && tail.isDone() && shifted.isDone() && beyond.isDone());
    QCOMPARE(outcomeOf(one.value()), u"accepted"_s);
    QCOMPARE(outcomeOf(wrong.value()), u"bad-inclusion-proof"_s);
    QCOMPARE(outcomeOf(run.value()), u"accepted"_s);
    QCOMPARE(outcomeOf(tail.value()), u"accepted"_s);
    QCOMPARE(outcomeOf(shifted.value()), u"bad-consistency-proof"_s);
    QCOMPARE(outcomeOf(beyond.value()), u"out-of-range"_s);
}

void LogFollowerTest::aLineThatIsDownIsNoAlarm()
{
    SignedInConsole console;
    QVERIFY(console.signIn(console.history.reviewer1));
    console.plane.setReachable(false);
    QCOMPARE(refreshed(console), u"unreachable"_s);
    QVERIFY(!console.follower.alarm());
    console.plane.setReachable(true);
    QCOMPARE(refreshed(console), u"accepted"_s);
}

ENIGM_TEST_MAIN(LogFollowerTest)
#include "LogFollowerTest.moc"

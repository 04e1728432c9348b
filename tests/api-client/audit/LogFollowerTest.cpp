#include "api-client/audit/LogFollower.h"

#include "contract/encoding/Base64Url.h"
#include "contract/json/JsonParser.h"
#include "contract/log/SignedCheckpoint.h"
#include "contract/log/TileData.h"
#include "tests/api-client/audit/Restart.h"
#include "tests/support/LogGuard.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <functional>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(std::function<void(QByteArray &)>)

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
    void aForeignCheckpointIsAnAlarm();
    void aTamperedNoteIsAnAlarm_data();
    void aTamperedNoteIsAnAlarm();
    void aTamperedGovernanceTileIsAnAlarm_data();
    void aTamperedGovernanceTileIsAnAlarm();
    void aGovernanceActWithoutQuorumIsAnAlarm();
    void aWithheldProofIsAnAlarm();
    void whatShowsAForkIsKept();
    void twoFilesThatContradictEachOtherAreAnAlarm();
    void bothKnownCheckpointsArePassed();
    void aLargerCheckpointOfAnotherHistoryIsAnAlarm();
    void aServerBehindAKnownCheckpointIsAnAlarm();
    void whatCannotBeKeptIsSaid();
    void whatWasKeptAndCannotBeReadIsNoAlarm();
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

client::WireReply proofReply(const log::Proof &proof)
{
    json::Array hashes;
    for (const log::Hash &hash : proof)
        hashes.push_back(QString::fromLatin1(encoding::toBase64Url(hash.view())));
    return jsonReply(200, json::Object{{"proof"_L1, std::move(hashes)}});
}

QByteArray bundleOf(const std::vector<QByteArray> &leaves)
{
    QByteArray bundle;
    for (const QByteArray &leaf : leaves)
        require(log::appendToBundle(bundle, leaf));
    return bundle;
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

void LogFollowerTest::aForeignCheckpointIsAnAlarm()
{
    SignedInConsole console;
    const SampleHistory other;
    QVERIFY(console.signIn(console.history.reviewer1));
    console.plane.checkpoint = [&other](const QString &log) {
        return log == "governance"_L1 ? other.governanceCheckpoint() : other.activityCheckpoint();
    };
    QCOMPARE(refreshed(console), u"bad-signature"_s);
    QCOMPARE(console.follower.activityHead().size, 0);
    QCOMPARE(console.follower.alarm()->type, ProblemType::BadSignature);
}

void LogFollowerTest::aTamperedNoteIsAnAlarm_data()
{
    QTest::addColumn<QString>("log");
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QString>("outcome");
    for (const QString &log : {u"activity"_s, u"governance"_s}) {
        const QByteArray size = log == "activity"_L1 ? "\n3\n" : "\n1\n";
        const auto row = [&log](const char *name) -> QTestData & {
            return QTest::addRow("%s: %s", qPrintable(log), name) << log;
        };
        row("size") << size << QByteArray("\n4\n") << u"bad-signature"_s;
        row("blank line") << QByteArray("\n\n") << QByteArray("\n") << u"malformed-note"_s;
        row("signature line") << QByteArray("\xE2\x80\x94 ") << QByteArray("-- ") << u"malformed-note"_s;
    }
}

void LogFollowerTest::aTamperedNoteIsAnAlarm()
{
    QFETCH(const QString, log);
    QFETCH(const QByteArray, before);
    QFETCH(const QByteArray, after);
    QFETCH(const QString, outcome);
    SignedInConsole console;
    QVERIFY(console.signIn(console.history.reviewer1));
    noteSome(console.history, 3);
    console.plane.bend = [&](const QUrl &url, client::WireReply &reply) {
        if (url.path() == u"/log/%1/checkpoint"_s.arg(log))
            reply.body.replace(reply.body.indexOf(before), before.size(), after);
    };
    QSignalSpy alarms(&console.follower, &client::LogFollower::alarmRaised);
    QCOMPARE(refreshed(console), outcome);
    QCOMPARE(alarms.count(), 1);
    QCOMPARE(problemSlug(console.follower.alarm()->type), outcome);
}

void LogFollowerTest::aTamperedGovernanceTileIsAnAlarm_data()
{
    QTest::addColumn<QString>("outcome");
    QTest::addColumn<std::function<void(QByteArray &)>>("tamper");
    using Tamper = std::function<void(QByteArray &)>;
    QTest::newRow("a byte of an entry") << u"log-forked"_s << Tamper([](QByteArray &tile) {
        tile.replace("\"sample\":false", "\"sample\":true ");
    });
    QTest::newRow("a byte that breaks the JSON") << u"log-forked"_s << Tamper([](QByteArray &tile) { tile[10] = '{'; });
    QTest::newRow("an end that is missing") << u"entry-mismatch"_s << Tamper([](QByteArray &tile) { tile.chop(1); });
}

void LogFollowerTest::aTamperedGovernanceTileIsAnAlarm()
{
    QFETCH(const QString, outcome);
    QFETCH(const std::function<void(QByteArray &)>, tamper);
    SignedInConsole console;
    QVERIFY(console.signIn(console.history.reviewer1));
    console.plane.bend = [&tamper](const QUrl &url, client::WireReply &reply) {
        if (url.path().startsWith("/log/governance/tile/"_L1))
            tamper(reply.body);
    };
    QCOMPARE(refreshed(console), outcome);
    QVERIFY(console.follower.alarm());
    QVERIFY(!console.follower.directory());
    QCOMPARE(console.follower.governanceHead().size, 0);
}

/// The log's own key signs it, and people did not.
void LogFollowerTest::aGovernanceActWithoutQuorumIsAnAlarm()
{
    SignedInConsole console;
    SampleHistory &history = console.history;
    QVERIFY(console.signIn(history.reviewer1));
    QCOMPARE(refreshed(console), u"accepted"_s);
    const auto revocation = SampleHistory::sign(
        history.compose(history.administrator1, u"key.revoke"_s, {},
                        changes::RevokeKeyParameters{.operatorId = history.approver1.id,
                                                     .key = history.approver1.key->publicKey().thumbprint()}),
        history.administrator1);
    noteSome(history, 1);
    const log::GovernanceEntry entry{
        .index = 1,
        .kind = u"key.revoke"_s,
        .change = revocation.jws.compact(),
        .approvals = {},
        .fact = changes::GovernanceFact{.requestLoggedAt = 1, .approvalsLoggedAt = {}, .time = history.now()}.toJson(),
        .activity = history.activityHead()};
    std::vector<QByteArray> leaves = history.governanceLeaves();
    leaves.push_back(entry.toLeaf());
    console.plane.bend = [&](const QUrl &url, client::WireReply &reply) {
        log::MerkleTree tree;
        for (const QByteArray &leaf : leaves)
            tree.append(log::leafHash(leaf));
        if (url.path() == "/log/governance/checkpoint"_L1)
            reply = {.status = 200, .headers = {}, .body = history.governanceCheckpoint(leaves)};
        else if (url.path() == "/v1/logs/governance/consistency"_L1)
            reply = proofReply(require(tree.consistencyProof(1, 2)));
        else if (url.path().startsWith("/log/governance/tile/"_L1))
            reply = {.status = 200, .headers = {}, .body = bundleOf(leaves)};
    };
    QCOMPARE(refreshed(console), u"quorum-missing"_s);
    QCOMPARE(console.follower.alarm()->type, ProblemType::QuorumMissing);
    QVERIFY(console.follower.alarm()->where.startsWith("governance record 1"_L1));
    QCOMPARE(console.follower.directory()->size(), 1); // the directory is as it was
}

void LogFollowerTest::aWithheldProofIsAnAlarm()
{
    const QString route = u"/v1/logs/activity/consistency"_s;
    SignedInConsole console;
    QVERIFY(console.signIn(console.history.reviewer1));
    noteSome(console.history, 3);
    QCOMPARE(refreshed(console), u"accepted"_s);
    noteSome(console.history, 3);
    // Away, or not for this operator any more: that proves nothing.
    for (const ProblemType away : {ProblemType::Unavailable, ProblemType::RequestTimeout, ProblemType::RateLimited,
                                   ProblemType::NotPermitted, ProblemType::OperatorUnknown}) {
        console.plane.refuseRoute(route, away);
        QCOMPARE(refreshed(console), problemSlug(away));
        QVERIFY(!console.follower.alarm());
    }
    QCOMPARE(console.follower.activityHead().size, 3);
    console.plane.refuseRoute(route, ProblemType::NotFound);
    QCOMPARE(refreshed(console), u"bad-consistency-proof"_s);
    QCOMPARE(console.follower.alarm()->type, ProblemType::BadConsistencyProof);
}

void LogFollowerTest::whatShowsAForkIsKept()
{
    SignedInConsole console;
    QVERIFY(console.signIn(console.history.reviewer1));
    noteSome(console.history, 3);
    const QByteArray seen = console.history.activityCheckpoint();
    QCOMPARE(refreshed(console), u"accepted"_s);
    // Another history of a larger size, with its own proof.
    const std::vector<QByteArray> others{"one", "two", "three", "four"};
    const QByteArray served = console.history.activityCheckpoint(others);
    console.plane.checkpoint = [&served](const QString &log) { return log == "activity"_L1 ? served : QByteArray(); };
    console.plane.bend = [](const QUrl &url, client::WireReply &reply) {
        if (url.path() == "/v1/logs/activity/consistency"_L1)
            reply = proofReply({log::leafHash("three"), log::leafHash("four")});
    };
    console.clock.set(1'900'000'000);
    QCOMPARE(refreshed(console), u"log-forked"_s);
    QVERIFY(console.follower.contradiction());
    const client::Contradiction &found = *console.follower.contradiction();
    QCOMPARE(found.time, 1'900'000'000);
    const auto exhibit = [&found](const QString &name) {
        const auto item = std::ranges::find(found.exhibits, name, &client::Contradiction::Exhibit::name);
        return item == found.exhibits.end() ? QByteArray() : item->bytes;
    };
    QCOMPARE(exhibit(u"activity-checkpoint-seen"_s), seen);
    QCOMPARE(exhibit(u"activity-checkpoint-served"_s), served);
    QVERIFY(exhibit(u"activity-consistency-proof"_s).startsWith(R"({"from":3,"proof":[)"));

    // Somebody else, with nothing but the file and the log's key, sees two signed heads.
    const json::Value file = require(json::parse(found.toBytes(console.history.deploymentId())));
    QCOMPARE(file.object().find("format"_L1)->text(), u"enigm-contradiction"_s);
    QCOMPARE(file.object().find("problem"_L1)->object().find("type"_L1)->text(), u"urn:enigm:problem:log-forked"_s);
    const auto key =
        require(log::NoteVerifier::make(operators::activityOrigin(console.history.deploymentId()).toUtf8(),
                                        log::NoteAlgorithm::Ed25519, console.history.founding().activityLogKey));
    std::vector<qint64> sizes;
    for (const json::Value &item : file.object().find("exhibits"_L1)->array()) {
        if (item.object().find("name"_L1)->text().startsWith("activity-checkpoint"_L1))
            sizes.push_back(
                require(log::SignedCheckpoint::openForeign(item.object().find("text"_L1)->text().toUtf8(), key, {}))
                    .size());
    }
    QCOMPARE(sizes, (std::vector<qint64>{3, 4}));
}

void LogFollowerTest::twoFilesThatContradictEachOtherAreAnAlarm()
{
    SignedInConsole console;
    noteSome(console.history, 3);
    const Restart restart(console, console.history.activityCheckpoint(),
                          console.history.activityCheckpoint({"one", "two", "three"}));
    QCOMPARE(restart.refreshed(), u"log-forked"_s);
    QVERIFY(restart.follower.alarm());
    QCOMPARE(restart.follower.contradiction()->exhibits.size(), 2U);
    // The same checkpoint twice is no contradiction.
    const Restart same(console, console.history.activityCheckpoint(), console.history.activityCheckpoint());
    QCOMPARE(same.refreshed(), u"accepted"_s);
}

void LogFollowerTest::bothKnownCheckpointsArePassed()
{
    for (const bool keptIsOlder : {true, false}) {
        SignedInConsole console;
        noteSome(console.history, 3);
        const QByteArray older = console.history.activityCheckpoint();
        noteSome(console.history, 2);
        const QByteArray newer = console.history.activityCheckpoint();
        noteSome(console.history, 3);
        const Restart restart(console, keptIsOlder ? newer : older, keptIsOlder ? older : newer);
        QCOMPARE(restart.refreshed(), u"accepted"_s);
        QCOMPARE(restart.follower.activityHead(), console.history.activityHead());
        QCOMPARE(console.plane.count(u"/v1/logs/activity/consistency"_s), 2);
    }
}

/// A newer deployment.json is no way to make a console forget what it saw.
void LogFollowerTest::aLargerCheckpointOfAnotherHistoryIsAnAlarm()
{
    SignedInConsole console;
    noteSome(console.history, 3);
    const QByteArray kept = console.history.activityCheckpoint();
    noteSome(console.history, 5);
    const QByteArray given = console.history.activityCheckpoint({"one", "two", "three", "four", "five"});
    const Restart restart(console, given, kept);
    QCOMPARE(restart.refreshed(), u"log-forked"_s);
    QVERIFY(restart.follower.alarm());
}

void LogFollowerTest::aServerBehindAKnownCheckpointIsAnAlarm()
{
    SignedInConsole console;
    noteSome(console.history, 3);
    const QByteArray kept = console.history.activityCheckpoint();
    noteSome(console.history, 1);
    const QByteArray served = console.history.activityCheckpoint();
    noteSome(console.history, 1);
    const Restart restart(console, console.history.activityCheckpoint(), kept);
    console.plane.checkpoint = [&served](const QString &log) { return log == "activity"_L1 ? served : QByteArray(); };
    QCOMPARE(restart.refreshed(), u"log-rewound"_s);
    QCOMPARE(restart.follower.alarm()->type, ProblemType::LogRewound);
}

void LogFollowerTest::whatCannotBeKeptIsSaid()
{
    SignedInConsole console;
    QVERIFY(console.signIn(console.history.reviewer1));
    noteSome(console.history, 3);
    console.checkpoints.isFull = true;
    QSignalSpy changed(&console.follower, &client::LogFollower::memoryChanged);
    QCOMPARE(refreshed(console), u"accepted"_s); // what is verified is verified all the same
    QVERIFY(console.follower.notKept());
    QCOMPARE(console.follower.notKept()->type, ProblemType::FileUnreadable);
    QVERIFY(changed.count() > 0);
    console.checkpoints.isFull = false;
    noteSome(console.history, 1);
    growGovernance(console.history);
    QCOMPARE(refreshed(console), u"accepted"_s);
    QVERIFY(!console.follower.notKept());
}

void LogFollowerTest::whatWasKeptAndCannotBeReadIsNoAlarm()
{
    SignedInConsole console;
    noteSome(console.history, 3);
    const Restart restart(console, console.history.activityCheckpoint(), QByteArray());
    QCOMPARE(restart.refreshed(), u"file-unreadable"_s);
    QVERIFY(!restart.follower.alarm());
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

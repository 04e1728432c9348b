#include "api-client/changes/ChangeClient.h"

#include "api-client/wire/ReadFailure.h"
#include "contract/json/JsonParser.h"
#include "tests/support/LogGuard.h"
#include "tests/support/client/ChangeTable.h"

#include <QTest>
#include <QUrlQuery>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

using changes::ChangeState;
using client::ChangeClient;
using client::ReadFailure;
using client::VerifiedChange;

/// What an approver's console believes of a change, and what it signs, whatever the server says.
class ChangeClientTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aChangeIsProvenEntryByEntry();
    void anExecutionIsRecountedAndProven();
    void whatMayNotBeReadIsAsServed();
    void aRefusalIsNoBrokenProof_data();
    void aRefusalIsNoBrokenProof();
    void aLyingPositionIsABrokenProof_data();
    void aLyingPositionIsABrokenProof();
    void tamperedAnswersAreBrokenProofs_data();
    void tamperedAnswersAreBrokenProofs();
    void anExecutionThatDidSomethingElseIsABrokenProof();
    void aPositionBeyondTheLogIsNotBelieved();
    void aRequesterWhoLostTheKeyHindersTheChange();
    void evidenceIsVerifiedBeforeItIsGivenOut();
};

namespace {

constexpr auto entriesRoute = "/v1/audit/entries"_L1;

/// The entry that a request to the audit route asks for.
qint64 entryOf(const QUrl &url)
{
    return url.path() == entriesRoute ? QUrlQuery(url).queryItemValue(u"from"_s).toLongLong() : -1;
}

using Bend = std::function<void(const ChangeTable &desk, const QUrl &url, client::WireReply &reply)>;

void replaceOnce(QByteArray &text, QByteArrayView before, QByteArrayView after)
{
    const qsizetype at = text.indexOf(before);
    if (at >= 0)
        text.replace(at, before.size(), after);
}

} // namespace

Q_DECLARE_METATYPE(Bend)

void ChangeClientTest::aChangeIsProvenEntryByEntry()
{
    ChangeTable desk;
    desk.approve(desk.console.history.approver2);
    desk.list();
    QVERIFY(desk.isSignedIn);
    const auto change = desk.verify();
    QVERIFY2(change.has_value(), change ? "" : qPrintable(change.error().toString()));
    QVERIFY(change->proven.request);
    QCOMPARE(change->proven.approvals, std::vector{true});
    QVERIFY(!change->proven.execution);
    QVERIFY(!change->obstacle);
    QCOMPARE(change->effect.count, 2);
    // Each entry that was read is one of this change's own.
    QCOMPARE(desk.console.plane.count(entriesRoute), 2);
    QVERIFY(!desk.console.follower.alarm());
}

void ChangeClientTest::anExecutionIsRecountedAndProven()
{
    ChangeTable desk;
    desk.approve(desk.console.history.approver2);
    desk.console.history.execute(desk.story);
    desk.list(ChangeState::Executed);
    const auto change = desk.verify();
    QVERIFY2(change.has_value(), change ? "" : qPrintable(change.error().toString()));
    QVERIFY(change->proven.execution);
    QVERIFY(change->isEndProven());
    QVERIFY(change->quorum.complete);
}

void ChangeClientTest::whatMayNotBeReadIsAsServed()
{
    ChangeTable desk;
    desk.approve(desk.console.history.approver2);
    desk.console.history.execute(desk.story);
    desk.list(ChangeState::Executed);
    desk.console.plane.bend = [&desk](const QUrl &url, client::WireReply &reply) {
        if (entryOf(url) > desk.story.indexes.front())
            reply = problemReply({ProblemType::NotPermitted});
    };
    const auto change = desk.verify();
    QVERIFY2(change.has_value(), change ? "" : qPrintable(change.error().toString()));
    QVERIFY(change->proven.request);
    QCOMPARE(change->proven.approvals, std::vector{false});
    QVERIFY(!change->proven.execution);
    QVERIFY(!change->isEndProven());

    // Pruned: what the header says of the request is enough, since it names its digest.
    desk.console.plane.bend = [](const QUrl &url, client::WireReply &reply) {
        if (entryOf(url) < 0)
            return;
        json::Object page = require(json::parse(reply.body)).object();
        json::Object item = page.find(u"items")->array().front().object();
        item.insert(u"body"_s, json::Value());
        item.insert(u"salt"_s, json::Value());
        page.insert(u"items"_s, json::Array{json::Value(item)});
        reply.body = json::canonical(page);
    };
    const auto pruned = desk.verify();
    QVERIFY2(pruned.has_value(), pruned ? "" : qPrintable(pruned.error().toString()));
    QVERIFY(pruned->proven.request);
    QCOMPARE(pruned->proven.approvals, std::vector{false});
    QVERIFY(!pruned->proven.execution);
}

void ChangeClientTest::aRefusalIsNoBrokenProof_data()
{
    QTest::addColumn<QString>("route");
    QTest::addColumn<ProblemType>("answer");
    QTest::addColumn<ReadFailure>("failure");
    for (const QString &route : {u"/v1/changes/ID"_s, u"/v1/audit/entries"_s, u"/log/activity/checkpoint"_s,
                                 u"/v1/logs/activity/inclusion"_s, u"/v1/changes/ID/targets"_s}) {
        const auto row = [&route](ProblemType answer, ReadFailure failure) {
            QTest::addRow("%s: %s", qPrintable(route), qPrintable(problemSlug(answer))) << route << answer << failure;
        };
        row(ProblemType::NotPermitted, ReadFailure::Refused);
        row(ProblemType::SessionEnded, ReadFailure::SessionOver);
        row(ProblemType::Unavailable, ReadFailure::Unavailable);
        row(ProblemType::RequestTimeout, ReadFailure::Unavailable);
        row(ProblemType::EntryMismatch, ReadFailure::Unavailable); // a server says so of itself
    }
    QTest::newRow("not there") << u"/v1/changes/ID"_s << ProblemType::NotFound << ReadFailure::Refused;
}

void ChangeClientTest::aRefusalIsNoBrokenProof()
{
    QFETCH(QString, route);
    QFETCH(const ProblemType, answer);
    QFETCH(const ReadFailure, failure);
    ChangeTable desk;
    desk.list();
    desk.console.plane.refuseRoute(route.replace(u"ID"_s, desk.reference()), answer);
    const auto change = desk.verify();
    QVERIFY(!change);
    QCOMPARE(client::readFailureOf(change.error().type), failure);
    QVERIFY(!desk.console.follower.alarm());
}

void ChangeClientTest::aLyingPositionIsABrokenProof_data()
{
    QTest::addColumn<int>("lies"); // request, approval, execution, as bits
    QTest::addColumn<QString>("outcome");
    QTest::newRow("the truth") << 0b000 << u"key-not-valid"_s;
    QTest::newRow("the approval") << 0b010 << u"entry-mismatch"_s;
    QTest::newRow("the approval and the execution") << 0b110 << u"entry-mismatch"_s;
    QTest::newRow("all three") << 0b111 << u"entry-mismatch"_s;
}

/// A server that lets a revoked key approve shows it as older than the revocation; the log and the whole governance log
/// are there to be seen.
void ChangeClientTest::aLyingPositionIsABrokenProof()
{
    QFETCH(const int, lies);
    QFETCH(const QString, outcome);
    SignedInConsole console;
    SampleHistory &history = console.history;
    const auto targets = require(changes::TargetSet::make(SampleHistory::makeDevices(1)));
    const auto change = SampleHistory::sign(history.compose(history.administrator1, u"device.admit"_s, targets),
                                            history.administrator1);
    const auto approval = history.approve(change, history.approver2);
    history.perform(history.administrator1, u"key.revoke"_s, {},
                    changes::RevokeKeyParameters{.operatorId = history.approver2.id,
                                                 .key = history.approver2.key->publicKey().thumbprint()},
                    {history.administrator2, history.reviewer1});
    const auto lie = [&](int record) {
        const bool lies_ = ((lies >> record) & 1) == 1;
        history.claimGovernanceSize(lies_ ? std::optional<qint64>(1) : std::nullopt);
    };
    lie(0);
    auto story = history.request(change, targets);
    lie(1);
    history.decide(story, approval);
    lie(2);
    const changes::ChangeBody body =
        changes::ExecutedBody{.application = {.applied = {{.handle = targets.leaves().front().handle,
                                                           .from = fleet::DeviceState::PendingEnrollment,
                                                           .to = fleet::DeviceState::Trusted}},
                                              .skipped = {}},
                              .approvals = {approval.digest()},
                              .rule = {}};
    story.indexes.push_back(history.append(changes::describe(body, change), changes::toJson(body)));
    console.plane.list(story, ChangeState::Executed);
    QVERIFY(console.signIn(history.approver1));
    ChangeClient client(console.session, console.follower, history.approver1.installation);
    const auto verified = answerOf(client.verified(change.request.id));
    QCOMPARE(outcomeOf(verified), outcome);
    QVERIFY(console.follower.alarm());
    QCOMPARE(problemSlug(console.follower.alarm()->type), outcome);
}

void ChangeClientTest::tamperedAnswersAreBrokenProofs_data()
{
    QTest::addColumn<Bend>("bend");
    QTest::addColumn<QString>("outcome");
    const auto onRecord = [](auto change) {
        return Bend([change](const ChangeTable &desk, const QUrl &url, client::WireReply &reply) {
            if (url.path() == u"/v1/changes/"_s + desk.reference())
                change(desk, reply.body);
        });
    };
    const auto onEntry = [](std::size_t which, auto change) {
        return Bend([which, change](const ChangeTable &desk, const QUrl &url, client::WireReply &reply) {
            if (entryOf(url) == desk.story.indexes[which])
                change(desk, reply.body);
        });
    };
    QTest::newRow("a signature of the request") << onRecord([](const ChangeTable &desk, QByteArray &body) {
        const QByteArray compact = desk.story.change.jws.compact();
        QByteArray other = compact;
        const qsizetype at = compact.lastIndexOf('.') + 5;
        other[at] = other[at] == 'A' ? 'B' : 'A';
        replaceOnce(body, compact, other);
    }) << u"bad-signature"_s;
    QTest::newRow("the targets") << onRecord([](const ChangeTable &, QByteArray &body) {
        replaceOnce(body, R"("state":"pending-enrollment"})", R"("state":"trusted"})");
    }) << u"target-mismatch"_s;
    QTest::newRow("the index of an approval") << onRecord([](const ChangeTable &desk, QByteArray &body) {
        const QByteArray index = R"("index":)" + QByteArray::number(desk.story.indexes[1]);
        replaceOnce(body, index, R"("index":0)");
    }) << u"entry-mismatch"_s;
    QTest::newRow("the time of an approval") << onRecord([](const ChangeTable &desk, QByteArray &body) {
        const qsizetype position = body.indexOf(R"("index":)" + QByteArray::number(desk.story.indexes[1]));
        const qsizetype time = body.indexOf(R"("time":)", position);
        body.replace(time, 8, R"("time":2)");
    }) << u"entry-mismatch"_s;
    QTest::newRow("the body of the request") << onEntry(0, [](const ChangeTable &, QByteArray &body) {
        replaceOnce(body, R"("state":"pending-enrollment"})", R"("state":"trusted"})");
    }) << u"body-mismatch"_s;
    QTest::newRow("the body of an approval") << onEntry(1, [](const ChangeTable &desk, QByteArray &body) {
        replaceOnce(body, desk.story.approvals[0].signedApproval.jws.compact(), "x");
    }) << u"body-mismatch"_s;
    QTest::newRow("the leaf of the request") << onEntry(0, [](const ChangeTable &, QByteArray &body) {
        replaceOnce(body, R"("outcome":"done")", R"("outcome":"failed")");
    }) << u"bad-inclusion-proof"_s;
    QTest::newRow("a leaf that is none") << onEntry(0, [](const ChangeTable &, QByteArray &body) {
        replaceOnce(body, R"("outcome":"done")", R"("outcome":"well")");
    }) << u"not-canonical"_s;
    QTest::newRow("an inclusion proof") << Bend([](const ChangeTable &, const QUrl &url, client::WireReply &reply) {
        if (url.path() == "/v1/logs/activity/inclusion"_L1)
            reply.body = R"({"proof":["AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"]})";
    }) << u"bad-inclusion-proof"_s;
    QTest::newRow("executed, and nowhere") << onRecord([](const ChangeTable &, QByteArray &body) {
        replaceOnce(body, R"("state":"pending","targets")", R"("state":"executed","targets")");
    }) << u"entry-mismatch"_s;
}

void ChangeClientTest::tamperedAnswersAreBrokenProofs()
{
    QFETCH(const Bend, bend);
    QFETCH(const QString, outcome);
    ChangeTable desk({.rules = {{.id = u"admissions"_s,
                                 .version = 1,
                                 .actions = {u"device.admit"_s},
                                 .signers = {{.count = 2, .roles = {operators::Role::Approver}}}}}});
    desk.approve(desk.console.history.approver2);
    desk.list();
    QVERIFY(desk.verify());
    desk.console.plane.bend = [&](const QUrl &url, client::WireReply &reply) { bend(desk, url, reply); };
    const auto change = desk.verify();
    QCOMPARE(outcomeOf(change), outcome);
    QVERIFY(desk.console.follower.alarm());
    QCOMPARE(problemSlug(desk.console.follower.alarm()->type), outcome);
    QVERIFY(desk.console.follower.contradiction()->exhibits.size() >= 3); // what was served, and both notes
    desk.console.plane.bend = {};
    QCOMPARE(outcomeOf(desk.verify()), outcome); // the alarm stays
}

void ChangeClientTest::anExecutionThatDidSomethingElseIsABrokenProof()
{
    ChangeTable desk;
    desk.approve(desk.console.history.approver2);
    const changes::ChangeBody body = changes::ExecutedBody{
        .application = {.applied = {{.handle = desk.targets.leaves()[0].handle,
                                     .from = fleet::DeviceState::PendingEnrollment,
                                     .to = fleet::DeviceState::Trusted}},
                        .skipped = {{.handle = desk.targets.leaves()[1].handle, .state = fleet::DeviceState::Retired}}},
        .approvals = {desk.story.approvals[0].signedApproval.digest()},
        .rule = {}};
    desk.story.indexes.push_back(
        desk.console.history.append(changes::describe(body, desk.story.change), changes::toJson(body)));
    desk.list(ChangeState::Executed);
    // Half of the devices left the signed states, and the signed share of skips is none.
    QCOMPARE(outcomeOf(desk.verify()), u"drifted"_s);
    QCOMPARE(desk.console.follower.alarm()->type, ProblemType::Drifted);
}

void ChangeClientTest::aPositionBeyondTheLogIsNotBelieved()
{
    ChangeTable desk;
    desk.list();
    desk.console.plane.bend = [&desk](const QUrl &url, client::WireReply &reply) {
        if (url.path() == u"/v1/changes/"_s + desk.reference())
            replaceOnce(reply.body, R"("index":1,)", R"("index":99,)");
    };
    QCOMPARE(outcomeOf(desk.verify()), u"unavailable"_s);
    QVERIFY(!desk.console.follower.alarm());
}

void ChangeClientTest::aRequesterWhoLostTheKeyHindersTheChange()
{
    ChangeTable desk;
    SampleHistory &history = desk.console.history;
    history.perform(history.administrator1, u"key.revoke"_s, {},
                    changes::RevokeKeyParameters{.operatorId = history.administrator1.id,
                                                 .key = history.administrator1.key->publicKey().thumbprint()},
                    {});
    desk.list();
    const auto change = desk.verify();
    QVERIFY2(change.has_value(), change ? "" : qPrintable(change.error().toString()));
    QVERIFY(change->obstacle);
    QCOMPARE(change->obstacle->type, ProblemType::KeyNotValid);
    QVERIFY(!change->quorum.complete);
    QVERIFY(!desk.console.follower.alarm());
    // Once it has ended otherwise, what was signed before counts as it did then.
    desk.console.plane.changes.front().state = ChangeState::Expired;
    const auto expired = desk.verify();
    QVERIFY2(expired.has_value(), expired ? "" : qPrintable(expired.error().toString()));
    QVERIFY(!expired->obstacle);
    QVERIFY(!expired->isEndProven());
}

void ChangeClientTest::evidenceIsVerifiedBeforeItIsGivenOut()
{
    ChangeTable desk;
    desk.approve(desk.console.history.approver2);
    desk.console.history.execute(desk.story);
    desk.list(ChangeState::Executed);
    const auto evidence = answerOf(desk.changes.evidence(desk.reference()));
    QVERIFY2(evidence.has_value(), evidence ? "" : qPrintable(evidence.error().toString()));
    QCOMPARE(evidence->verdict.change.request.id, desk.reference());
    desk.console.plane.bend = [](const QUrl &url, client::WireReply &reply) {
        if (url.path().endsWith("/evidence"_L1))
            replaceOnce(reply.body, R"("outcome":"done")", R"("outcome":"failed")");
    };
    QCOMPARE(outcomeOf(answerOf(desk.changes.evidence(desk.reference()))), u"bad-inclusion-proof"_s);
    QCOMPARE(desk.console.follower.alarm()->type, ProblemType::BadInclusionProof);
}

ENIGM_TEST_MAIN(ChangeClientTest)
#include "ChangeClientTest.moc"

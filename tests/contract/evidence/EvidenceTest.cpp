#include "contract/evidence/Evidence.h"

#include "contract/json/JsonParser.h"
#include "tests/support/LogGuard.h"
#include "tests/support/history/SampleHistory.h"

#include <QTest>

#include <algorithm>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

using changes::TargetSet;
using evidence::EvidenceBundle;
using evidence::verifyEvidence;
using evidence::WitnessLine;
using fleet::DeviceState;

Q_DECLARE_METATYPE(SampleHistory::Options)

/// A device, a reviewer or anybody else judges one change from a file.
class EvidenceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRevokedDeviceIsProven();
    void tooFewWitnessesAreReportedAndNotRefused_data();
    void tooFewWitnessesAreReportedAndNotRefused();
    void anEmptyQuorumIsEnoughForASuspension();
    void aGovernanceActIsProven();
    void everyChangedByteIsNoticed();
    void changedBytesOfALargeBundleAreNoticed();
    void damageAroundTheRecordsIsNamedByItsOffset();
    void everyMissingByteIsNoticed();
    void aLeftOutRevocationIsNoticed();
    void noRecordIsDatedBeforeARevocation_data();
    void noRecordIsDatedBeforeARevocation();
    void theGovernanceEntrySaysTheSameOfAnAct();
    void recordsCannotBeLeftOutOrAddedOrSwapped();
    void anotherDeploymentIsRefused();
    void aRevokedApproverDoesNotCount();
    void skippedTargetsAreProvenToo();
    void lateExecutionIsRefused();
};

namespace {

/// One device, admitted and then revoked.
struct Revocation
{
    SampleHistory history;
    TargetSet devices;
    SampleHistory::Story story;

    explicit Revocation(std::size_t founders = 6)
        : history({.founders = founders})
        , devices(require(TargetSet::make(SampleHistory::makeDevices(1))))
    {
        history.perform(history.administrator1, u"device.admit"_s, devices, changes::NoParameters{},
                        {history.approver1});
        devices = SampleHistory::inState(devices, DeviceState::Trusted);
        story = history.perform(history.administrator1, u"device.revoke"_s, devices, changes::NoParameters{},
                                {history.approver1});
    }
    [[nodiscard]] QByteArray bytes() const { return history.evidenceOf(story).toBytes(); }
};

/// Changes a byte: what is wrong with the refusal, which names a record, a checkpoint or the offset; or nothing.
QString unnoticedChange(QByteArray bytes, qsizetype at, const QByteArray &deployment)
{
    bytes[at] = static_cast<char>(bytes[at] ^ (1 << (at % 7)));
    const auto verdict = verifyEvidence(bytes, deployment);
    if (verdict)
        return u"byte %1 may be changed"_s.arg(at);
    const QString &where = verdict.error().where;
    const bool isNamed =
        where.contains("record "_L1) || where.contains("checkpoint"_L1) || where.contains("offset "_L1);
    return isNamed ? QString() : u"byte %1: %2"_s.arg(at).arg(verdict.error().toString());
}

} // namespace

void EvidenceTest::aRevokedDeviceIsProven()
{
    const Revocation revocation;
    const auto verdict = verifyEvidence(revocation.bytes(), revocation.history.deploymentId());
    QVERIFY2(verdict.has_value(), verdict ? "" : qPrintable(verdict.error().toString()));
    QCOMPARE(verdict->change.request.action, u"device.revoke"_s);
    QCOMPARE(verdict->approvers, std::vector{revocation.history.approver1.id});
    QCOMPARE(verdict->effect.count, 1);
    QVERIFY(verdict->effect.isFinal);
    QCOMPARE(verdict->application.applied.front().handle, revocation.devices.leaves().front().handle);
    QCOMPARE(verdict->application.applied.front().to, DeviceState::Revoked);
    QCOMPARE(verdict->executionIndex, 5);
    QCOMPARE(verdict->activitySize, 6);
    QCOMPARE(verdict->governanceSize, 1);
    const qint64 now = revocation.history.now();
    const std::vector<WitnessLine> lines{
        {.witness = u"witness.example/one"_s, .standIn = false, .governance = now, .activity = now}};
    QCOMPARE(verdict->witnesses.lines, lines);
    QVERIFY(verdict->witnesses.isEnough);
    QVERIFY(!verdict->sample);
}

void EvidenceTest::tooFewWitnessesAreReportedAndNotRefused_data()
{
    QTest::addColumn<SampleHistory::Options>("options");
    QTest::addColumn<bool>("isEnough");
    QTest::newRow("none is asked for") << SampleHistory::Options{.witnessThreshold = 0} << true;
    QTest::newRow("one of two") << SampleHistory::Options{.witnessThreshold = 2} << false;
    QTest::newRow("a stand-in") << SampleHistory::Options{.standIns = true} << false;
    QTest::newRow("a stand-in of a sample") << SampleHistory::Options{.sample = true, .standIns = true} << true;
}

void EvidenceTest::tooFewWitnessesAreReportedAndNotRefused()
{
    QFETCH(SampleHistory::Options, options);
    QFETCH(bool, isEnough);
    SampleHistory history(options);
    const auto device = require(changes::TargetSet::make({SampleHistory::makeDevice()}));
    const auto story = history.perform(history.administrator1, u"device.admit"_s, device, changes::NoParameters{},
                                       {history.approver1});
    const auto verdict = verifyEvidence(history.evidenceOf(story).toBytes(), history.deploymentId());
    QVERIFY2(verdict.has_value(), verdict ? "" : qPrintable(verdict.error().toString()));
    QCOMPARE(verdict->witnesses.threshold, options.witnessThreshold);
    QCOMPARE(verdict->witnesses.lines.size(), 1U);
    QCOMPARE(verdict->witnesses.isEnough, isEnough);
}

void EvidenceTest::anEmptyQuorumIsEnoughForASuspension()
{
    Revocation base;
    const TargetSet devices = require(TargetSet::make(SampleHistory::makeDevices(3)));
    base.history.perform(base.history.administrator1, u"device.admit"_s, devices, changes::NoParameters{},
                         {base.history.approver1});
    const auto story =
        base.history.perform(base.history.approver1, u"device.suspend"_s,
                             SampleHistory::inState(devices, DeviceState::Trusted), changes::NoParameters{}, {});
    const auto verdict = verifyEvidence(base.history.evidenceOf(story).toBytes(), base.history.deploymentId());
    QVERIFY2(verdict.has_value(), verdict ? "" : qPrintable(verdict.error().toString()));
    QVERIFY(verdict->approvers.empty());
    QCOMPARE(verdict->application.applied.size(), 3U);
}

void EvidenceTest::aGovernanceActIsProven()
{
    SampleHistory history;
    Person second = history.approver1;
    second.key = signing::PrivateKey::generate(signing::PublicKey::Kind::P256);
    const auto story =
        history.perform(history.administrator1, u"key.add"_s, {},
                        changes::AddKeyParameters{.operatorId = second.id, .key = second.key->publicKey()},
                        {history.approver2, history.reviewer1});
    history.note(log::Category::AppAccess, u"session.started"_s, log::Resource::AppSession, history.reviewer1.id);
    const auto verdict = verifyEvidence(history.evidenceOf(story).toBytes(), history.deploymentId());
    QVERIFY2(verdict.has_value(), verdict ? "" : qPrintable(verdict.error().toString()));
    QCOMPARE(verdict->approvers, (std::vector{history.approver2.id, history.reviewer1.id}));

    // Without the governance entry that it made, the act is not proven.
    EvidenceBundle bundle = history.evidenceOf(story);
    bundle.governanceLeaves.pop_back();
    QCOMPARE(outcomeOf(verifyEvidence(bundle.toBytes(), history.deploymentId())), u"entry-mismatch"_s);
}

void EvidenceTest::everyChangedByteIsNoticed()
{
    const Revocation revocation(2);
    const QByteArray bytes = revocation.bytes();
    for (qsizetype at = 0; at < bytes.size(); ++at) {
        const QString unnoticed = unnoticedChange(bytes, at, revocation.history.deploymentId());
        QVERIFY2(unnoticed.isEmpty(), qPrintable(unnoticed));
    }
}

void EvidenceTest::changedBytesOfALargeBundleAreNoticed()
{
    SampleHistory history;
    const TargetSet devices = require(TargetSet::make(SampleHistory::makeDevices(1000)));
    const auto story = history.perform(history.administrator1, u"device.admit"_s, devices, changes::NoParameters{},
                                       {history.approver1});
    const QByteArray bytes = history.evidenceOf(story).toBytes();
    QVERIFY(verifyEvidence(bytes, history.deploymentId()));
    // A stride that is prime meets every part of the repeated records.
    constexpr qsizetype stride = 1499;
    for (qsizetype at = 0; at < bytes.size(); at += stride) {
        const QString unnoticed = unnoticedChange(bytes, at, history.deploymentId());
        QVERIFY2(unnoticed.isEmpty(), qPrintable(unnoticed));
    }
}

void EvidenceTest::damageAroundTheRecordsIsNamedByItsOffset()
{
    const Revocation revocation(2);
    const QByteArray bytes = revocation.bytes();
    for (const QByteArray part : {R"({"activity":)", R"(},"deployment":)", R"(,"governance":)", R"(]},"records":)"}) {
        const qsizetype at = bytes.indexOf(part) + part.indexOf('"') + 2; // in the name
        QByteArray changed = bytes;
        changed[at] = '#';
        const auto verdict = verifyEvidence(changed, revocation.history.deploymentId());
        QVERIFY(!verdict);
        QVERIFY2(verdict.error().where.startsWith(u"offset %1/"_s.arg(at)), qPrintable(verdict.error().toString()));
    }
}

void EvidenceTest::everyMissingByteIsNoticed()
{
    const Revocation revocation(2);
    const QByteArray bytes = revocation.bytes();
    for (qsizetype length = 0; length < bytes.size(); length += 1 + bytes.size() / 500)
        QVERIFY(!verifyEvidence(bytes.first(length), revocation.history.deploymentId()));
    QVERIFY(!verifyEvidence(bytes + '\n', revocation.history.deploymentId()));
    QVERIFY(!verifyEvidence(' ' + bytes, revocation.history.deploymentId()));
}

void EvidenceTest::aLeftOutRevocationIsNoticed()
{
    SampleHistory history;
    TargetSet devices = require(TargetSet::make(SampleHistory::makeDevices(1)));
    auto story = history.request(
        history.sign(history.compose(history.administrator1, u"device.admit"_s, devices), history.administrator1),
        devices);
    history.decide(story, history.approve(story.change, history.approver1));
    const QByteArray checkpointBefore = history.governanceCheckpoint();
    const std::vector<QByteArray> leavesBefore = history.governanceLeaves();
    history.perform(history.administrator1, u"key.revoke"_s, {},
                    changes::RevokeKeyParameters{.operatorId = history.approver1.id,
                                                 .key = history.approver1.key->publicKey().thumbprint()},
                    {history.administrator2, history.reviewer1});

    // A server that executes all the same: the approval does not count any more …
    const changes::ExecutedBody execution{.application = {.applied = {{.handle = devices.leaves().front().handle,
                                                                       .from = DeviceState::PendingEnrollment,
                                                                       .to = DeviceState::Trusted}},
                                                          .skipped = {}},
                                          .approvals = {story.approvals.front().signedApproval.digest()},
                                          .rule = {}};
    const changes::ChangeBody body = execution;
    story.indexes.push_back(history.append(changes::describe(body, story.change), changes::toJson(body)));
    EvidenceBundle bundle = history.evidenceOf(story);
    QCOMPARE(outcomeOf(verifyEvidence(bundle.toBytes(), history.deploymentId())), u"quorum-missing"_s);

    // … and the genuine, shorter governance log that does not know of the revocation is refused by its size.
    bundle.governanceLeaves = leavesBefore;
    bundle.governanceCheckpoint = checkpointBefore;
    const auto verdict = verifyEvidence(bundle.toBytes(), history.deploymentId());
    QCOMPARE(outcomeOf(verdict), u"evidence-incomplete"_s);
    QCOMPARE(verdict.error().where, u"governance checkpoint"_s);

    // Nor does the newer checkpoint fit the shorter log.
    bundle.governanceCheckpoint = history.governanceCheckpoint();
    QCOMPARE(outcomeOf(verifyEvidence(bundle.toBytes(), history.deploymentId())), u"entry-mismatch"_s);
}

void EvidenceTest::noRecordIsDatedBeforeARevocation_data()
{
    QTest::addColumn<int>("lies"); // request, approval, execution, as bits
    QTest::addColumn<QString>("outcome");
    QTest::addColumn<QString>("where");
    QTest::newRow("the truth") << 0b000 << u"quorum-missing"_s << u"evidence record 2"_s;
    QTest::newRow("the approval") << 0b010 << u"entry-mismatch"_s << u"evidence record 1/governance_size"_s;
    QTest::newRow("the execution") << 0b100 << u"entry-mismatch"_s << u"evidence record 2/governance_size"_s;
    QTest::newRow("both") << 0b110 << u"entry-mismatch"_s << u"evidence record 1/governance_size"_s;
    QTest::newRow("all three") << 0b111 << u"entry-mismatch"_s << u"evidence record 0/governance_size"_s;
}

/// A server that lets a revoked key approve: the governance log is whole, and the records claim to be older than the
/// revocation in it.
void EvidenceTest::noRecordIsDatedBeforeARevocation()
{
    QFETCH(const int, lies);
    QFETCH(const QString, outcome);
    QFETCH(const QString, where);
    SampleHistory history;
    const TargetSet devices = require(TargetSet::make(SampleHistory::makeDevices(1)));
    const auto change =
        history.sign(history.compose(history.administrator1, u"device.admit"_s, devices), history.administrator1);
    const auto approval = history.approve(change, history.approver1);
    history.perform(history.administrator1, u"key.revoke"_s, {},
                    changes::RevokeKeyParameters{.operatorId = history.approver1.id,
                                                 .key = history.approver1.key->publicKey().thumbprint()},
                    {history.administrator2, history.reviewer1});
    QCOMPARE(history.governanceSize(), 2);

    const changes::ExecutedBody execution{.application = {.applied = {{.handle = devices.leaves().front().handle,
                                                                       .from = DeviceState::PendingEnrollment,
                                                                       .to = DeviceState::Trusted}},
                                                          .skipped = {}},
                                          .approvals = {approval.digest()},
                                          .rule = {}};
    const changes::ChangeBody bodies[] = {changes::RequestedBody{.change = change, .targets = devices},
                                          changes::DecidedBody{.approval = approval}, execution};
    SampleHistory::Story story{.change = change, .targets = devices, .approvals = {}, .indexes = {}};
    for (int record = 0; record < 3; ++record) {
        const bool lie = ((lies >> record) & 1) == 1;
        history.claimGovernanceSize(lie ? std::optional<qint64>(1) : std::nullopt);
        story.indexes.push_back(
            history.append(changes::describe(bodies[record], change), changes::toJson(bodies[record])));
    }
    const auto verdict = verifyEvidence(history.evidenceOf(story).toBytes(), history.deploymentId());
    QCOMPARE(outcomeOf(verdict), outcome);
    QVERIFY2(verdict.error().where.startsWith(where), qPrintable(verdict.error().where));
}

void EvidenceTest::theGovernanceEntrySaysTheSameOfAnAct()
{
    SampleHistory history;
    const auto key = signing::PrivateKey::generate(signing::PublicKey::Kind::P256);
    auto story = history.request(history.sign(
        history.compose(history.administrator1, u"key.add"_s, {},
                        changes::AddKeyParameters{.operatorId = history.approver1.id, .key = key->publicKey()}),
        history.administrator1));
    history.decide(story, history.approve(story.change, history.approver2));
    history.decide(story, history.approve(story.change, history.reviewer1));
    history.perform(history.releaseManager1, u"key.revoke"_s, {},
                    changes::RevokeKeyParameters{.operatorId = history.releaseManager1.id,
                                                 .key = history.releaseManager1.key->publicKey().thumbprint()},
                    {});
    const auto answer = require(changes::countQuorum({.directory = history.directory(),
                                                      .change = story.change,
                                                      .requestLoggedAt = story.requestLoggedAt,
                                                      .approvals = story.approvals,
                                                      .executedAt = history.governanceSize()}));
    const changes::ExecutedBody executed = changes::ExecutedBody::make({}, answer);
    const changes::ChangeBody body = executed;
    story.indexes.push_back(history.append(changes::describe(body, story.change), changes::toJson(body)));
    SampleHistory::Story lie = story;
    lie.approvals.back().loggedAt = history.governanceSize(); // it was logged before the revocation
    history.appendGovernance(lie, executed);
    const auto verdict = verifyEvidence(history.evidenceOf(story).toBytes(), history.deploymentId());
    QCOMPARE(outcomeOf(verdict), u"entry-mismatch"_s);
    QCOMPARE(verdict.error().where, u"governance record 2"_s);
}

void EvidenceTest::recordsCannotBeLeftOutOrAddedOrSwapped()
{
    const Revocation revocation;
    const EvidenceBundle whole = revocation.history.evidenceOf(revocation.story);
    const auto outcome = [&revocation](const EvidenceBundle &bundle) {
        return outcomeOf(verifyEvidence(bundle.toBytes(), revocation.history.deploymentId()));
    };
    QCOMPARE(outcome(whole), u"accepted"_s);
    EvidenceBundle bundle = whole;
    bundle.records.erase(bundle.records.begin() + 1);
    QCOMPARE(outcome(bundle), u"quorum-missing"_s);
    bundle = whole;
    bundle.records.insert(bundle.records.begin() + 1, bundle.records[1]);
    QCOMPARE(outcome(bundle), u"entry-mismatch"_s);
    bundle = whole;
    bundle.records.pop_back();
    QCOMPARE(outcome(bundle), u"evidence-incomplete"_s);
    bundle = whole;
    bundle.records.erase(bundle.records.begin());
    QCOMPARE(outcome(bundle), u"evidence-incomplete"_s);
    bundle = whole;
    std::swap(bundle.records[0], bundle.records[2]);
    QCOMPARE(outcome(bundle), u"evidence-incomplete"_s);
    bundle = whole;
    bundle.records[1].proof.pop_back();
    QCOMPARE(outcome(bundle), u"bad-inclusion-proof"_s);
    bundle = whole;
    bundle.records[0].body.value = bundle.records[1].body.value;
    QCOMPARE(outcome(bundle), u"body-mismatch"_s);
    bundle = whole;
    bundle.governanceLeaves.clear();
    QCOMPARE(outcome(bundle), u"evidence-incomplete"_s);
}

void EvidenceTest::anotherDeploymentIsRefused()
{
    const Revocation revocation;
    const SampleHistory other;
    QCOMPARE(outcomeOf(verifyEvidence(revocation.bytes(), other.deploymentId())), u"wrong-deployment"_s);
    EvidenceBundle bundle = revocation.history.evidenceOf(revocation.story);
    bundle.deployment = other.deploymentId();
    QCOMPARE(outcomeOf(verifyEvidence(bundle.toBytes(), other.deploymentId())), u"wrong-deployment"_s);
    bundle.governanceLeaves = other.governanceLeaves();
    bundle.governanceCheckpoint = other.governanceCheckpoint();
    QCOMPARE(outcomeOf(verifyEvidence(bundle.toBytes(), other.deploymentId())), u"unknown-signature-line"_s);
}

void EvidenceTest::aRevokedApproverDoesNotCount()
{
    SampleHistory history;
    TargetSet devices = require(TargetSet::make(SampleHistory::makeDevices(2)));
    auto story = history.request(
        history.sign(history.compose(history.administrator1, u"device.admit"_s, devices), history.administrator1),
        devices);
    history.decide(story, history.approve(story.change, history.approver1));
    history.execute(story);
    // Revoked after the execution: the past stays proven, and the bundle shows the revocation.
    history.perform(history.approver1, u"key.revoke"_s, {},
                    changes::RevokeKeyParameters{.operatorId = history.approver1.id,
                                                 .key = history.approver1.key->publicKey().thumbprint()},
                    {});
    const auto verdict = verifyEvidence(history.evidenceOf(story).toBytes(), history.deploymentId());
    QVERIFY2(verdict.has_value(), verdict ? "" : qPrintable(verdict.error().toString()));
    QCOMPARE(verdict->governanceSize, 2);
}

void EvidenceTest::skippedTargetsAreProvenToo()
{
    SampleHistory history;
    const TargetSet devices = require(TargetSet::make(SampleHistory::makeDevices(4)));
    auto request = history.compose(history.administrator1, u"device.admit"_s, devices);
    request.targets.maxSkipped = 250;
    auto story = history.request(history.sign(request, history.administrator1), devices);
    history.decide(story, history.approve(story.change, history.approver1));
    std::vector states(4, DeviceState::PendingEnrollment);
    states[2] = DeviceState::Retired;
    history.execute(story, states);
    const auto verdict = verifyEvidence(history.evidenceOf(story).toBytes(), history.deploymentId());
    QVERIFY2(verdict.has_value(), verdict ? "" : qPrintable(verdict.error().toString()));
    QCOMPARE(verdict->application.applied.size(), 3U);
    QCOMPARE(verdict->application.skipped.front().handle, devices.leaves()[2].handle);
}

void EvidenceTest::lateExecutionIsRefused()
{
    SampleHistory history;
    const TargetSet devices = require(TargetSet::make(SampleHistory::makeDevices(1)));
    auto story = history.request(
        history.sign(history.compose(history.administrator1, u"device.admit"_s, devices), history.administrator1),
        devices);
    history.decide(story, history.approve(story.change, history.approver1));
    history.advance(48 * 3600);
    history.execute(story);
    const auto verdict = verifyEvidence(history.evidenceOf(story).toBytes(), history.deploymentId());
    QCOMPARE(outcomeOf(verdict), u"change-expired"_s);
    QVERIFY(verdict.error().where.startsWith("evidence record 2"_L1));
}

ENIGM_TEST_MAIN(EvidenceTest)
#include "EvidenceTest.moc"

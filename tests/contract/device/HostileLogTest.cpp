#include "contract/encoding/Uuid.h"
#include "contract/log/NoteSigner.h"
#include "tests/contract/device/HostileFleet.h"
#include "tests/support/LogGuard.h"

#include <QTest>

#include <functional>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

using changes::ExecutedBody;
using changes::NoParameters;
using changes::TargetSet;
using device::DeviceEvidence;
using fleet::DeviceState;
using Story = SampleHistory::Story;

/// Whoever runs the control plane shows a device whatever of its logs it likes, of whichever device and whenever.
class HostileLogTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cannotShowAnotherDeployment();
    void cannotShowAnotherDevicesEvidence();
    void cannotPointAHandleAtAnotherPhone();
    void cannotReplayACommand();
    void cannotSendAnOlderCommand();
    void cannotSendACommandTooLate();
    void cannotExecuteTooLate();
    void cannotGoWithoutWitnesses();
    void cannotBlindADeviceWithALogThatNobodySaw();
    void cannotLiveOnOldCosignatures_data();
    void cannotLiveOnOldCosignatures();
    void cannotBeItsOwnWitness();
    void cannotRewindTheLogs();
    void cannotForkTheGovernanceLog();
    void cannotForkTheActivityLog();
    void cannotMixUpRecords();
    void cannotPassOverWhatWasSigned();
    void cannotBendTheStates();
    void cannotMakeACommandOfAGroup();
};

void HostileLogTest::cannotShowAnotherDeployment()
{
    HostileFleet fleet;
    HostileFleet other;
    other.device.memory.handle = fleet.device.memory.handle;
    other.device.memory.key = fleet.device.memory.key;
    other.device.all = fleet.device.all;
    other.device.memory.state = DeviceState::PendingEnrollment;
    other.device.admit(other.history);
    const Story story = other.revoke();
    DeviceEvidence evidence = other.device.evidenceIn(other.history, story);
    QCOMPARE(other.outcome(evidence), u"accepted"_s);
    QCOMPARE(fleet.outcome(evidence), u"wrong-deployment"_s);
    // Renamed, re-signed by a stolen administrator, and over the genuine governance log.
    evidence.deployment = fleet.history.deploymentId();
    QCOMPARE(fleet.outcome(evidence), u"wrong-deployment"_s);
    auto request = story.change.request;
    request.deployment = fleet.history.deploymentId();
    request.requester = fleet.history.administrator1.id;
    evidence.change = fleet.history.sign(request, fleet.history.administrator1).jws.compact();
    QCOMPARE(fleet.outcome(evidence), u"wrong-deployment"_s);
    evidence.governanceLeaves = fleet.history.governanceLeaves();
    evidence.governanceCheckpoint = fleet.history.governanceCheckpoint();
    QCOMPARE(fleet.outcome(evidence), u"unknown-signature-line"_s);
    evidence.activityCheckpoint = fleet.history.activityCheckpoint();
    QCOMPARE(fleet.outcome(evidence), u"bad-inclusion-proof"_s);
}

void HostileLogTest::cannotShowAnotherDevicesEvidence()
{
    HostileFleet fleet;
    SampleDevice other(fleet.history, 2);
    other.admit(fleet.history);
    const auto story = fleet.history.perform(fleet.history.administrator1, u"device.revoke"_s, other.targets(),
                                             NoParameters{}, {fleet.history.approver1});
    DeviceEvidence evidence = other.evidenceIn(fleet.history, story);
    QCOMPARE(outcomeOf(other.check(fleet.history, story)), u"accepted"_s);
    QCOMPARE(fleet.outcome(evidence), u"wrong-device"_s);
    // With this device's leaf in the other's place.
    const changes::TargetLeaf leaf{
        .handle = fleet.device.memory.handle, .key = fleet.device.memory.key, .state = DeviceState::Trusted};
    evidence.target.leaf = leaf.leafBytes();
    QCOMPARE(fleet.outcome(evidence), u"bad-inclusion-proof"_s);
    // A neighbour's, from a change that names both.
    const Story own = fleet.revoke();
    SampleDevice neighbour = fleet.device;
    neighbour.memory.handle = neighbour.all.leaves().front().handle;
    QCOMPARE(fleet.outcome(neighbour.evidenceIn(fleet.history, own)), u"wrong-device"_s);
}

void HostileLogTest::cannotPointAHandleAtAnotherPhone()
{
    HostileFleet fleet;
    const Story story = fleet.revoke();
    SampleDevice other = fleet.device;
    other.memory.key = SampleHistory::makeDevice().key;
    QCOMPARE(outcomeOf(other.check(fleet.history, story)), u"wrong-device"_s);
}

void HostileLogTest::cannotReplayACommand()
{
    HostileFleet fleet;
    const Story suspension = fleet.suspend();
    QCOMPARE(fleet.outcome(suspension), u"stale-command"_s);
    const Story reactivation = fleet.reactivate();
    (void)require(fleet.device.obey(fleet.history, reactivation));
    QCOMPARE(fleet.outcome(suspension), u"stale-command"_s);
    fleet.suspend();
    QCOMPARE(fleet.outcome(reactivation), u"stale-command"_s);
}

void HostileLogTest::cannotSendAnOlderCommand()
{
    // Two commands wait for a device that was off; the later one comes first, and the earlier one is over.
    HostileFleet fleet;
    fleet.suspend();
    const Story reactivation = fleet.reactivate();
    fleet.device.memory.state = DeviceState::Trusted;
    const Story suspension = fleet.history.perform(fleet.history.administrator1, u"device.suspend"_s,
                                                   fleet.device.targets(), NoParameters{}, {});
    (void)require(fleet.device.obey(fleet.history, suspension));
    QCOMPARE(fleet.outcome(reactivation), u"stale-command"_s);
}

void HostileLogTest::cannotSendACommandTooLate()
{
    HostileFleet fleet;
    const Story story = fleet.revoke();
    const DeviceEvidence evidence = fleet.device.evidenceIn(fleet.history, story);
    const qint64 obeyBy = story.change.request.obeyBy.value();
    QCOMPARE(fleet.outcome(evidence, obeyBy + 1), u"change-expired"_s);
    // Even where its logs are as new as can be.
    fleet.history.advance(obeyBy - fleet.history.now());
    QCOMPARE(fleet.outcome(story), u"accepted"_s);
    fleet.history.advance(1);
    QCOMPARE(fleet.outcome(story), u"change-expired"_s);
}

void HostileLogTest::cannotExecuteTooLate()
{
    HostileFleet fleet;
    Story story = fleet.ask(u"device.revoke"_s);
    fleet.history.decide(story, fleet.history.approve(story.change, fleet.history.approver1));
    fleet.history.advance(2 * day);
    fleet.executeAnyway(story);
    QCOMPARE(fleet.outcome(story), u"change-expired"_s);
    // Nor approved too late.
    story = fleet.ask(u"device.revoke"_s);
    const auto approval = fleet.history.approve(story.change, fleet.history.approver1);
    fleet.history.advance(day);
    fleet.history.decide(story, approval);
    fleet.executeAnyway(story);
    QCOMPARE(fleet.outcome(story), u"change-expired"_s);
}

void HostileLogTest::cannotGoWithoutWitnesses()
{
    HostileFleet fleet;
    fleet.suspend();
    for (const Story &story : {fleet.reactivate(), fleet.revoke()}) {
        const DeviceEvidence whole = fleet.device.evidenceIn(fleet.history, story);
        QCOMPARE(fleet.outcome(whole), u"accepted"_s);
        DeviceEvidence evidence = whole;
        evidence.governanceCheckpoint = withoutWitnesses(whole.governanceCheckpoint);
        QCOMPARE(fleet.outcome(evidence), u"cosignatures-missing"_s);
        evidence = whole;
        evidence.activityCheckpoint = withoutWitnesses(whole.activityCheckpoint);
        QCOMPARE(fleet.outcome(evidence), u"cosignatures-missing"_s);
        // One that nobody has heard of.
        const auto key = signing::PrivateKey::generate(signing::PublicKey::Kind::Ed25519);
        const auto stranger =
            require(log::NoteSigner::make("witness.example/two", log::NoteAlgorithm::CosignatureV1, *key));
        const auto note = require(log::SignedNote::parse(evidence.activityCheckpoint));
        const auto line = require(stranger.sign(note.text(), fleet.history.now()));
        evidence.activityCheckpoint = require(note.withSignature(line)).toBytes();
        QCOMPARE(fleet.outcome(evidence), u"unknown-signature-line"_s);
    }
    // Two are asked for, and one has signed.
    SampleHistory two({.witnessThreshold = 2});
    SampleDevice device(two);
    const Story admission =
        two.perform(two.administrator1, u"device.admit"_s, device.all, NoParameters{}, {two.approver1});
    QCOMPARE(outcomeOf(device.check(two, admission)), u"cosignatures-missing"_s);
}

/// Suspending works without witnesses; what came under such a checkpoint is not remembered as the longest log.
void HostileLogTest::cannotBlindADeviceWithALogThatNobodySaw()
{
    HostileFleet fleet;
    const device::DeviceMemory before = fleet.device.memory;
    const Story story = fleet.history.perform(fleet.history.administrator1, u"device.suspend"_s, fleet.device.targets(),
                                              changes::NoParameters{}, {});
    for (const bool ofGovernance : {true, false}) {
        DeviceEvidence evidence = fleet.device.evidenceIn(fleet.history, story);
        QByteArray &note = ofGovernance ? evidence.governanceCheckpoint : evidence.activityCheckpoint;
        note = withoutWitnesses(note);
        const auto command = require(device::checkCommand(evidence.toBytes(), before, fleet.history.now()));
        QCOMPARE(command.state, fleet::DeviceState::Suspended);
        QCOMPARE(command.memory.activity, before.activity);
        QCOMPARE(command.memory.governance, before.governance);
        QCOMPARE(command.memory.obeyed, std::optional(command.execution));
    }
}

void HostileLogTest::cannotLiveOnOldCosignatures_data()
{
    QTest::addColumn<qint64>("later");
    QTest::addColumn<QString>("outcome");
    QTest::newRow("at once") << qint64(0) << u"accepted"_s;
    QTest::newRow("as old as may be") << day << u"accepted"_s;
    QTest::newRow("older") << day + 1 << u"cosignatures-stale"_s;
    // The clock of the device, or of the witness, is wrong: that makes nothing young for ever.
    QTest::newRow("from tomorrow") << -day << u"accepted"_s;
    QTest::newRow("from later") << -day - 1 << u"cosignatures-stale"_s;
}

void HostileLogTest::cannotLiveOnOldCosignatures()
{
    QFETCH(const qint64, later);
    QFETCH(const QString, outcome);
    HostileFleet fleet;
    fleet.suspend();
    for (const Story &story : {fleet.reactivate(), fleet.revoke()}) {
        const DeviceEvidence evidence = fleet.device.evidenceIn(fleet.history, story);
        QCOMPARE(fleet.outcome(evidence, fleet.history.now() + later), outcome);
    }
}

void HostileLogTest::cannotBeItsOwnWitness()
{
    SampleHistory history({.standIns = true});
    SampleDevice device(history);
    const Story story =
        history.perform(history.administrator1, u"device.admit"_s, device.all, NoParameters{}, {history.approver1});
    QCOMPARE(outcomeOf(device.check(history, story)), u"cosignatures-missing"_s);
}

void HostileLogTest::cannotRewindTheLogs()
{
    HostileFleet fleet;
    fleet.suspend();
    const Story reactivation = fleet.reactivate();
    const SampleHistory before = fleet.history;
    const DeviceEvidence evidence = fleet.device.evidenceIn(before, reactivation);
    const DeviceEvidence revocation = [&] {
        HostileFleet copy = fleet;
        const Story story = copy.revoke();
        return copy.device.evidenceIn(copy.history, story);
    }();
    const device::DeviceMemory fresh = fleet.device.memory;
    fleet.revokeKeyOf(fleet.history.releaseManager1);
    for (const DeviceEvidence &given : {evidence, revocation}) {
        fleet.device.memory = fresh;
        QCOMPARE(fleet.outcome(given), u"accepted"_s);
        fleet.device.memory.governance = fleet.history.governanceHead();
        QCOMPARE(fleet.outcome(given), u"log-rewound"_s);
        fleet.device.memory = fresh;
        fleet.device.memory.activity = fleet.history.activityHead();
        QCOMPARE(fleet.outcome(given), u"log-rewound"_s);
    }
}

void HostileLogTest::cannotForkTheGovernanceLog()
{
    HostileFleet fleet;
    const SampleHistory before = fleet.history;
    fleet.revokeKeyOf(fleet.history.releaseManager1);
    fleet.suspend();
    // Another history of the same people: as long as the one that was seen, or longer, and never the same.
    SampleHistory fork = before;
    for (int entries = 0; entries < 2; ++entries) {
        const auto key = signing::PrivateKey::generate(signing::PublicKey::Kind::P256)->publicKey();
        fork.perform(fork.administrator1, u"key.add"_s, {},
                     changes::AddKeyParameters{.operatorId = fork.approver1.id, .key = key},
                     {fork.approver2, fork.reviewer1});
        SampleHistory shown = fork;
        for (const QString &action : {u"device.restrict"_s, u"device.revoke"_s}) {
            const bool needsApproval = action == "device.revoke"_L1;
            const Story story = shown.perform(
                shown.administrator1, action, SampleHistory::inState(fleet.device.all, DeviceState::Trusted),
                NoParameters{}, needsApproval ? std::vector{shown.approver1} : std::vector<Person>());
            // An activity log of this length was not seen, so that it is the governance log that tells.
            for (int i = 0; i < 8; ++i)
                shown.note(log::Category::AppAccess, u"session.started"_s, log::Resource::AppSession,
                           shown.reviewer1.id);
            const auto command = fleet.device.check(shown, story);
            QCOMPARE(outcomeOf(command), u"log-forked"_s);
            QCOMPARE(command.error().where, u"governance checkpoint"_s);
        }
    }
}

void HostileLogTest::cannotForkTheActivityLog()
{
    HostileFleet fleet;
    const SampleHistory before = fleet.history;
    fleet.suspend();
    SampleHistory fork = before;
    const Story story =
        fork.perform(fork.administrator1, u"device.restrict"_s,
                     SampleHistory::inState(fleet.device.all, DeviceState::Trusted), NoParameters{}, {});
    QCOMPARE(fork.activityHead().size, fleet.history.activityHead().size);
    const auto command = fleet.device.check(fork, story);
    QCOMPARE(outcomeOf(command), u"log-forked"_s);
    QCOMPARE(command.error().where, u"activity checkpoint"_s);
}

void HostileLogTest::cannotMixUpRecords()
{
    HostileFleet fleet;
    fleet.suspend();
    const Story first = fleet.reactivate();
    const Story second = fleet.reactivate();
    const DeviceEvidence one = fleet.device.evidenceIn(fleet.history, first);
    const DeviceEvidence two = fleet.device.evidenceIn(fleet.history, second);
    const auto mixed = [&](const std::function<void(DeviceEvidence &)> &mix) {
        DeviceEvidence evidence = one;
        mix(evidence);
        return fleet.outcome(evidence);
    };
    QCOMPARE(mixed([](DeviceEvidence &) {}), u"accepted"_s);
    QCOMPARE(mixed([&](DeviceEvidence &evidence) { evidence.execution = two.execution; }), u"entry-mismatch"_s);
    QCOMPARE(mixed([&](DeviceEvidence &evidence) { evidence.request = two.request; }), u"entry-mismatch"_s);
    QCOMPARE(mixed([&](DeviceEvidence &evidence) { evidence.approvals = two.approvals; }), u"entry-mismatch"_s);
    QCOMPARE(mixed([&](DeviceEvidence &evidence) { evidence.change = two.change; }), u"entry-mismatch"_s);
    QCOMPARE(
        mixed([&](DeviceEvidence &evidence) { evidence.approvals.front().approval = two.approvals.front().approval; }),
        u"body-mismatch"_s);
    QCOMPARE(mixed([](DeviceEvidence &evidence) { evidence.approvals.clear(); }), u"quorum-missing"_s);
    QCOMPARE(mixed([](DeviceEvidence &evidence) { evidence.approvals.push_back(evidence.approvals.front()); }),
             u"entry-mismatch"_s);
    QCOMPARE(mixed([](DeviceEvidence &evidence) { std::swap(evidence.request, evidence.execution); }),
             u"entry-mismatch"_s);
    QCOMPARE(mixed([](DeviceEvidence &evidence) { evidence.request.proof.pop_back(); }), u"bad-inclusion-proof"_s);
    QCOMPARE(mixed([](DeviceEvidence &evidence) { evidence.target.index = 0; }), u"bad-inclusion-proof"_s);
    QCOMPARE(mixed([](DeviceEvidence &evidence) { evidence.target.leaf = "{}"; }), u"missing-member"_s);
    QCOMPARE(mixed([](DeviceEvidence &evidence) { evidence.governanceLeaves.clear(); }), u"evidence-incomplete"_s);
    QCOMPARE(
        mixed([](DeviceEvidence &evidence) { std::swap(evidence.governanceCheckpoint, evidence.activityCheckpoint); }),
        u"unknown-signature-line"_s);

    // An approval that does not count has no place either.
    Story story = fleet.askToReactivate();
    fleet.history.decide(story, fleet.history.approve(story.change, fleet.history.approver1));
    fleet.history.decide(story, fleet.history.approve(story.change, fleet.history.reviewer1));
    fleet.history.execute(story);
    QCOMPARE(fleet.outcome(story), u"entry-mismatch"_s);
}

void HostileLogTest::cannotPassOverWhatWasSigned()
{
    HostileFleet fleet;
    const TargetSet targets = fleet.device.targets();
    const auto executed = [&](Story story, const std::vector<bool> &moves) {
        ExecutedBody body;
        for (std::size_t i = 0; i < moves.size(); ++i) {
            const fleet::DeviceHandle &handle = targets.leaves()[i].handle;
            if (moves[i])
                body.application.applied.push_back(
                    {.handle = handle, .from = DeviceState::Trusted, .to = DeviceState::Revoked});
            else
                body.application.skipped.push_back({.handle = handle, .state = DeviceState::Retired});
        }
        body.approvals = {story.approvals.front().signedApproval.digest()};
        const changes::ChangeBody written = body;
        story.indexes.push_back(
            fleet.history.append(changes::describe(written, story.change), changes::toJson(written)));
        return story;
    };
    Story story = fleet.ask(u"device.revoke"_s);
    fleet.history.decide(story, fleet.history.approve(story.change, fleet.history.approver1));
    // Nobody may be skipped, as it was signed.
    QCOMPARE(fleet.outcome(executed(story, {false, true, true})), u"drifted"_s);
    // This one was, and is told that it was not.
    const Story all = executed(story, {true, true, true});
    DeviceEvidence evidence = fleet.device.evidenceIn(fleet.history, all);
    QCOMPARE(fleet.outcome(evidence), u"accepted"_s);
    SampleDevice first = fleet.device;
    first.memory.handle = targets.leaves().front().handle;
    evidence.execution = first.evidenceIn(fleet.history, executed(story, {true, false, true})).execution;
    evidence.activityCheckpoint = fleet.history.activityCheckpoint();
    evidence.request = fleet.device.evidenceIn(fleet.history, all).request;
    evidence.approvals = fleet.device.evidenceIn(fleet.history, all).approvals;
    QCOMPARE(fleet.outcome(evidence), u"target-mismatch"_s);
}

void HostileLogTest::cannotBendTheStates()
{
    // What is signed is sound, and the device is elsewhere: nothing leads from revoked to suspended.
    HostileFleet fleet;
    (void)require(fleet.device.obey(fleet.history, fleet.revoke()));
    const auto trusted = SampleHistory::inState(fleet.device.all, DeviceState::Trusted);
    const Story suspension =
        fleet.history.perform(fleet.history.administrator1, u"device.suspend"_s, trusted, NoParameters{}, {});
    QCOMPARE(fleet.outcome(suspension), u"target-state"_s);
    const Story retirement = fleet.history.perform(fleet.history.administrator1, u"device.retire"_s, trusted,
                                                   NoParameters{}, {fleet.history.approver1});
    QCOMPARE(fleet.outcome(retirement), u"target-state"_s);
    fleet.device.memory.state = DeviceState::Retired;
    const Story wipe = fleet.history.perform(fleet.history.administrator1, u"device.wipe"_s, trusted, NoParameters{},
                                             {fleet.history.approver1});
    QCOMPARE(fleet.outcome(wipe), u"target-state"_s);
    // A leaf of a state that was not signed.
    fleet.device.memory.state = DeviceState::Trusted;
    auto request = fleet.history.compose(fleet.history.administrator1, u"device.retire"_s, trusted);
    request.targets.from = {DeviceState::Restricted};
    Story story = fleet.history.request(fleet.history.sign(request, fleet.history.administrator1), trusted);
    fleet.history.decide(story, fleet.history.approve(story.change, fleet.history.approver1));
    ExecutedBody body{.application = {}, .approvals = {story.approvals.front().signedApproval.digest()}, .rule = {}};
    for (const changes::TargetLeaf &leaf : trusted.leaves())
        body.application.applied.push_back(
            {.handle = leaf.handle, .from = DeviceState::Trusted, .to = DeviceState::Retired});
    const changes::ChangeBody written = body;
    story.indexes.push_back(fleet.history.append(changes::describe(written, story.change), changes::toJson(written)));
    QCOMPARE(fleet.outcome(story), u"target-mismatch"_s);
}

/// A group that lists the device names it in a signed change that was really approved, and orders it nothing.
void HostileLogTest::cannotMakeACommandOfAGroup()
{
    HostileFleet fleet;
    const auto group = changes::ChangeGroupParameters::creating(encoding::makeUuid7(fleet.history.now() * 1000),
                                                                {.name = u"Field"_s, .rule = {}});
    const Story story = fleet.history.perform(fleet.history.administrator1, changes::groupChange,
                                              fleet.device.targets(), group, {fleet.history.approver1});
    const Story suspension = fleet.suspend();
    DeviceEvidence mixed = fleet.device.evidenceIn(fleet.history, suspension);
    mixed.change = story.change.jws.compact();
    QCOMPARE(fleet.outcome(mixed), u"target-mismatch"_s);
}

ENIGM_TEST_MAIN(HostileLogTest)
#include "HostileLogTest.moc"

#include "tests/contract/device/HostileFleet.h"
#include "tests/support/LogGuard.h"

#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

using changes::ExecutedBody;
using changes::NoParameters;
using changes::TargetSet;
using device::DeviceEvidence;
using fleet::DeviceState;
using operators::Role;
using Story = SampleHistory::Story;

/// Whoever runs the control plane has its database, its logs and their keys, and may have stolen an administrator's. It
/// has no second person.
class HostileQuorumTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cannotForgeAQuorum();
    void cannotApproveWithTheRequestersHands();
    void cannotDoWithOneApprovalLess();
    void cannotPassTheBrakeWithOneApproval();
    void cannotCountARejection();
    void cannotLowerAFloorByARule();
    void cannotClaimALowerClass();
    void cannotCountByARuleThatWasNeverInForce();
    void cannotAdmitApproversOfItsOwn();
    void cannotLeaveOutARevocation();
    void cannotMoveAnExecutionBeforeARevocation();
};

void HostileQuorumTest::cannotForgeAQuorum()
{
    // By a key that nobody admitted, in the name of somebody who was.
    HostileFleet fleet;
    fleet.suspend();
    Story story = fleet.askToReactivate();
    fleet.history.decide(story, fleet.history.approve(story.change, impostorOf(fleet.history.approver1)));
    fleet.executeAnyway(story);
    QCOMPARE(fleet.outcome(story), u"unknown-key"_s);

    // By the key of another person than it names.
    story = fleet.askToReactivate();
    auto approval = fleet.history.composeApproval(story.change, fleet.history.approver1);
    fleet.history.decide(story, require(changes::SignedApproval::sign(approval, *fleet.history.approver2.key)));
    fleet.executeAnyway(story);
    QCOMPARE(fleet.outcome(story), u"unknown-key"_s);

    // The request itself in an administrator's name.
    const auto targets = fleet.device.targets();
    const auto request = fleet.history.compose(fleet.history.administrator1, u"device.suspend"_s,
                                               SampleHistory::inState(targets, DeviceState::Trusted));
    story = fleet.history.request(fleet.history.sign(request, impostorOf(fleet.history.administrator1)),
                                  SampleHistory::inState(targets, DeviceState::Trusted));
    fleet.executeAnyway(story);
    QCOMPARE(fleet.outcome(story), u"unknown-key"_s);

    // A real approval, of another change.
    story = fleet.askToReactivate();
    const Story other = fleet.askToReactivate();
    fleet.history.decide(story, fleet.history.approve(other.change, fleet.history.approver1));
    fleet.executeAnyway(story);
    QCOMPARE(fleet.outcome(story), u"wrong-change"_s);
}

void HostileQuorumTest::cannotApproveWithTheRequestersHands()
{
    HostileFleet fleet;
    fleet.suspend();
    Story story = fleet.askToReactivate();
    fleet.history.decide(story, fleet.history.approve(story.change, fleet.history.administrator1));
    fleet.executeAnyway(story);
    QCOMPARE(fleet.outcome(story), u"self-approval"_s);

    // Nor from the console that asked.
    story = fleet.askToReactivate();
    Person guest = fleet.history.approver1;
    guest.installation = fleet.history.administrator1.installation;
    fleet.history.decide(story, fleet.history.approve(story.change, guest));
    fleet.executeAnyway(story);
    QCOMPARE(fleet.outcome(story), u"quorum-missing"_s);
}

void HostileQuorumTest::cannotDoWithOneApprovalLess()
{
    HostileFleet fleet;
    fleet.suspend();
    Story story = fleet.askToReactivate();
    fleet.executeAnyway(story);
    QCOMPARE(fleet.outcome(story), u"quorum-missing"_s);
    story = fleet.ask(u"device.wipe"_s);
    fleet.executeAnyway(story);
    QCOMPARE(fleet.outcome(story), u"quorum-missing"_s);

    // Two are asked for by a rule, and one has signed.
    const operators::Rule rule{.id = u"two-approvers"_s,
                               .version = 1,
                               .actions = {u"device.revoke"_s},
                               .signers = {{.count = 2, .roles = {Role::Approver}}}};
    HostileFleet strict({.rules = {rule}});
    story = strict.ask(u"device.revoke"_s);
    strict.history.decide(story, strict.history.approve(story.change, strict.history.approver1));
    strict.executeAnyway(story, changes::RuleReference{.id = rule.id, .version = 1});
    QCOMPARE(strict.outcome(story), u"quorum-missing"_s);
    // The same person twice is one.
    strict.history.decide(story, strict.history.approve(story.change, strict.history.approver1));
    story.indexes = {story.indexes[0], story.indexes[1], story.indexes[3]};
    strict.executeAnyway(story, changes::RuleReference{.id = rule.id, .version = 1});
    QCOMPARE(strict.outcome(story), u"already-signed"_s);
}

/// A device sees one change, and how many devices that names.
void HostileQuorumTest::cannotPassTheBrakeWithOneApproval()
{
    HostileFleet fleet({.deviceLimit = 2}); // and there are three
    Story story = fleet.ask(u"device.wipe"_s);
    fleet.history.decide(story, fleet.history.approve(story.change, fleet.history.approver1));
    Story more = story;
    fleet.executeAnyway(story);
    QCOMPARE(fleet.outcome(story), u"quorum-missing"_s);
    fleet.history.decide(more, fleet.history.approve(more.change, fleet.history.approver2));
    fleet.executeAnyway(more);
    QCOMPARE(fleet.outcome(more), u"accepted"_s);
    Story suspension = fleet.ask(u"device.suspend"_s);
    fleet.executeAnyway(suspension);
    QCOMPARE(fleet.outcome(suspension), u"quorum-missing"_s);
}

void HostileQuorumTest::cannotCountARejection()
{
    HostileFleet fleet;
    fleet.suspend();
    Story story = fleet.askToReactivate();
    fleet.history.decide(story,
                         fleet.history.approve(story.change, fleet.history.approver1, changes::Decision::Reject));
    fleet.history.decide(story, fleet.history.approve(story.change, fleet.history.approver2));
    // The rejection is left out of the evidence: what remains is an approval that was given after it, by the log. A
    // device does not see what is not shown; it sees that the entry is no approval where it is shown.
    fleet.executeAnyway(story);
    DeviceEvidence evidence = [&] {
        Story shown = story;
        shown.indexes.erase(shown.indexes.begin() + 1);
        return fleet.device.evidenceIn(fleet.history, shown);
    }();
    const auto &record = fleet.history.activity()[static_cast<std::size_t>(story.indexes[1])];
    device::ProvenApproval rejection = evidence.approvals.front();
    rejection.approval = story.approvals.front().signedApproval.jws.compact();
    rejection.entry.leaf = record.leaf;
    rejection.salt = record.body->salt;
    rejection.entry.proof = require(fleet.history.activityTree().inclusionProof(story.indexes[1]));
    evidence.approvals.insert(evidence.approvals.begin(), rejection);
    QCOMPARE(fleet.outcome(evidence), u"change-closed"_s);
}

void HostileQuorumTest::cannotLowerAFloorByARule()
{
    // A founding whose rules ask less than the floor, signed by everybody who founds it.
    HostileFleet fleet;
    fleet.suspend();
    Story story = fleet.askToReactivate();
    fleet.executeAnyway(story);
    DeviceEvidence evidence = fleet.device.evidenceIn(fleet.history, story);
    operators::Founding founding = fleet.history.founding();
    founding.rules = {{.id = u"nobody"_s,
                       .version = 1,
                       .actions = {u"device.reactivate"_s},
                       .signers = {{.count = 1, .roles = {Role::Administrator}}}}};
    auto entry = require(log::GovernanceEntry::parse(fleet.history.governanceLeaves().front()));
    entry.fact = founding.toJson();
    entry.approvals.clear();
    const SampleHistory &people = fleet.history;
    for (const Person *const person : {&people.administrator1, &people.approver1, &people.administrator2,
                                       &people.approver2, &people.reviewer1, &people.releaseManager1})
        entry.approvals.push_back(
            require(signing::Jws::sign(operators::foundingTyp, entry.fact, *person->key)).compact());
    evidence.governanceLeaves.front() = entry.toLeaf();
    QCOMPARE(fleet.outcome(evidence), u"wrong-deployment"_s);
    // Not even a device that was enrolled into such a deployment goes by it.
    evidence.deployment = founding.deploymentId();
    fleet.device.memory.deployment = founding.deploymentId();
    auto request = story.change.request;
    request.deployment = founding.deploymentId();
    evidence.change = fleet.history.sign(request, fleet.history.administrator1).jws.compact();
    QCOMPARE(fleet.outcome(evidence), u"below-floor"_s);
}

void HostileQuorumTest::cannotClaimALowerClass()
{
    HostileFleet fleet;
    fleet.suspend();
    Story story = fleet.askToReactivate();
    fleet.executeAnyway(story);
    DeviceEvidence evidence = fleet.device.evidenceIn(fleet.history, story);
    auto request = story.change.request;
    request.actionClass = changes::ActionClass::Reducing;
    evidence.change =
        require(signing::Jws::sign(changes::changeTyp, request.toJson(), *fleet.history.administrator1.key)).compact();
    QCOMPARE(fleet.outcome(evidence), u"wrong-class"_s);
}

void HostileQuorumTest::cannotCountByARuleThatWasNeverInForce()
{
    HostileFleet fleet;
    fleet.suspend();
    // A rule by which a reviewer would do, named by the execution and by nothing else.
    Story story = fleet.askToReactivate();
    fleet.history.decide(story, fleet.history.approve(story.change, fleet.history.reviewer1));
    fleet.executeAnyway(story, changes::RuleReference{.id = u"reviewers"_s, .version = 2});
    QCOMPARE(fleet.outcome(story), u"quorum-missing"_s);
    // The rule as an entry of the governance log that no people stand behind.
    DeviceEvidence evidence = fleet.device.evidenceIn(fleet.history, story);
    log::GovernanceEntry entry{
        .index = 1,
        .kind = u"rule.change"_s,
        .change = story.change.jws.compact(),
        .approvals = {},
        .fact = changes::GovernanceFact{.requestLoggedAt = 1, .approvalsLoggedAt = {}, .time = 1}.toJson(),
        .activity = fleet.history.activityHead()};
    evidence.governanceLeaves.push_back(entry.toLeaf());
    QCOMPARE(fleet.outcome(evidence), u"entry-mismatch"_s);
    entry.kind = u"device.reactivate"_s;
    evidence.governanceLeaves.back() = entry.toLeaf();
    QCOMPARE(fleet.outcome(evidence), u"quorum-missing"_s);
}

void HostileQuorumTest::cannotAdmitApproversOfItsOwn()
{
    // A stolen administrator admits an approver, and two invented persons approve that.
    HostileFleet fleet;
    fleet.suspend();
    const Person puppet = SampleHistory::makePerson({Role::Approver});
    const auto admission = fleet.history.sign(
        fleet.history.compose(fleet.history.administrator1, u"operator.admit"_s, {},
                              changes::AdmitOperatorParameters{
                                  .operatorId = puppet.id, .roles = puppet.roles, .keys = {puppet.key->publicKey()}}),
        fleet.history.administrator1);
    log::GovernanceEntry entry{
        .index = 1,
        .kind = u"operator.admit"_s,
        .change = admission.jws.compact(),
        .approvals = {},
        .fact = changes::GovernanceFact{.requestLoggedAt = 1, .approvalsLoggedAt = {1, 1}, .time = fleet.history.now()}
                    .toJson(),
        .activity = fleet.history.activityHead()};
    for (const Person &person : {impostorOf(fleet.history.approver1), impostorOf(fleet.history.reviewer1)})
        entry.approvals.push_back(fleet.history.approve(admission, person).jws.compact());
    Story story = fleet.askToReactivate();
    fleet.history.decide(story, fleet.history.approve(story.change, puppet));
    fleet.executeAnyway(story);
    DeviceEvidence evidence = fleet.device.evidenceIn(fleet.history, story);
    evidence.governanceLeaves.push_back(entry.toLeaf());
    const auto command = device::checkCommand(evidence.toBytes(), fleet.device.memory, fleet.history.now());
    QCOMPARE(outcomeOf(command), u"unknown-key"_s);
    QVERIFY(command.error().where.startsWith("governance record 1"_L1));
}

void HostileQuorumTest::cannotLeaveOutARevocation()
{
    HostileFleet fleet;
    fleet.suspend();
    Story story = fleet.askToReactivate();
    fleet.history.decide(story, fleet.history.approve(story.change, fleet.history.approver1));
    const SampleHistory before = fleet.history;
    fleet.revokeKeyOf(fleet.history.approver1);
    // The approval does not count any more …
    Story late = story;
    fleet.executeAnyway(late);
    QCOMPARE(fleet.outcome(late), u"quorum-missing"_s);
    // … the genuine, shorter log does not reach to the execution …
    DeviceEvidence evidence = fleet.device.evidenceIn(fleet.history, late);
    evidence.governanceLeaves = before.governanceLeaves();
    evidence.governanceCheckpoint = before.governanceCheckpoint();
    QCOMPARE(fleet.outcome(evidence), u"evidence-incomplete"_s);
    // … the longer checkpoint does not fit it …
    evidence.governanceCheckpoint = fleet.history.governanceCheckpoint();
    QCOMPARE(outcomeOf(device::checkCommand(evidence.toBytes(), fleet.device.memory, fleet.history.now())),
             u"entry-mismatch"_s);

    // … and a second history, in which the revocation never was, is shorter than what the device has seen, …
    SampleHistory fork = before;
    Story hidden = story;
    fork.execute(hidden);
    fleet.device.memory.governance = fleet.history.governanceHead();
    evidence = fleet.device.evidenceIn(fork, hidden);
    QCOMPARE(fleet.outcome(evidence), u"log-rewound"_s);
    // … or, for a device that has seen nothing, has no witness who would sign it again.
    fleet.device.memory.governance = before.governanceHead();
    QCOMPARE(fleet.outcome(evidence, fork.now()), u"accepted"_s); // this is what the witness is needed for
    evidence.governanceCheckpoint = withoutWitnesses(evidence.governanceCheckpoint);
    QCOMPARE(fleet.outcome(evidence, fork.now()), u"cosignatures-missing"_s);
    evidence.governanceCheckpoint = before.governanceCheckpoint();
    QCOMPARE(fleet.outcome(evidence, before.now() + day), u"accepted"_s);
    QCOMPARE(fleet.outcome(evidence, before.now() + day + 1), u"cosignatures-stale"_s);
}

void HostileQuorumTest::cannotMoveAnExecutionBeforeARevocation()
{
    // The log is shown as it is, and the execution claims to have known less of it.
    HostileFleet fleet;
    fleet.suspend();
    Story story = fleet.askToReactivate();
    fleet.history.decide(story, fleet.history.approve(story.change, fleet.history.approver1));
    fleet.revokeKeyOf(fleet.history.approver1);
    fleet.executeAnyway(story, {}, 1);
    const auto command = fleet.device.check(fleet.history, story);
    QCOMPARE(outcomeOf(command), u"entry-mismatch"_s);
    QVERIFY(command.error().where.startsWith("evidence record 2"_L1));
}

ENIGM_TEST_MAIN(HostileQuorumTest)
#include "HostileQuorumTest.moc"

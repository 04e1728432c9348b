#include "contract/changes/Action.h"

#include "contract/changes/ChangeState.h"
#include "contract/changes/Quorum.h"
#include "tests/support/LogGuard.h"
#include "tests/support/history/SampleHistory.h"

#include <QTest>

#include <algorithm>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

using changes::ActionClass;
using changes::ChangeEvent;
using changes::ChangeState;
using operators::Role;
using operators::Rule;

/// Classes, floors and rules.
class ActionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theTableIsTheContracts();
    void everyDefaultReachesTheFloorOfItsClass();
    void unknownActionsAreUnknown();
    void rulesRaiseAndNeverLower();
    void aFoundingWithARuleBelowTheFloorIsRefused();
    void statesMoveByOneTable();
    void enoughPeopleMustRemain();
};

namespace {

Rule rule(const QString &action, std::vector<operators::SignerClause> signers)
{
    return {.id = u"a-rule"_s, .version = 1, .actions = {action}, .signers = std::move(signers)};
}

} // namespace

void ActionTest::theTableIsTheContracts()
{
    QStringList rows;
    for (const changes::Action &action : changes::allActions())
        rows << action.name + u' ' + word(action.actionClass) + u' ' + log::word(action.category);
    QCOMPARE(rows.join(u'\n'), u"change.cancel-all reducing administrative-change\n"
                               "device.admit raising device-lifecycle\n"
                               "device.deny reducing device-lifecycle\n"
                               "device.reactivate raising device-lifecycle\n"
                               "device.replace final device-lifecycle\n"
                               "device.restrict reducing device-lifecycle\n"
                               "device.retire final device-lifecycle\n"
                               "device.revoke final device-lifecycle\n"
                               "device.suspend reducing device-lifecycle\n"
                               "device.wipe final device-lifecycle\n"
                               "key.add governance signing-event\n"
                               "key.revoke governance signing-event\n"
                               "operator.admit governance administrative-change\n"
                               "witness.add governance signing-event\n"
                               "witness.remove governance signing-event\n"
                               "group.change raising administrative-change\n"
                               "device.resolve-handle raising administrative-change\n"
                               "attestation.set governance administrative-change\n"
                               "policy.publish raising administrative-change\n"
                               "policy.assign raising administrative-change\n"
                               "policy.rollback raising administrative-change\n"
                               "enforcement-point.enroll raising administrative-change\n"
                               "enforcement-point.revoke reducing administrative-change\n"
                               "release.sign-manifest raising signing-event\n"
                               "release.sign-production raising signing-event\n"
                               "rollout.start raising ota-outcome\n"
                               "rollout.resume raising ota-outcome\n"
                               "rollout.pause reducing ota-outcome\n"
                               "rollout.halt reducing ota-outcome\n"
                               "rollout.withdraw reducing ota-outcome\n"
                               "ota-key.set governance signing-event"_s);
    QCOMPARE(changes::ownKeyRevocation().actionClass, ActionClass::Reducing);
}

void ActionTest::everyDefaultReachesTheFloorOfItsClass()
{
    QCOMPARE(changes::approverFloor(ActionClass::Routine), 0);
    QCOMPARE(changes::approverFloor(ActionClass::Reducing), 0);
    QCOMPARE(changes::approverFloor(ActionClass::Raising), 1);
    QCOMPARE(changes::approverFloor(ActionClass::Final), 1);
    QCOMPARE(changes::approverFloor(ActionClass::Governance), 2);
    for (const changes::Action &action : changes::allActions()) {
        int people = 0;
        for (const operators::SignerClause &clause : action.signers)
            people += clause.count;
        QVERIFY(people >= changes::approverFloor(action.actionClass));
        QCOMPARE(changes::findAction(QString(action.name)), &action);
        QCOMPARE(changes::actionClassOf(word(action.actionClass)), std::optional(action.actionClass));
    }
}

void ActionTest::unknownActionsAreUnknown()
{
    for (const QString &name : {u"device.attest"_s, u"policy.draft"_s, u""_s, u"device"_s})
        QVERIFY(!changes::findAction(name));
}

void ActionTest::rulesRaiseAndNeverLower()
{
    using operators::Roles;
    const auto outcome = [](const Rule &each) { return outcomeOf(changes::checkRule(each)); };
    QCOMPARE(outcome(rule(u"device.revoke"_s, {{.count = 2, .roles = {Role::Approver}}})), u"accepted"_s);
    QCOMPARE(outcome(rule(u"device.revoke"_s, {{.count = 3, .roles = {Role::SecurityReviewer}}})), u"below-floor"_s);
    QCOMPARE(outcome(rule(u"device.suspend"_s, {{.count = 1, .roles = {Role::SecurityReviewer}}})), u"accepted"_s);
    QCOMPARE(outcome(rule(u"key.add"_s, {{.count = 1, .roles = {Role::Approver}}})), u"below-floor"_s);
    QCOMPARE(outcome(rule(u"key.add"_s,
                          {{.count = 1, .roles = {Role::Approver}}, {.count = 1, .roles = {Role::SecurityReviewer}}})),
             u"accepted"_s);
    QCOMPARE(outcome(rule(u"key.add"_s, {{.count = 2, .roles = {Role::ReleaseManager}}})), u"below-floor"_s);
    // P and R: neither two approvers nor two of either are as good.
    QCOMPARE(outcome(rule(u"device.resolve-handle"_s, {{.count = 2, .roles = {Role::Approver}}})), u"below-floor"_s);
    QCOMPARE(
        outcome(rule(u"device.resolve-handle"_s, {{.count = 2, .roles = {Role::Approver, Role::SecurityReviewer}}})),
        u"below-floor"_s);
    QCOMPARE(outcome(rule(u"device.resolve-handle"_s,
                          {{.count = 2, .roles = {Role::Approver}}, {.count = 1, .roles = {Role::SecurityReviewer}}})),
             u"accepted"_s);
    QCOMPARE(outcome(rule(u"policy.draft"_s, {{.count = 2, .roles = {Role::Approver}}})), u"unknown-action"_s);
}

void ActionTest::aFoundingWithARuleBelowTheFloorIsRefused()
{
    const SampleHistory history;
    operators::Founding founding = history.founding();
    founding.rules = {rule(u"device.revoke"_s, {{.count = 1, .roles = {Role::SecurityReviewer}}})};
    log::GovernanceEntry entry = require(log::GovernanceEntry::parse(history.governanceLeaves().front()));
    entry.fact = founding.toJson();
    entry.approvals.clear();
    for (const Person *const person : {&history.administrator1, &history.approver1, &history.administrator2,
                                       &history.approver2, &history.reviewer1, &history.releaseManager1})
        entry.approvals.push_back(
            require(signing::Jws::sign(operators::foundingTyp, entry.fact, *person->key)).compact());
    QCOMPARE(outcomeOf(changes::GovernanceReplay::begin(entry.toLeaf(), founding.deploymentId())), u"below-floor"_s);
    // Nor does a directory that came by such a rule make it count.
    const operators::Directory directory(founding);
    auto request =
        history.compose(history.administrator1, u"device.revoke"_s,
                        SampleHistory::inState(require(changes::TargetSet::make(SampleHistory::makeDevices(1))),
                                               fleet::DeviceState::Trusted));
    request.deployment = founding.deploymentId();
    const auto change = history.sign(request, history.administrator1);
    QCOMPARE(outcomeOf(changes::countQuorum(
                 {.directory = directory, .change = change, .requestLoggedAt = 1, .approvals = {}, .executedAt = 1})),
             u"below-floor"_s);
}

void ActionTest::statesMoveByOneTable()
{
    using enum ChangeEvent;
    const std::vector events{Submit, QuorumReached, QuorumLost, StartExecution, Complete, Reject,
                             Expire, Withdraw,      Fail};
    QStringList moves;
    for (const ChangeState from : changes::allChangeStates()) {
        QCOMPARE(changes::changeStateOf(word(from)), std::optional(from));
        bool hasMoves = false;
        for (const ChangeEvent event : events) {
            if (const auto to = changes::next(from, event)) {
                moves << word(from) + u'>' + word(*to);
                hasMoves = true;
            }
        }
        QCOMPARE(hasMoves, changes::isOpen(from) || from == ChangeState::Draft);
    }
    QCOMPARE(moves.join(u' '),
             u"draft>pending pending>approved pending>rejected pending>expired pending>withdrawn pending>failed "
             "approved>pending approved>executing approved>rejected approved>expired approved>withdrawn "
             "approved>failed executing>executed executing>failed"_s);
}

void ActionTest::enoughPeopleMustRemain()
{
    const SampleHistory history;
    operators::Directory directory = history.directory();
    QCOMPARE(outcomeOf(changes::checkNoDeadlock(directory)), u"accepted"_s);
    // Who cannot resolve handles for want of a reviewer can do without.
    operators::Directory unreviewed = directory;
    require(unreviewed.revokeKey(history.reviewer1.id, history.reviewer1.key->publicKey().thumbprint()));
    QCOMPARE(outcomeOf(changes::checkNoDeadlock(unreviewed)), u"accepted"_s);
    require(directory.revokeKey(history.approver1.id, history.approver1.key->publicKey().thumbprint()));
    QCOMPARE(outcomeOf(changes::checkNoDeadlock(directory)), u"accepted"_s);
    require(directory.revokeKey(history.approver2.id, history.approver2.key->publicKey().thumbprint()));
    QCOMPARE(outcomeOf(changes::checkNoDeadlock(directory)), u"would-deadlock"_s);
    const Person person = SampleHistory::makePerson({Role::Approver});
    require(directory.admitOperator(person.id, person.roles, {person.key->publicKey()}));
    QCOMPARE(outcomeOf(changes::checkNoDeadlock(directory)), u"accepted"_s);
    const SampleHistory two({.founders = 2});
    QCOMPARE(outcomeOf(changes::checkNoDeadlock(two.directory())), u"would-deadlock"_s);
}

ENIGM_TEST_MAIN(ActionTest)
#include "ActionTest.moc"

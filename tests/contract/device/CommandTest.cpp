#include "contract/device/Command.h"

#include "contract/log/SignedNote.h"
#include "tests/support/LogGuard.h"
#include "tests/support/history/SampleDevice.h"

#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

using changes::NoParameters;
using changes::ReactivateParameters;
using device::Command;
using fleet::DeviceState;

namespace {

constexpr qint64 day = 24 * 3600;

struct Admitted
{
    SampleHistory history;
    SampleDevice device;

    explicit Admitted(const SampleHistory::Options &options = {})
        : history(options)
        , device(history, 2)
    {
        device.admit(history);
    }

    SampleHistory::Story suspend()
    {
        return history.perform(history.administrator1, u"device.suspend"_s, device.targets(), NoParameters{}, {});
    }
    SampleHistory::Story reactivate(DeviceState to = DeviceState::Trusted)
    {
        return history.perform(history.administrator1, u"device.reactivate"_s, device.targets(),
                               ReactivateParameters{.to = to}, {history.approver1});
    }
    SampleHistory::Story final(const QString &action)
    {
        return history.perform(history.administrator1, action, device.targets(), NoParameters{}, {history.approver1});
    }
    void obey(const SampleHistory::Story &story) { (void)require(device.obey(history, story)); }
};

} // namespace

/// A device obeys what people have signed and the logs show, and keeps what it needs to judge the next command.
class CommandTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEnrolledDeviceIsAdmitted();
    void anEnrolledDeviceIsDenied();
    void aSuspensionNeedsNoApprover();
    void anApproverMaySuspendToo();
    void aRestrictedDeviceIsReactivated();
    void reactivationSaysWhereTo();
    void finalActsAreObeyed_data();
    void finalActsAreObeyed();
    void aWipeLeavesTheStateAsItIs_data();
    void aWipeLeavesTheStateAsItIs();
    void aWipeIsDoneOnce();
    void whatIsSoAlreadyIsAcknowledged();
    void aFinalActIsObeyedAfterALaterCommand();
    void aMissedSuspensionDoesNotStandInTheWay();
    void takingFromTheDeviceNeedsNoFreshWitness();
    void takingFromTheDeviceIsObeyedUnderAnOlderLog();
    void theMemoryKeepsTheLongestLogs();
    void aRuleMayAskForMore();
    void aNeighbourMayBeSkipped();
    void aSampleNeedsNoWitness();
};

void CommandTest::anEnrolledDeviceIsAdmitted()
{
    SampleHistory history;
    SampleDevice device(history);
    const auto story =
        history.perform(history.administrator1, u"device.admit"_s, device.all, NoParameters{}, {history.approver1});
    const auto command = require(device.check(history, story));
    QCOMPARE(command.kind, Command::Kind::TakeState);
    QCOMPARE(command.state, DeviceState::Trusted);
    QCOMPARE(command.action, u"device.admit"_s);
    QCOMPARE(command.change, story.change.request.id);
    QCOMPARE(command.digest, story.change.digest());
    QCOMPARE(command.execution, story.indexes.back());
    // Nothing was applied yet.
    QCOMPARE(device.memory.state, DeviceState::PendingEnrollment);
    QCOMPARE(command.memory.state, DeviceState::Trusted);
    QCOMPARE(command.memory.obeyed, std::optional(story.indexes.back()));
    QCOMPARE(command.memory.governance, std::optional(history.governanceHead()));
    QCOMPARE(command.memory.activity, std::optional(history.activityHead()));
    QCOMPARE(command.memory.wiped, std::nullopt);
}

void CommandTest::anEnrolledDeviceIsDenied()
{
    SampleHistory history;
    SampleDevice device(history);
    const auto story = history.perform(history.approver1, u"device.deny"_s, device.all, NoParameters{}, {});
    QCOMPARE(require(device.obey(history, story)).state, DeviceState::Retired);
}

void CommandTest::aSuspensionNeedsNoApprover()
{
    Admitted fleet;
    const auto command = require(fleet.device.obey(fleet.history, fleet.suspend()));
    QCOMPARE(command.kind, Command::Kind::TakeState);
    QCOMPARE(command.state, DeviceState::Suspended);
}

void CommandTest::anApproverMaySuspendToo()
{
    Admitted fleet;
    const auto story =
        fleet.history.perform(fleet.history.approver2, u"device.suspend"_s, fleet.device.targets(), NoParameters{}, {});
    QCOMPARE(require(fleet.device.obey(fleet.history, story)).state, DeviceState::Suspended);
}

void CommandTest::aRestrictedDeviceIsReactivated()
{
    Admitted fleet;
    const auto restriction = fleet.history.perform(fleet.history.administrator2, u"device.restrict"_s,
                                                   fleet.device.targets(), NoParameters{}, {});
    QCOMPARE(require(fleet.device.obey(fleet.history, restriction)).state, DeviceState::Restricted);
    const auto command = require(fleet.device.obey(fleet.history, fleet.reactivate()));
    QCOMPARE(command.kind, Command::Kind::TakeState);
    QCOMPARE(command.state, DeviceState::Trusted);
}

void CommandTest::reactivationSaysWhereTo()
{
    Admitted fleet;
    fleet.obey(fleet.suspend());
    QCOMPARE(require(fleet.device.obey(fleet.history, fleet.reactivate(DeviceState::Restricted))).state,
             DeviceState::Restricted);
}

void CommandTest::finalActsAreObeyed_data()
{
    QTest::addColumn<QString>("action");
    QTest::addColumn<DeviceState>("state");
    QTest::newRow("revoke") << u"device.revoke"_s << DeviceState::Revoked;
    QTest::newRow("replace") << u"device.replace"_s << DeviceState::Replaced;
    QTest::newRow("retire") << u"device.retire"_s << DeviceState::Retired;
}

void CommandTest::finalActsAreObeyed()
{
    QFETCH(const QString, action);
    QFETCH(const DeviceState, state);
    Admitted fleet;
    const auto command = require(fleet.device.obey(fleet.history, fleet.final(action)));
    QCOMPARE(command.kind, Command::Kind::TakeState);
    QCOMPARE(command.state, state);
    QVERIFY(fleet::isFinal(fleet.device.memory.state));
}

void CommandTest::aWipeLeavesTheStateAsItIs_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<DeviceState>("state");
    QTest::newRow("trusted") << QString() << DeviceState::Trusted;
    QTest::newRow("restricted") << u"device.restrict"_s << DeviceState::Restricted;
    QTest::newRow("suspended") << u"device.suspend"_s << DeviceState::Suspended;
    QTest::newRow("revoked") << u"device.revoke"_s << DeviceState::Revoked;
}

void CommandTest::aWipeLeavesTheStateAsItIs()
{
    QFETCH(const QString, before);
    QFETCH(const DeviceState, state);
    Admitted fleet;
    if (before == "device.revoke"_L1)
        fleet.obey(fleet.final(before));
    else if (!before.isEmpty())
        fleet.obey(
            fleet.history.perform(fleet.history.administrator1, before, fleet.device.targets(), NoParameters{}, {}));
    const auto story = fleet.final(u"device.wipe"_s);
    const auto command = require(fleet.device.obey(fleet.history, story));
    QCOMPARE(command.kind, Command::Kind::Wipe);
    QCOMPARE(command.state, state);
    QCOMPARE(fleet.device.memory.state, state);
    QCOMPARE(fleet.device.memory.wiped, std::optional(story.indexes.back()));
}

void CommandTest::aWipeIsDoneOnce()
{
    Admitted fleet;
    const auto first = fleet.final(u"device.wipe"_s);
    fleet.obey(first);
    const auto second = fleet.final(u"device.wipe"_s);
    QCOMPARE(require(fleet.device.check(fleet.history, first)).kind, Command::Kind::Nothing);
    QCOMPARE(require(fleet.device.obey(fleet.history, second)).kind, Command::Kind::Wipe);
    // Whichever comes again, in whatever order.
    QCOMPARE(require(fleet.device.check(fleet.history, second)).kind, Command::Kind::Nothing);
    const auto again = require(fleet.device.check(fleet.history, first));
    QCOMPARE(again.kind, Command::Kind::Nothing);
    QCOMPARE(again.memory, fleet.device.memory);
}

void CommandTest::whatIsSoAlreadyIsAcknowledged()
{
    Admitted fleet;
    const auto story = fleet.final(u"device.revoke"_s);
    fleet.obey(story);
    const auto again = require(fleet.device.check(fleet.history, story));
    QCOMPARE(again.kind, Command::Kind::Nothing);
    QCOMPARE(again.state, DeviceState::Revoked);
    QCOMPARE(again.memory, fleet.device.memory);
}

void CommandTest::aFinalActIsObeyedAfterALaterCommand()
{
    Admitted fleet;
    const auto wipe = fleet.final(u"device.wipe"_s);
    const auto suspension = fleet.suspend();
    fleet.obey(suspension);
    const auto command = require(fleet.device.obey(fleet.history, wipe));
    QCOMPARE(command.kind, Command::Kind::Wipe);
    QCOMPARE(fleet.device.memory.state, DeviceState::Suspended);
    QCOMPARE(fleet.device.memory.obeyed, std::optional(suspension.indexes.back()));
    QCOMPARE(fleet.device.memory.wiped, std::optional(wipe.indexes.back()));
}

void CommandTest::aMissedSuspensionDoesNotStandInTheWay()
{
    // The device was off until the time to obey the suspension was over.
    Admitted fleet;
    const auto suspension = fleet.suspend();
    fleet.history.advance(4 * day);
    QCOMPARE(outcomeOf(fleet.device.check(fleet.history, suspension)), u"change-expired"_s);
    const auto suspended = SampleHistory::inState(fleet.device.all, DeviceState::Suspended);
    const auto revocation = fleet.history.perform(fleet.history.administrator1, u"device.revoke"_s, suspended,
                                                  NoParameters{}, {fleet.history.approver1});
    QCOMPARE(require(fleet.device.check(fleet.history, revocation)).state, DeviceState::Revoked);
    const auto reactivation =
        fleet.history.perform(fleet.history.administrator1, u"device.reactivate"_s, suspended,
                              ReactivateParameters{.to = DeviceState::Trusted}, {fleet.history.approver1});
    QCOMPARE(require(fleet.device.obey(fleet.history, reactivation)).kind, Command::Kind::Nothing);
    QCOMPARE(fleet.device.memory.obeyed, std::optional(reactivation.indexes.back()));
}

void CommandTest::takingFromTheDeviceNeedsNoFreshWitness()
{
    Admitted fleet;
    const auto story = fleet.suspend();
    auto evidence = fleet.device.evidenceIn(fleet.history, story);
    const auto check = [&fleet](const device::DeviceEvidence &given, qint64 now) {
        return outcomeOf(device::checkCommand(given.toBytes(), fleet.device.memory, now));
    };
    QCOMPARE(check(evidence, fleet.history.now() + 2 * day), u"accepted"_s);
    for (QByteArray *const note : {&evidence.governanceCheckpoint, &evidence.activityCheckpoint}) {
        const auto parsed = require(log::SignedNote::parse(*note));
        *note = require(log::SignedNote::make(parsed.text(), {parsed.signatures().front()})).toBytes();
    }
    QCOMPARE(check(evidence, fleet.history.now()), u"accepted"_s);
}

void CommandTest::takingFromTheDeviceIsObeyedUnderAnOlderLog()
{
    Admitted fleet;
    const auto first = fleet.suspend();
    const SampleHistory then = fleet.history;
    const auto key = signing::PrivateKey::generate(signing::PublicKey::Kind::P256)->publicKey();
    fleet.history.perform(fleet.history.administrator1, u"key.add"_s, {},
                          changes::AddKeyParameters{.operatorId = fleet.history.approver1.id, .key = key},
                          {fleet.history.approver2, fleet.history.reviewer1});
    // It has seen the longer logs already, from wherever.
    fleet.device.memory.governance = fleet.history.governanceHead();
    fleet.device.memory.activity = fleet.history.activityHead();
    const device::DeviceMemory before = fleet.device.memory;
    QCOMPARE(require(fleet.device.obey(then, first)).state, DeviceState::Suspended);
    QCOMPARE(fleet.device.memory.governance, before.governance);
    QCOMPARE(fleet.device.memory.activity, before.activity);
}

void CommandTest::theMemoryKeepsTheLongestLogs()
{
    Admitted fleet;
    fleet.obey(fleet.suspend());
    const auto key = signing::PrivateKey::generate(signing::PublicKey::Kind::P256)->publicKey();
    fleet.history.perform(fleet.history.administrator1, u"key.add"_s, {},
                          changes::AddKeyParameters{.operatorId = fleet.history.approver1.id, .key = key},
                          {fleet.history.approver2, fleet.history.reviewer1});
    fleet.obey(fleet.reactivate());
    QCOMPARE(fleet.device.memory.governance, std::optional(fleet.history.governanceHead()));
    QCOMPARE(fleet.device.memory.governance->size, 2);
    QCOMPARE(fleet.device.memory.activity, std::optional(fleet.history.activityHead()));
}

void CommandTest::aRuleMayAskForMore()
{
    const operators::Rule rule{.id = u"two-approvers"_s,
                               .version = 1,
                               .actions = {u"device.revoke"_s},
                               .signers = {{.count = 2, .roles = {operators::Role::Approver}}}};
    Admitted fleet({.rules = {rule}});
    const auto story = fleet.history.perform(fleet.history.administrator1, u"device.revoke"_s, fleet.device.targets(),
                                             NoParameters{}, {fleet.history.approver1, fleet.history.approver2});
    QCOMPARE(require(fleet.device.check(fleet.history, story)).state, DeviceState::Revoked);
}

void CommandTest::aNeighbourMayBeSkipped()
{
    Admitted fleet;
    const auto targets = fleet.device.targets();
    auto request = fleet.history.compose(fleet.history.administrator1, u"device.revoke"_s, targets);
    request.targets.maxSkipped = 400;
    auto story = fleet.history.request(fleet.history.sign(request, fleet.history.administrator1), targets);
    fleet.history.decide(story, fleet.history.approve(story.change, fleet.history.approver1));
    fleet.history.execute(story, std::vector{DeviceState::Retired, DeviceState::Trusted, DeviceState::Trusted});
    QCOMPARE(require(fleet.device.check(fleet.history, story)).state, DeviceState::Revoked);
}

void CommandTest::aSampleNeedsNoWitness()
{
    Admitted fleet({.sample = true, .witnessThreshold = 0});
    auto evidence = fleet.device.evidenceIn(fleet.history, fleet.final(u"device.retire"_s));
    QCOMPARE(outcomeOf(device::checkCommand(evidence.toBytes(), fleet.device.memory, fleet.history.now() + 2 * day)),
             u"accepted"_s);
    // Where it asks for one, its own will do.
    Admitted asking({.sample = true, .standIns = true});
    QCOMPARE(outcomeOf(asking.device.check(asking.history, asking.final(u"device.retire"_s))), u"accepted"_s);
}

ENIGM_TEST_MAIN(CommandTest)
#include "CommandTest.moc"

#include "tests/contract/changes/AnyChange.h"

#include "contract/fleet/DeviceTransition.h"
#include "contract/fleet/HandleEpoch.h"

namespace enigm::test {

using namespace Qt::StringLiterals;
using changes::SignedChange;
using changes::TargetSet;
using fleet::DeviceState;
using operators::Role;

TargetSet oneDevice(DeviceState state)
{
    return SampleHistory::inState(require(TargetSet::make(SampleHistory::makeDevices(1))), state);
}

SignedChange keyRevocation(const SampleHistory &history, const Person &requester, const Person &owner)
{
    const changes::RevokeKeyParameters parameters{.operatorId = owner.id, .key = owner.key->publicKey().thumbprint()};
    return history.sign(history.compose(requester, u"key.revoke"_s, {}, parameters), requester);
}

ota::Manifest anyManifest(const SampleHistory &history)
{
    return {.deployment = history.directory().deploymentId(),
            .release = history.approver1.id,
            .version = u"2026.11.2"_s,
            .artifact = {.digest = QByteArray(32, 'a'), .length = 4096, .name = u"enigm.swu"_s},
            .builds = {u"enigm/one:16"_s},
            .rollbackIndex = 3,
            .securityPatch = 202'611,
            .notes = u"Mends what was broken."_s};
}

changes::StartRolloutParameters anyRollout(const SampleHistory &history)
{
    ota::RolloutPlan plan;
    plan.groups.push_back({.name = u"First"_s,
                           .share = ota::wholeShare,
                           .starts = history.now(),
                           .success = 900,
                           .errors = {.share = 50}});
    return {.rollout = history.approver2.id,
            .release = history.approver1.id,
            .manifest = anyManifest(history).digest(),
            .plan = std::move(plan)};
}

SignedChange anyChange(const SampleHistory &history, const Person &requester, const QString &action)
{
    if (action == fleet::wipeAction)
        return history.sign(history.compose(requester, action, oneDevice(fleet::DeviceState::Trusted)), requester);
    if (action == changes::resolveHandle)
        return history.sign(
            history.compose(requester, action, {},
                            changes::ResolveHandleParameters{
                                .audience = fleet::HandleAudience::Network,
                                .epoch = fleet::handleEpochAt(history.now()),
                                .handle = fleet::DeviceHandle::fromBytes(fleet::HandleAudience::Network, {1, 2, 3})}),
            requester);
    if (action.startsWith("device."_L1)) {
        const auto act = fleet::deviceActFromAction(action).value();
        const auto to = fleet::toStates(act).front();
        const TargetSet targets = oneDevice(fleet::fromStates(act, to).front());
        if (action == "device.reactivate"_L1)
            return history.sign(history.compose(requester, action, targets, changes::ReactivateParameters{.to = to}),
                                requester);
        return history.sign(history.compose(requester, action, targets), requester);
    }
    if (action == changes::groupChange)
        return history.sign(history.compose(requester, action, {},
                                            changes::ChangeGroupParameters::creating(history.approver1.id,
                                                                                     {.name = u"Field"_s, .rule = {}})),
                            requester);
    if (action == changes::policyPublish)
        return history.sign(
            history.compose(requester, action, {},
                            changes::PublishPolicyParameters{.version = {.policy = history.approver1.id,
                                                                         .version = 1,
                                                                         .document = {.name = u"Field"_s, .rules = {}}},
                                                             .replaces = {}}),
            requester);
    if (action == changes::policyAssign)
        return history.sign(history.compose(requester, action, {},
                                            changes::AssignPolicyParameters{.policy = history.approver1.id,
                                                                            .groups = {},
                                                                            .replaces = QByteArray(32, 'r')}),
                            requester);
    if (action == changes::policyRollback)
        return history.sign(history.compose(requester, action, {},
                                            changes::RollBackPolicyParameters{.policy = history.approver1.id,
                                                                              .version = 1,
                                                                              .digest = QByteArray(32, 'd'),
                                                                              .replaces = QByteArray(32, 'r')}),
                            requester);
    if (action == changes::pointEnroll)
        return history.sign(history.compose(requester, action, {},
                                            changes::EnrollPointParameters{.point = history.approver1.id,
                                                                           .name = u"Tor North"_s,
                                                                           .key = QByteArray(32, 'k')}),
                            requester);
    if (action == changes::pointRevoke)
        return history.sign(
            history.compose(requester, action, {}, changes::RevokePointParameters{.point = history.approver1.id}),
            requester);
    if (action == "operator.admit"_L1) {
        const Person person = SampleHistory::makePerson({Role::Approver});
        return history.sign(history.compose(requester, action, {},
                                            changes::AdmitOperatorParameters{.operatorId = person.id,
                                                                             .roles = person.roles,
                                                                             .keys = {person.key->publicKey()}}),
                            requester);
    }
    if (action == "key.add"_L1) {
        const auto key = signing::PrivateKey::generate(signing::PublicKey::Kind::P256)->publicKey();
        return history.sign(history.compose(requester, action, {},
                                            changes::AddKeyParameters{.operatorId = history.approver2.id, .key = key}),
                            requester);
    }
    if (action == "key.revoke"_L1) {
        const Person &owner = requester.id == history.approver2.id ? history.approver1 : history.approver2;
        return keyRevocation(history, requester, owner);
    }
    if (action == "witness.add"_L1) {
        const auto key = signing::PrivateKey::generate(signing::PublicKey::Kind::Ed25519)->publicKey();
        return history.sign(
            history.compose(requester, action, {},
                            changes::AddWitnessParameters{.witness = {.name = u"other.example"_s, .key = key}}),
            requester);
    }
    if (action == changes::releaseSignManifest)
        return history.sign(
            history.compose(requester, action, {}, changes::SignManifestParameters{.manifest = anyManifest(history)}),
            requester);
    if (action == changes::releaseSignProduction)
        return history.sign(history.compose(requester, action, {},
                                            changes::SignProductionParameters{.release = history.approver1.id,
                                                                              .manifest = anyManifest(history).digest(),
                                                                              .artifact = QByteArray(32, 'a'),
                                                                              .length = 4096}),
                            requester);
    if (action == changes::rolloutStart)
        return history.sign(history.compose(requester, action, {}, anyRollout(history)), requester);
    if (action == changes::rolloutResume)
        return history.sign(history.compose(requester, action, {},
                                            changes::ResumeRolloutParameters{.rollout = history.approver2.id,
                                                                             .standing = QByteArray(32, 's')}),
                            requester);
    if (action == changes::rolloutPause)
        return history.sign(
            history.compose(requester, action, {}, changes::PauseRolloutParameters{{history.approver2.id}}), requester);
    if (action == changes::rolloutHalt)
        return history.sign(
            history.compose(requester, action, {}, changes::HaltRolloutParameters{{history.approver2.id}}), requester);
    if (action == changes::rolloutWithdraw)
        return history.sign(
            history.compose(requester, action, {}, changes::WithdrawRolloutParameters{{history.approver2.id}}),
            requester);
    if (action == changes::updateKeysSet) {
        auto keys = history.directory().updateKeys();
        keys.production = {signing::PrivateKey::generate(signing::PublicKey::Kind::P256)->publicKey()};
        return history.sign(history.compose(requester, action, {}, changes::SetUpdateKeysParameters{.keys = keys}),
                            requester);
    }
    if (action == changes::attestationSet) {
        auto acceptance = history.directory().acceptance();
        ++acceptance.leastPatch;
        return history.sign(
            history.compose(requester, action, {}, changes::SetAttestationParameters{.acceptance = acceptance}),
            requester);
    }
    return history.sign(
        history.compose(requester, action, {}, changes::RemoveWitnessParameters{.name = u"witness.example/one"_s}),
        requester);
}

} // namespace enigm::test

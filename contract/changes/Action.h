#pragma once

#include "contract/log/ActivityEntry.h"
#include "contract/operators/Role.h"
#include "contract/operators/Rule.h"
#include "contract/problems/Problem.h"

#include <QLatin1StringView>
#include <QString>

#include <optional>
#include <span>
#include <vector>

namespace enigm::changes {

/// Classes of privileged acts; floors are code here, whatever the rules say (design section 4).
enum class ActionClass { Routine, Reducing, Raising, Final, Governance };

[[nodiscard]] QString word(ActionClass actionClass); ///< "routine", "reducing", "raising", "final", "governance"
[[nodiscard]] std::optional<ActionClass> actionClassOf(QStringView word);
/// Least number of approvers besides the requester: 0, 0, 1, 1, 2.
[[nodiscard]] int approverFloor(ActionClass actionClass);

/// What an act changes.
enum class Subject {
    Devices,    ///< its targets
    Changes,    ///< other changes that wait
    Governance, ///< the operator directory and what else the governance log holds
    Groups,     ///< a group of devices, which are its targets where it lists them; no device is told
    Policies,   ///< a version of a policy, or for whom it is; devices fetch what is in force and obey no command
    Points,     ///< the enforcement points of network paths
    Handles,    ///< nothing: who a handle belongs to is learned, and no device is named or told
    Releases,   ///< what the signing authorities may sign
    Rollouts,   ///< to whom a release is offered; devices are drawn by the plan, and none is named
};

/// One row of the table of `docs/contract.md`, "Actions". Only actions that this release can carry out, or a device can
/// check, are listed; every other word of the contract is refused as UnknownAction.
struct Action
{
    QLatin1StringView name; ///< "device.revoke"
    ActionClass actionClass;
    operators::Roles mayAsk;
    bool founderMayAsk;
    std::vector<operators::SignerClause> signers; ///< default sign-off beside the floor
    log::Category category;                       ///< of its log entries
    log::Resource resource;
    Subject subject;
    bool isObeyed = false; ///< devices obey it, so that obey_by is required, which is null for every other act
};

/// Ends every change that waits, but for those of governance (design section 4).
inline constexpr auto cancelAll = QLatin1StringView("change.cancel-all");

/// Creates, changes or removes one group of devices.
inline constexpr auto groupChange = QLatin1StringView("group.change");

/// Puts the next version of a policy in force, for whom it is assigned to.
inline constexpr auto policyPublish = QLatin1StringView("policy.publish");
/// Says for whom a policy is.
inline constexpr auto policyAssign = QLatin1StringView("policy.assign");
/// Puts a version in force that was before.
inline constexpr auto policyRollback = QLatin1StringView("policy.rollback");

/// Lets who holds a key ask who may use a network path, and ends that.
inline constexpr auto pointEnroll = QLatin1StringView("enforcement-point.enroll");
inline constexpr auto pointRevoke = QLatin1StringView("enforcement-point.revoke");

/// Lets the manifest authority sign what a release is, and the production authority its artifact.
inline constexpr auto releaseSignManifest = QLatin1StringView("release.sign-manifest");
inline constexpr auto releaseSignProduction = QLatin1StringView("release.sign-production");

/// Offers a release to devices by a plan, goes on with it, or stops it.
inline constexpr auto rolloutStart = QLatin1StringView("rollout.start");
inline constexpr auto rolloutResume = QLatin1StringView("rollout.resume");
inline constexpr auto rolloutPause = QLatin1StringView("rollout.pause");
inline constexpr auto rolloutHalt = QLatin1StringView("rollout.halt");
inline constexpr auto rolloutWithdraw = QLatin1StringView("rollout.withdraw");

/// Puts other keys of the signing authorities, and another root of the update repository, in the place of those that
/// are in force.
inline constexpr auto updateKeysSet = QLatin1StringView("ota-key.set");

/// Tells by which handle consoles know the device that network or intelligence knew by another.
inline constexpr auto resolveHandle = QLatin1StringView("device.resolve-handle");

/// Puts another acceptance in the place of the one that attestations are judged by.
inline constexpr auto attestationSet = QLatin1StringView("attestation.set");

[[nodiscard]] std::span<const Action> allActions();
/// By name; for key.revoke the row of a foreign key. actionOf (ChangeRequest.h) tells the row of a request.
[[nodiscard]] const Action *findAction(QStringView name);
/// key.revoke of one's own key: reducing, asked by its owner, signed by nobody else; rules do not reach it.
[[nodiscard]] const Action &ownKeyRevocation();

/// Whether whoever satisfies the first clauses satisfies the second too.
[[nodiscard]] bool covers(const std::vector<operators::SignerClause> &asked,
                          const std::vector<operators::SignerClause> &least);

/// Refuses (BelowFloor) a rule that asks less than the default or floor of one of its actions, (UnknownAction) one that
/// names an action that is unknown.
[[nodiscard]] Expected<void> checkRule(const operators::Rule &rule);

} // namespace enigm::changes

#include "contract/changes/Action.h"

#include "contract/changes/Matching.h"
#include "contract/fleet/DeviceTransition.h"

#include <QLatin1StringView>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace enigm::changes {

namespace {

using enum operators::Role;
using operators::Roles;
using operators::SignerClause;

struct ClassRow
{
    ActionClass actionClass;
    QLatin1StringView word;
    int approverFloor;
};

constexpr std::array classRows{
    ClassRow{ActionClass::Routine, "routine"_L1, 0},       ClassRow{ActionClass::Reducing, "reducing"_L1, 0},
    ClassRow{ActionClass::Raising, "raising"_L1, 1},       ClassRow{ActionClass::Final, "final"_L1, 1},
    ClassRow{ActionClass::Governance, "governance"_L1, 2},
};

constexpr SignerClause oneApprover{.count = 1, .roles = {Approver}};

Action deviceAction(QLatin1StringView name, ActionClass actionClass, Roles mayAsk)
{
    return {.name = name,
            .actionClass = actionClass,
            .mayAsk = mayAsk,
            .founderMayAsk = false,
            .signers = approverFloor(actionClass) == 0 ? std::vector<SignerClause>{} : std::vector{oneApprover},
            .category = log::Category::DeviceLifecycle,
            .resource = log::Resource::Device,
            .subject = Subject::Devices,
            .isObeyed = true};
}

Action governanceAction(QLatin1StringView name, log::Category category, log::Resource resource)
{
    return {.name = name,
            .actionClass = ActionClass::Governance,
            .mayAsk = {Administrator, SecurityReviewer},
            .founderMayAsk = true,
            .signers = {{.count = 2, .roles = {Administrator, Approver, SecurityReviewer}}},
            .category = category,
            .resource = resource,
            .subject = Subject::Governance};
}

/// Ends every change that waits, but for those of governance: one act, by anybody, against a stolen account.
Action makeCancelAll()
{
    return {.name = changes::cancelAll,
            .actionClass = ActionClass::Reducing,
            .mayAsk = {Administrator, Approver, SecurityReviewer, ReleaseManager},
            .founderMayAsk = false,
            .signers = {},
            .category = log::Category::AdministrativeChange,
            .resource = log::Resource::Device,
            .subject = Subject::Changes};
}

/// What devices may do hangs on it, so that it raises risk though no device is told.
Action raisingAction(QLatin1StringView name, log::Resource resource, Subject subject)
{
    return {.name = name,
            .actionClass = ActionClass::Raising,
            .mayAsk = {Administrator},
            .founderMayAsk = false,
            .signers = {oneApprover},
            .category = log::Category::AdministrativeChange,
            .resource = resource,
            .subject = subject};
}

/// A gateway that is in the wrong hands is shut out by whoever notices first.
Action makeRevokePoint()
{
    Action action = raisingAction(pointRevoke, log::Resource::EnforcementPoint, Subject::Points);
    action.actionClass = ActionClass::Reducing;
    action.signers.clear();
    return action;
}

/// Who links what a gateway or a detector saw with a device does so before the eyes of an approver and a reviewer.
Action makeResolveHandle()
{
    return {.name = resolveHandle,
            .actionClass = ActionClass::Raising,
            .mayAsk = {Administrator, SecurityReviewer},
            .founderMayAsk = false,
            .signers = {oneApprover, {.count = 1, .roles = {SecurityReviewer}}},
            .category = log::Category::AdministrativeChange,
            .resource = log::Resource::Device,
            .subject = Subject::Handles};
}

/// Release managers ask, and somebody else signs off: an update that one person can push is a wipe with another name.
Action releaseAction(QLatin1StringView name, log::Category category, log::Resource resource, Subject subject)
{
    Action action = raisingAction(name, resource, subject);
    action.mayAsk = {ReleaseManager};
    action.category = category;
    return action;
}

Action makeStartRollout()
{
    Action action = releaseAction(rolloutStart, log::Category::OtaOutcome, log::Resource::Rollout, Subject::Rollouts);
    action.isObeyed = true;
    return action;
}

/// Whoever sees that an update does harm stops it.
Action makeStopRollout(QLatin1StringView name)
{
    Action action = releaseAction(name, log::Category::OtaOutcome, log::Resource::Rollout, Subject::Rollouts);
    action.actionClass = ActionClass::Reducing;
    action.mayAsk = {Administrator, Approver, SecurityReviewer, ReleaseManager};
    action.signers.clear();
    return action;
}

const std::vector<Action> &table()
{
    using log::Category;
    using log::Resource;
    static const std::vector<Action> rows{
        makeCancelAll(),
        deviceAction("device.admit"_L1, ActionClass::Raising, {Administrator}),
        deviceAction("device.deny"_L1, ActionClass::Reducing, {Administrator, Approver}),
        deviceAction("device.reactivate"_L1, ActionClass::Raising, {Administrator}),
        deviceAction("device.replace"_L1, ActionClass::Final, {Administrator}),
        deviceAction("device.restrict"_L1, ActionClass::Reducing, {Administrator, Approver}),
        deviceAction("device.retire"_L1, ActionClass::Final, {Administrator}),
        deviceAction("device.revoke"_L1, ActionClass::Final, {Administrator}),
        deviceAction("device.suspend"_L1, ActionClass::Reducing, {Administrator, Approver}),
        deviceAction(fleet::wipeAction, ActionClass::Final, {Administrator}),
        governanceAction("key.add"_L1, Category::SigningEvent, Resource::Key),
        governanceAction("key.revoke"_L1, Category::SigningEvent, Resource::Key),
        governanceAction("operator.admit"_L1, Category::AdministrativeChange, Resource::Operator),
        governanceAction("witness.add"_L1, Category::SigningEvent, Resource::Log),
        governanceAction("witness.remove"_L1, Category::SigningEvent, Resource::Log),
        raisingAction(groupChange, Resource::DeviceGroup, Subject::Groups),
        makeResolveHandle(),
        governanceAction(attestationSet, Category::AdministrativeChange, Resource::Device),
        raisingAction(policyPublish, Resource::Policy, Subject::Policies),
        raisingAction(policyAssign, Resource::Policy, Subject::Policies),
        raisingAction(policyRollback, Resource::Policy, Subject::Policies),
        raisingAction(pointEnroll, Resource::EnforcementPoint, Subject::Points),
        makeRevokePoint(),
        releaseAction(releaseSignManifest, Category::SigningEvent, Resource::Release, Subject::Releases),
        releaseAction(releaseSignProduction, Category::SigningEvent, Resource::Release, Subject::Releases),
        makeStartRollout(),
        releaseAction(rolloutResume, Category::OtaOutcome, Resource::Rollout, Subject::Rollouts),
        makeStopRollout(rolloutPause),
        makeStopRollout(rolloutHalt),
        makeStopRollout(rolloutWithdraw),
        governanceAction(updateKeysSet, Category::SigningEvent, Resource::Key),
    };
    return rows;
}

/// One set of roles a person who is asked for.
std::vector<Roles> unitsOf(const std::vector<SignerClause> &clauses)
{
    std::vector<Roles> units;
    for (const SignerClause &clause : clauses)
        units.insert(units.end(), static_cast<std::size_t>(clause.count), clause.roles);
    return units;
}

} // namespace

QString word(ActionClass actionClass)
{
    return classRows[static_cast<std::size_t>(actionClass)].word;
}

std::optional<ActionClass> actionClassOf(QStringView word)
{
    const auto row =
        std::ranges::find_if(classRows, [word](const ClassRow &candidate) { return candidate.word == word; });
    return row == classRows.end() ? std::nullopt : std::optional(row->actionClass);
}

int approverFloor(ActionClass actionClass)
{
    return classRows[static_cast<std::size_t>(actionClass)].approverFloor;
}

std::span<const Action> allActions()
{
    return table();
}

const Action *findAction(QStringView name)
{
    const auto row = std::ranges::find_if(table(), [name](const Action &action) { return action.name == name; });
    return row == table().end() ? nullptr : &*row;
}

const Action &ownKeyRevocation()
{
    static const Action row = [] {
        Action own = *findAction(u"key.revoke");
        own.actionClass = ActionClass::Reducing;
        own.mayAsk = {Administrator, Approver, SecurityReviewer, ReleaseManager};
        own.founderMayAsk = false;
        own.signers.clear();
        return own;
    }();
    return row;
}

bool covers(const std::vector<SignerClause> &asked, const std::vector<SignerClause> &least)
{
    const std::vector<Roles> offered = unitsOf(asked);
    const std::vector<Roles> needed = unitsOf(least);
    Matching matching(needed.size(), offered.size());
    for (std::size_t i = 0; i < needed.size(); ++i) {
        for (std::size_t j = 0; j < offered.size(); ++j) {
            if (offered[j].isSubsetOf(needed[i]))
                matching.connect(i, j);
        }
    }
    std::size_t matched = 0;
    for (std::size_t i = 0; i < needed.size(); ++i)
        matched += matching.augment(i) ? 1U : 0U;
    return matched == needed.size();
}

Expected<void> checkRule(const operators::Rule &rule)
{
    const std::size_t people = unitsOf(rule.signers).size();
    for (const QString &name : rule.actions) {
        const Action *const action = findAction(name);
        if (!action)
            return refuse(ProblemType::UnknownAction, u"The rule %1 names an action that is not known."_s.arg(rule.id));
        if (people < static_cast<std::size_t>(approverFloor(action->actionClass)) ||
            !covers(rule.signers, action->signers))
            return refuse(ProblemType::BelowFloor,
                          u"The rule %1 asks less than %2 needs at least."_s.arg(rule.id, name));
    }
    return {};
}

} // namespace enigm::changes

#include "contract/changes/DeviceLimit.h"

#include "contract/changes/Action.h"
#include "contract/fleet/DeviceTransition.h"

#include <algorithm>

namespace enigm::changes {

namespace {

using operators::Role;
using operators::Roles;
using operators::SignerClause;

constexpr Role asked = Role::Approver;

std::optional<DeviceLimit::Kind> kindOf(const Action &action)
{
    if (action.name == fleet::toAction(fleet::DeviceAct::Suspend))
        return DeviceLimit::Kind::Suspension;
    if (action.actionClass == ActionClass::Final && action.subject == Subject::Devices)
        return DeviceLimit::Kind::Brake;
    return std::nullopt;
}

} // namespace

int DeviceLimit::approvers() const
{
    return kind == Kind::Brake ? 2 : 1;
}

void DeviceLimit::raise(std::vector<SignerClause> &clauses) const
{
    int missing = approvers();
    for (const SignerClause &clause : clauses) {
        if (clause.roles == Roles{asked})
            missing -= clause.count;
    }
    if (missing <= 0)
        return;
    const auto same = std::ranges::find(clauses, Roles{asked}, &SignerClause::roles);
    if (same == clauses.end())
        clauses.push_back({.count = missing, .roles = {asked}});
    else
        same->count += missing;
}

std::optional<DeviceLimit> limitOn(const operators::Founding &founding, const ChangeRequest &request)
{
    const Action *const action = findAction(request.action);
    const auto kind = action ? kindOf(*action) : std::nullopt;
    if (!kind)
        return std::nullopt;
    return DeviceLimit{.kind = *kind,
                       .budget = *kind == DeviceLimit::Kind::Brake ? founding.brake : founding.suspension};
}

QStringList limitedActions(DeviceLimit::Kind kind)
{
    QStringList names;
    for (const Action &action : allActions()) {
        if (kindOf(action) == kind)
            names.append(action.name);
    }
    return names;
}

} // namespace enigm::changes

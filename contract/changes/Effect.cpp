#include "contract/changes/Effect.h"

#include "contract/changes/Action.h"
#include "contract/changes/Parameters.h"
#include "contract/fleet/DeviceTransition.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::changes {

namespace {

/// Whether the targets are only named, and neither moved nor told anything: those of a group.
bool movesNothing(const ChangeRequest &request)
{
    const Action *const action = findAction(request.action);
    return action && action->subject == Subject::Groups;
}

/// Where a request moves devices; nothing for an act without devices.
class Mover
{
public:
    explicit Mover(const ChangeRequest &request)
        : m_action(request.action)
    {
        const auto parameters = parametersOf(request);
        if (!parameters)
            return;
        if (const auto *const reactivate = std::get_if<ReactivateParameters>(&*parameters))
            m_to = reactivate->to;
    }

    [[nodiscard]] std::optional<fleet::DeviceState> next(fleet::DeviceState from) const
    {
        return fleet::stateAfter(m_action, from, m_to);
    }

private:
    QString m_action;
    std::optional<fleet::DeviceState> m_to;
};

Expected<void> checkList(const ChangeRequest &request, const TargetSet &targets)
{
    if (targets.leaves().size() != static_cast<std::size_t>(request.targets.count) ||
        targets.root() != request.targets.root)
        return refuse(ProblemType::TargetMismatch, u"The target list is not the one that was signed."_s);
    return {};
}

bool isSignedFrom(const ChangeRequest &request, fleet::DeviceState state)
{
    return std::ranges::find(request.targets.from, state) != request.targets.from.end();
}

void count(std::vector<StateShift> &shifts, fleet::DeviceState from, fleet::DeviceState to)
{
    const auto shift = std::ranges::find(shifts, from, &StateShift::from);
    if (shift == shifts.end())
        shifts.push_back({.from = from, .to = to, .count = 1});
    else
        ++shift->count;
}

} // namespace

Expected<Effect> effectOf(const ChangeRequest &request, const TargetSet &targets)
{
    if (auto same = checkList(request, targets); !same)
        return std::unexpected(same.error());
    const bool isNamedOnly = movesNothing(request);
    const Mover mover(request);
    Effect effect{.action = request.action,
                  .count = request.targets.count,
                  .shifts = {},
                  .isFinal = request.actionClass == ActionClass::Final};
    for (const TargetLeaf &leaf : targets.leaves()) {
        if (!isSignedFrom(request, leaf.state))
            return refuse(ProblemType::TargetMismatch, u"A target was not in one of the signed from-states."_s,
                          leaf.handle.text());
        if (isNamedOnly)
            continue;
        const auto to = mover.next(leaf.state);
        if (!to)
            return refuse(ProblemType::TargetState, u"The state of a target does not allow the act."_s,
                          leaf.handle.text());
        count(effect.shifts, leaf.state, *to);
        effect.isFinal = effect.isFinal || fleet::isFinal(*to);
    }
    std::ranges::sort(effect.shifts, {}, &StateShift::from);
    return effect;
}

std::vector<fleet::DeviceHandle> appliedHandles(const Application &application)
{
    std::vector<fleet::DeviceHandle> handles;
    handles.reserve(application.applied.size());
    for (const AppliedTarget &target : application.applied)
        handles.push_back(target.handle);
    return handles;
}

Expected<Application> applyTo(const ChangeRequest &request, const TargetSet &targets,
                              const std::vector<fleet::DeviceState> &statesNow)
{
    if (auto same = checkList(request, targets); !same)
        return std::unexpected(same.error());
    if (movesNothing(request))
        return Application();
    if (statesNow.size() != targets.leaves().size())
        return refuse(ProblemType::TargetMismatch, u"Not every target's state is known."_s);
    const Mover mover(request);
    Application application;
    for (std::size_t i = 0; i < statesNow.size(); ++i) {
        const fleet::DeviceHandle &handle = targets.leaves()[i].handle;
        const auto to = mover.next(statesNow[i]);
        if (to && isSignedFrom(request, statesNow[i]))
            application.applied.push_back({.handle = handle, .from = statesNow[i], .to = *to});
        else
            application.skipped.push_back({.handle = handle, .state = statesNow[i]});
    }
    const auto skipped = static_cast<qint64>(application.skipped.size());
    if (skipped * 1000 > request.targets.maxSkipped * request.targets.count)
        return refuse(ProblemType::Drifted,
                      u"%1 of %2 targets have left the states that were signed; ask again."_s.arg(skipped).arg(
                          request.targets.count));
    return application;
}

} // namespace enigm::changes

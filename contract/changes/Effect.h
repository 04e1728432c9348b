#pragma once

#include "contract/changes/ChangeRequest.h"
#include "contract/changes/TargetSet.h"
#include "contract/fleet/DeviceState.h"
#include "contract/problems/Problem.h"

#include <vector>

namespace enigm::changes {

/// "10 Trusted -> Revoked". A wipe leads where it leads from.
struct StateShift
{
    fleet::DeviceState from = fleet::DeviceState::PendingEnrollment;
    fleet::DeviceState to = fleet::DeviceState::PendingEnrollment;
    qint64 count = 0;
};

/// What will happen if a change is executed, recomputed from its signed bytes and the verified target list.
struct Effect
{
    QString action;
    qint64 count = 0;
    std::vector<StateShift> shifts; ///< by from-state; none where devices are named and not moved
    bool isFinal = false;           ///< cannot be undone
};

/// Refuses TargetMismatch where the list is not the one that was signed (count, root, from-states), TargetState where a
/// target's state does not allow the act.
[[nodiscard]] Expected<Effect> effectOf(const ChangeRequest &request, const TargetSet &targets);

/// One device at execution: moved, or skipped because it left the signed from-states.
struct AppliedTarget
{
    fleet::DeviceHandle handle;
    fleet::DeviceState from = fleet::DeviceState::PendingEnrollment;
    fleet::DeviceState to = fleet::DeviceState::PendingEnrollment;
    friend bool operator==(const AppliedTarget &, const AppliedTarget &) = default;
};
struct SkippedTarget
{
    fleet::DeviceHandle handle;
    fleet::DeviceState state = fleet::DeviceState::PendingEnrollment;
    friend bool operator==(const SkippedTarget &, const SkippedTarget &) = default;
};
struct Application
{
    std::vector<AppliedTarget> applied;
    std::vector<SkippedTarget> skipped;
    friend bool operator==(const Application &, const Application &) = default;
};
/// The devices that move, in the order of the targets.
[[nodiscard]] std::vector<fleet::DeviceHandle> appliedHandles(const Application &application);
/// Execution never adds: which targets move, given their states now (in the order of `targets`). Refuses Drifted past
/// the signed share of skips. The devices of a group are neither moved nor skipped, whatever their states.
[[nodiscard]] Expected<Application> applyTo(const ChangeRequest &request, const TargetSet &targets,
                                            const std::vector<fleet::DeviceState> &statesNow);

} // namespace enigm::changes

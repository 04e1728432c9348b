#pragma once

#include "contract/problems/Problem.h"
#include "control-plane/ota/PopulationFreezer.h"
#include "control-plane/ota/StoredRollout.h"

#include <stop_token>

namespace enigm::controlplane::ota {

/// What rollouts do as time passes: their populations are written down, groups open, soak and complete, devices that
/// were silent for too long fail. On one thread at a time that may wait, and never the writer's.
class RolloutClock
{
public:
    using Parts = PopulationFreezer::Parts;

    /// Borrows all parts.
    explicit RolloutClock(Parts parts);

    /// Everything that is due. What fails is due again at the next tick; the first problem is answered. Cancelled.
    [[nodiscard]] Expected<void> tick(const std::stop_token &stop);

private:
    [[nodiscard]] Expected<void> advance(const store::RolloutRow &row);
    [[nodiscard]] Expected<void> sweep(const store::RolloutRow &row, const std::stop_token &stop);
    [[nodiscard]] Expected<void> sweepGroup(const StoredRollout &rollout, const store::RolloutGroupRow &group,
                                            const std::stop_token &stop);
    [[nodiscard]] Expected<void> failSilent(const QString &rollout,
                                            const std::vector<store::RolloutDeviceRow> &devices);

    Parts m_parts;
    PopulationFreezer m_freezer;
};

} // namespace enigm::controlplane::ota

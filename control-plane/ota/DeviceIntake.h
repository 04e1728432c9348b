#pragma once

#include "contract/problems/Problem.h"
#include "control-plane/ota/DeviceCourse.h"
#include "control-plane/ota/RolloutJournal.h"

namespace enigm::controlplane::ota {

/// Takes what is heard of devices of one rollout: their rows and the counts of their groups, in one transaction. In
/// jobs only.
class DeviceIntake
{
public:
    /// Borrows both for the duration of a job.
    DeviceIntake(RolloutJournal &journal, StoredRollout &rollout)
        : m_journal(journal)
        , m_rollout(rollout)
    {}

    /// Whether that changed anything; then `device` is as it is now.
    [[nodiscard]] Expected<bool> hear(store::RolloutDeviceRow &device, const Heard &heard);
    /// The device has let go of what it was offered, as it was told: it is offered the update again if the rollout goes
    /// on.
    [[nodiscard]] Expected<bool> letGo(store::RolloutDeviceRow &device);

private:
    [[nodiscard]] Expected<void> move(store::RolloutDeviceRow &device, const DeviceCourse &next);

    RolloutJournal &m_journal;
    StoredRollout &m_rollout;
};

[[nodiscard]] DeviceCourse courseOf(const store::RolloutDeviceRow &device);

} // namespace enigm::controlplane::ota

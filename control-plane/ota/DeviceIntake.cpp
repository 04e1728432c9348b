#include "control-plane/ota/DeviceIntake.h"

namespace enigm::controlplane::ota {

using enigm::ota::RolloutState;
using enigm::ota::UpdateState;

DeviceCourse courseOf(const store::RolloutDeviceRow &device)
{
    return {.state = device.state, .since = device.since, .attempts = device.attempts, .failure = device.failure};
}

Expected<bool> DeviceIntake::hear(store::RolloutDeviceRow &device, const Heard &heard)
{
    const auto next = after(courseOf(device), heard, m_rollout.plan.retry, m_journal.now());
    if (!next)
        return false;
    if (auto done = move(device, *next); !done)
        return std::unexpected(done.error());
    return true;
}

Expected<bool> DeviceIntake::letGo(store::RolloutDeviceRow &device)
{
    const bool isForGood = m_rollout.row.state == RolloutState::Withdrawn;
    const bool isStopped =
        isForGood || m_rollout.row.state == RolloutState::Paused || m_rollout.row.state == RolloutState::Halted;
    const bool isUnderWay = device.state >= UpdateState::Offered && device.state <= UpdateState::Verified;
    if (!isStopped || !isUnderWay)
        return false;
    DeviceCourse next = courseOf(device);
    next.state = isForGood ? UpdateState::Withdrawn : UpdateState::Waiting;
    next.since = m_journal.now();
    if (auto done = move(device, next); !done)
        return std::unexpected(done.error());
    return true;
}

Expected<void> DeviceIntake::move(store::RolloutDeviceRow &device, const DeviceCourse &next)
{
    store::RolloutStore &rollouts = m_journal.store().rollouts;
    const UpdateState from = device.state;
    const qint64 since = device.since;
    const auto failedFor = device.failure;
    device.state = next.state;
    device.since = next.since;
    device.attempts = next.attempts;
    device.failure = next.failure;
    if (auto done = m_journal.store().rolloutDevices.update(device); !done)
        return done;
    if (from == device.state)
        return {};
    store::RolloutGroupRow &group = m_rollout.groups[static_cast<std::size_t>(device.place)];
    --group.counts.of(from);
    ++group.counts.of(device.state);
    const qint64 cursor = m_journal.sequencer().nextCursor();
    if (auto done = rollouts.moveCount(device.rollout, device.place, from, device.state, cursor); !done)
        return done;
    // What people have accepted, they accepted of this device as it was then: what it does now counts again.
    if (from == UpdateState::Failed && since <= m_rollout.row.resumedAt && group.forgiven > 0) {
        --group.forgiven;
        if (auto done = rollouts.update(group); !done)
            return done;
    }
    // Silence ends where something is heard.
    if (from == UpdateState::Failed && failedFor) {
        if (auto done = rollouts.addFailures(device.rollout, *failedFor, -1); !done)
            return done;
    }
    if (device.state == UpdateState::Failed && device.failure)
        return rollouts.addFailures(device.rollout, *device.failure, 1);
    return {};
}

} // namespace enigm::controlplane::ota

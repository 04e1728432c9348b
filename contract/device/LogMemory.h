#pragma once

#include "contract/changes/GovernanceReplay.h"
#include "contract/device/DeviceMemory.h"
#include "contract/log/SignedCheckpoint.h"
#include "contract/problems/Problem.h"

namespace enigm::device {

inline constexpr auto governanceName = QLatin1StringView("governance checkpoint");
inline constexpr auto activityName = QLatin1StringView("activity checkpoint");

/// The logs as some evidence shows them, opened.
struct LogsSeen
{
    const changes::GovernanceReplay &governance;
    const log::SignedCheckpoint &governanceHead;
    const log::SignedCheckpoint &activityHead;
};

/// LogForked where they contradict what the device has seen. The governance log is there as a whole, so that what was
/// seen of it can be found in it. Of the activity log only a head is, and witnesses, not devices, see to it that it
/// extends the last one.
[[nodiscard]] Expected<void> checkExtends(const LogsSeen &seen, const DeviceMemory &memory);
/// LogRewound where one is shorter than the device has seen it.
[[nodiscard]] Expected<void> checkNotRewound(const LogsSeen &seen, const DeviceMemory &memory);
/// Keeps the longer heads. Only of what witnesses have seen: a server that signs a log as long as it likes, once, would
/// keep the device from every honest one for ever.
void remember(const LogsSeen &seen, DeviceMemory &memory);

} // namespace enigm::device

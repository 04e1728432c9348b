#pragma once

#include "contract/fleet/HandleEpoch.h"

#include <vector>

namespace enigm::controlplane::network {

/// Seconds after its end for which an epoch's handles and credentials are still taken, so that a device which slept
/// over midnight is not cut off before it has asked for new ones.
inline constexpr qint64 epochGrace = 3'600;

/// The first second at which an epoch is no longer taken.
[[nodiscard]] constexpr qint64 epochTakenUntil(qint64 epoch)
{
    return enigm::fleet::handleEpochStart(epoch + 1) + epochGrace;
}

/// Those that are taken at an instant, the present one first.
[[nodiscard]] inline std::vector<qint64> epochsTakenAt(qint64 now)
{
    const qint64 present = enigm::fleet::handleEpochAt(now);
    if (now < epochTakenUntil(present - 1))
        return {present, present - 1};
    return {present};
}

} // namespace enigm::controlplane::network

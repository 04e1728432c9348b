#pragma once

#include "contract/fleet/DeviceHandle.h"
#include "contract/ota/RolloutWords.h"

#include <optional>

namespace enigm::simulator {

/// How the devices of a fleet take updates, honest as they are: which of them fail, and which fall silent, as theirs
/// and everybody's next run will find again.
struct UpdateConduct
{
    int failing = 0; ///< thousandths of the devices
    ota::UpdateFailure failure = ota::UpdateFailure::Install;
    int silent = 0;            ///< thousandths of the devices; others than those that fail
    qint64 interruptAfter = 0; ///< bytes of a download after which its connection breaks, once; 0: never

    /// Why this device fails; nothing where it does not.
    [[nodiscard]] std::optional<ota::UpdateFailure> failureOf(const fleet::DeviceHandle &device) const;
    [[nodiscard]] bool isSilent(const fleet::DeviceHandle &device) const;
};

} // namespace enigm::simulator

#pragma once

#include "contract/fleet/DeviceHandle.h"
#include "contract/problems/Problem.h"
#include "simulator/wire/Reply.h"

#include <optional>
#include <vector>

namespace enigm::simulator {

/// By which handles the network knows a device, or why it was not told.
struct HandlesResult
{
    struct Epoch
    {
        qint64 epoch = 0;
        fleet::DeviceHandle handle;
    };

    fleet::DeviceHandle device; ///< the console's
    std::vector<Epoch> network; ///< in order; none where it was not told
    std::optional<Problem> problem;
};

/// Reads the reply to GET /device/v1/handles of this device (contract/openapi.yaml).
[[nodiscard]] HandlesResult readHandlesReply(const fleet::DeviceHandle &device, const Reply &reply);

} // namespace enigm::simulator

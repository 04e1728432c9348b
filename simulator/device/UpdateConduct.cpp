#include "simulator/device/UpdateConduct.h"

#include "contract/ota/Membership.h"

namespace enigm::simulator {

namespace {

/// Another draw than that of any rollout.
int pointOf(const fleet::DeviceHandle &device)
{
    return ota::pointOf("simulated conduct", device);
}

} // namespace

std::optional<ota::UpdateFailure> UpdateConduct::failureOf(const fleet::DeviceHandle &device) const
{
    return pointOf(device) < failing ? std::optional(failure) : std::nullopt;
}

bool UpdateConduct::isSilent(const fleet::DeviceHandle &device) const
{
    const int point = pointOf(device);
    return point >= failing && point < failing + silent;
}

} // namespace enigm::simulator

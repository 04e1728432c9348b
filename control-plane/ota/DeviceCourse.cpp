#include "control-plane/ota/DeviceCourse.h"

#include <algorithm>

namespace enigm::controlplane::ota {

using enigm::ota::RetryPlan;
using enigm::ota::UpdateFailure;
using enigm::ota::UpdateState;

namespace {

bool isRetrying(const DeviceCourse &device)
{
    return device.state == UpdateState::Waiting && device.attempts > 0;
}

bool wasSilent(const DeviceCourse &device)
{
    return device.state == UpdateState::Failed && device.failure == UpdateFailure::Silent;
}

/// Whether a device that stands so can come to that state.
bool isNew(const DeviceCourse &device, const Heard &heard)
{
    const UpdateState next = heard.state;
    switch (next) {
    case UpdateState::Waiting: // of itself no device says so
        return false;
    case UpdateState::Offered:
        return device.state == UpdateState::Waiting || device.state == UpdateState::NotEligible || wasSilent(device);
    case UpdateState::NotEligible:
        return device.state == UpdateState::Waiting || device.state == UpdateState::Offered || wasSilent(device);
    case UpdateState::Downloading:
    case UpdateState::Verified:
    case UpdateState::Installed:
        return wasSilent(device) || device.state == UpdateState::NotEligible ||
               (device.state < next && !isRetrying(device));
    case UpdateState::Confirmed:
        return wasSilent(device) || device.state == UpdateState::NotEligible || device.state < next;
    case UpdateState::Failed:
    case UpdateState::Withdrawn:
        return !isFinal(device.state) && device.state != UpdateState::NotEligible &&
               (!isRetrying(device) || heard.failure == UpdateFailure::Silent);
    }
    Q_UNREACHABLE();
}

} // namespace

std::optional<DeviceCourse> after(const DeviceCourse &device, const Heard &heard, const RetryPlan &retry, qint64 now)
{
    if (!isNew(device, heard))
        return std::nullopt;
    DeviceCourse next = device;
    next.state = heard.state;
    next.since = now;
    if (wasSilent(device))
        next.failure.reset();
    if (heard.state != UpdateState::Failed)
        return next;
    next.failure = heard.failure.value_or(UpdateFailure::Other);
    if (next.failure == UpdateFailure::Silent)
        return next;
    ++next.attempts;
    if (isRetried(*next.failure) && retry.waitAfter(next.attempts))
        next.state = UpdateState::Waiting;
    return next;
}

bool mayBeOffered(const DeviceCourse &device, const RetryPlan &retry, qint64 now)
{
    if (isRetrying(device))
        return now >= device.since + retry.waitAfter(device.attempts).value_or(0);
    return device.state == UpdateState::Waiting || device.state == UpdateState::NotEligible || wasSilent(device);
}

std::optional<qint64> silentAt(const DeviceCourse &device, const enigm::ota::RolloutPlan &plan, qint64 quietFrom)
{
    if (isFinal(device.state) || device.state == UpdateState::NotEligible)
        return std::nullopt;
    const qint64 wait = isRetrying(device) ? plan.retry.waitAfter(device.attempts).value_or(0) : 0;
    return std::max(device.since, quietFrom) + wait + plan.silentAfter;
}

} // namespace enigm::controlplane::ota

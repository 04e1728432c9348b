#pragma once

#include "contract/ota/RolloutPlan.h"
#include "contract/ota/RolloutWords.h"

#include <optional>

namespace enigm::controlplane::ota {

/// Where one device of a rollout stands.
struct DeviceCourse
{
    enigm::ota::UpdateState state = enigm::ota::UpdateState::Waiting;
    qint64 since = 0;                                      ///< when something was heard of it last; 0: never
    qint64 attempts = 0;                                   ///< that have failed
    std::optional<enigm::ota::UpdateFailure> failure = {}; ///< the last one

    friend bool operator==(const DeviceCourse &, const DeviceCourse &) = default;
};

/// What is heard of a device: a state that it is in now, with its failure where that is Failed.
struct Heard
{
    enigm::ota::UpdateState state = enigm::ota::UpdateState::Downloading;
    std::optional<enigm::ota::UpdateFailure> failure = {};
};

/// Where the device stands after it was heard at `now`; nothing where that says nothing new, or goes back. A failure
/// that is retried takes it back to waiting until its attempts are used up. What was thought to be silent goes on once
/// it is heard of. Pure.
[[nodiscard]] std::optional<DeviceCourse> after(const DeviceCourse &device, const Heard &heard,
                                                const enigm::ota::RetryPlan &retry, qint64 now);

/// Whether the device may be offered the update anew: it waits, and not for its next attempt.
[[nodiscard]] bool mayBeOffered(const DeviceCourse &device, const enigm::ota::RetryPlan &retry, qint64 now);

/// When it has been silent for too long, if nothing is heard of it; nothing where it has nothing left to do.
/// `quietFrom`: before that nobody could be heard.
[[nodiscard]] std::optional<qint64> silentAt(const DeviceCourse &device, const enigm::ota::RolloutPlan &plan,
                                             qint64 quietFrom);

} // namespace enigm::controlplane::ota

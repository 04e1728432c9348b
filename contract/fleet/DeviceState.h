#pragma once

#include <QAnyStringView>
#include <QLatin1StringView>

#include <optional>
#include <span>

namespace enigm::fleet {

/// Where a device stands with the organisation. A device's state is the fold of its execution entries; nothing
/// automatic changes it. DeviceTransition.h has the moves between them.
enum class DeviceState { PendingEnrollment, Trusted, Restricted, Suspended, Revoked, Replaced, Retired };

/// All states, in the order of a device's life.
[[nodiscard]] std::span<const DeviceState> allDeviceStates();

/// The word that is signed, logged and sent, such as "pending-enrollment".
[[nodiscard]] QLatin1StringView toWord(DeviceState state);

/// The state of a word; nothing for an unknown one.
[[nodiscard]] std::optional<DeviceState> deviceStateFromWord(QAnyStringView word);

/// Whether nothing leads out of this state (revoked, replaced, retired).
[[nodiscard]] bool isFinal(DeviceState state);

} // namespace enigm::fleet

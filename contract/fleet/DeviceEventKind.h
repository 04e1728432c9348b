#pragma once

#include <QAnyStringView>
#include <QLatin1StringView>

#include <optional>
#include <span>

namespace enigm::fleet {

/// What happens to a device, as its timeline tells it.
enum class DeviceEventKind {
    Enrolled,
    Attested,  ///< the control plane has judged its attestation
    Posture,   ///< it has reported another posture than before
    Asked,     ///< a change that names it waits for people
    Executed,  ///< a change was executed on it
    Delivered, ///< it has fetched the evidence of one
    Answered,  ///< it has said what it made of one
    Expired,   ///< the time to obey one by passed without a word
};

[[nodiscard]] std::span<const DeviceEventKind> allDeviceEventKinds();
/// The word that is sent, such as "enrolled".
[[nodiscard]] QLatin1StringView toWord(DeviceEventKind kind);
/// Nothing for an unknown word.
[[nodiscard]] std::optional<DeviceEventKind> deviceEventKindFromWord(QAnyStringView word);

} // namespace enigm::fleet

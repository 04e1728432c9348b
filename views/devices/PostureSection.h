#pragma once

#include "api-client/devices/DeviceClient.h"

#include <QWidget>

#include <optional>

namespace enigm::views::devices {

/// What the device says of itself, told as such: its states, when it last reported, and its findings, the worst first,
/// each as icon and word with what the device recommends. A device that never reported has that for a fact. `now` in
/// Unix seconds.
[[nodiscard]] QWidget *postureSection(const std::optional<client::ReportedPosture> &posture, qint64 now);

} // namespace enigm::views::devices

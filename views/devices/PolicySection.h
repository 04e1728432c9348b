#pragma once

#include "api-client/devices/DeviceClient.h"

#include <QWidget>

namespace enigm::views::devices {

/// Whether the policies that hold at a device are those that are assigned to it, and since when it says so. `now` in
/// Unix seconds.
[[nodiscard]] QWidget *policySection(const client::DeviceDetail &detail, qint64 now);

} // namespace enigm::views::devices

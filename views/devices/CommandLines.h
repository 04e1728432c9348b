#pragma once

#include "api-client/devices/DeviceClient.h"

#include <QWidget>

#include <functional>
#include <vector>

namespace enigm::views::devices {

/// What the device was told to do, the latest first: how far each command has come as icon and word, since when, and
/// why the device refused. `linkTo` makes the way to a change; `now` in Unix seconds.
[[nodiscard]] QWidget *commandLines(const std::vector<client::DeviceCommand> &commands, qint64 now,
                                    const std::function<QWidget *(const QString &)> &linkTo);

} // namespace enigm::views::devices

#pragma once

#include "api-client/devices/DeviceClient.h"
#include "views/devices/EndOfLifeSaver.h"

#include <QWidget>

#include <functional>
#include <optional>

namespace enigm::views::devices {

/// The end-of-life record of a device that has ended: whether the device has said so itself, and, where it has, the way
/// to the record and what became of it. Of a device that has not ended there is none: nullptr. `save` is called where a
/// person asks for it; `now` in Unix seconds.
[[nodiscard]] QWidget *endOfLifeSection(const client::DeviceDetail &detail, const std::optional<SavingNews> &news,
                                        qint64 now, const std::function<void()> &save);

} // namespace enigm::views::devices

#pragma once

#include "api-client/devices/DeviceClient.h"

#include <QString>
#include <QWidget>

#include <functional>
#include <vector>

namespace enigm::views::devices {

/// What happened to a device, as far as it was read.
struct Timeline
{
    const std::vector<client::DeviceEvent> &events; ///< newest first; borrowed
    bool hasMore = false;
    QString trouble = {}; ///< why nothing could be read
};

/// A line each, by day, the latest first: when, and what as icon and word. `linkTo` makes the way to a change, and
/// `showEarlier` is pressed for older ones; `now` in Unix seconds.
[[nodiscard]] QWidget *timelineLines(const Timeline &timeline, qint64 now,
                                     const std::function<QWidget *(const QString &)> &linkTo,
                                     const std::function<void()> &showEarlier);

} // namespace enigm::views::devices

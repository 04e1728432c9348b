#pragma once

#include <QString>

namespace enigm::views::words {

/// "2 min ago", "in 3 h", "just now"; both in Unix seconds.
[[nodiscard]] QString relativeTime(qint64 time, qint64 now);
/// "5 h 12 min"; of a span in seconds.
[[nodiscard]] QString spanText(qint64 seconds);
/// The exact local time with seconds and zone, by the person's locale.
[[nodiscard]] QString exactTime(qint64 time);
/// "14:03:11", or with the date where it is not today.
[[nodiscard]] QString shortTime(qint64 time, qint64 now);
/// "14:03", for lines that stand under their day.
[[nodiscard]] QString clockTime(qint64 time);
/// "Today", "Yesterday", or the date.
[[nodiscard]] QString dayText(qint64 time, qint64 now);

} // namespace enigm::views::words

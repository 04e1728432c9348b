#pragma once

#include "contract/json/JsonValue.h"
#include "contract/problems/Problem.h"

#include <compare>
#include <vector>

namespace enigm::policy {

inline constexpr int minutesOfDay = 24 * 60;
inline constexpr int minutesOfWeek = 7 * minutesOfDay;

/// The minute of the week, UTC, from Monday 00:00 on, of a time in Unix seconds.
[[nodiscard]] int minuteOfWeek(qint64 time);

/// A stretch of time on some days of each week, UTC: {"days":[1 to 7],"from":minute of the day,"minutes":length}. Days
/// are those of ISO 8601 (1 is Monday), and those on which the stretch begins; it may go on past midnight.
struct TimeWindow
{
    unsigned days = 0; ///< bit n stands for the day n + 1; at least one
    int from = 0;      ///< 0 to 1,439
    int minutes = 0;   ///< 1 to 1,440; the minute from + minutes is outside

    static Expected<TimeWindow> fromJson(const json::Value &value, const QString &pointer);
    [[nodiscard]] json::Value toJson() const;

    /// Counted from 0, which is Monday.
    [[nodiscard]] bool hasDay(int day) const { return (days >> day & 1U) != 0; }
    /// At a minute of the week.
    [[nodiscard]] bool holdsAt(int minute) const;
    friend auto operator<=>(const TimeWindow &, const TimeWindow &) = default;
};

/// The minutes of the week at which one of these windows begins or ends, and the first; sorted, each once. What holds
/// at one of them holds until the next.
[[nodiscard]] std::vector<int> edgesOf(const std::vector<TimeWindow> &windows);

} // namespace enigm::policy

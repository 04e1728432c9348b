#include "contract/policy/TimeWindow.h"

#include "contract/json/ObjectReader.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::policy {

namespace {

constexpr int daysOfWeek = 7;

Expected<unsigned> parseDays(const json::Value &value, const QString &pointer)
{
    if (value.kind() != json::Value::Kind::Array)
        return refuse(ProblemType::WrongType, u"Days are a list of numbers."_s, pointer);
    unsigned days = 0;
    for (std::size_t i = 0; i < value.array().size(); ++i) {
        const json::Value &item = value.array()[i];
        const QString place = pointer + u'/' + QString::number(i);
        if (item.kind() != json::Value::Kind::Integer)
            return refuse(ProblemType::WrongType, u"A day is a whole number."_s, place);
        if (item.integer() < 1 || item.integer() > daysOfWeek)
            return refuse(ProblemType::OutOfRange, u"Days are 1 (Monday) to 7 (Sunday)."_s, place);
        const unsigned day = 1U << static_cast<unsigned>(item.integer() - 1);
        if ((days & day) != 0)
            return refuse(ProblemType::NotCanonical, u"The day is named twice."_s, place);
        days |= day;
    }
    if (days == 0)
        return refuse(ProblemType::OutOfRange, u"Without a day this can never hold."_s, pointer);
    return days;
}

} // namespace

int minuteOfWeek(qint64 time)
{
    constexpr qint64 secondsOfWeek = qint64(minutesOfWeek) * 60;
    // 1 January 1970 was a Thursday. Times before it are negative.
    const qint64 second = (time % secondsOfWeek + secondsOfWeek + qint64(3) * minutesOfDay * 60) % secondsOfWeek;
    return static_cast<int>(second / 60);
}

Expected<TimeWindow> TimeWindow::fromJson(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    const TimeWindow window{.days = reader.with("days"_L1, parseDays),
                            .from = static_cast<int>(reader.integer("from"_L1, 0, minutesOfDay - 1)),
                            .minutes = static_cast<int>(reader.integer("minutes"_L1, 1, minutesOfDay))};
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return window;
}

json::Value TimeWindow::toJson() const
{
    json::Array list;
    for (int day = 0; day < daysOfWeek; ++day) {
        if (hasDay(day))
            list.emplace_back(day + 1);
    }
    return json::Object{{"days"_L1, std::move(list)}, {"from"_L1, from}, {"minutes"_L1, minutes}};
}

bool TimeWindow::holdsAt(int minute) const
{
    const int today = minute / minutesOfDay;
    const int yesterday = (today + daysOfWeek - 1) % daysOfWeek;
    const int sinceMidnight = minute % minutesOfDay;
    return (hasDay(today) && sinceMidnight >= from && sinceMidnight < from + minutes) ||
           (hasDay(yesterday) && sinceMidnight + minutesOfDay < from + minutes);
}

std::vector<int> edgesOf(const std::vector<TimeWindow> &windows)
{
    std::vector<int> edges{0};
    for (const TimeWindow &window : windows) {
        for (int day = 0; day < daysOfWeek; ++day) {
            const int start = day * minutesOfDay + window.from;
            edges.push_back(start);
            edges.push_back((start + window.minutes) % minutesOfWeek);
        }
    }
    std::ranges::sort(edges);
    edges.erase(std::ranges::unique(edges).begin(), edges.end());
    return edges;
}

} // namespace enigm::policy

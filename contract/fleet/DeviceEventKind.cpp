#include "contract/fleet/DeviceEventKind.h"

#include <array>

using namespace Qt::StringLiterals;

namespace enigm::fleet {

namespace {

struct Row
{
    DeviceEventKind kind;
    QLatin1StringView word;
};

constexpr std::array rows{
    Row{DeviceEventKind::Enrolled, "enrolled"_L1}, Row{DeviceEventKind::Attested, "attested"_L1},
    Row{DeviceEventKind::Posture, "posture"_L1},   Row{DeviceEventKind::Asked, "asked"_L1},
    Row{DeviceEventKind::Executed, "executed"_L1}, Row{DeviceEventKind::Delivered, "delivered"_L1},
    Row{DeviceEventKind::Answered, "answered"_L1}, Row{DeviceEventKind::Expired, "expired"_L1},
};

constexpr auto kinds = [] {
    std::array<DeviceEventKind, rows.size()> result{};
    for (std::size_t i = 0; i < rows.size(); ++i)
        result[i] = rows[i].kind;
    return result;
}();

} // namespace

std::span<const DeviceEventKind> allDeviceEventKinds()
{
    return kinds;
}

QLatin1StringView toWord(DeviceEventKind kind)
{
    return rows[static_cast<std::size_t>(kind)].word;
}

std::optional<DeviceEventKind> deviceEventKindFromWord(QAnyStringView word)
{
    for (const Row &row : rows) {
        if (row.word == word)
            return row.kind;
    }
    return std::nullopt;
}

} // namespace enigm::fleet

#include "contract/fleet/DeviceEventKind.h"

#include "contract/encoding/WordTable.h"

using namespace Qt::StringLiterals;

namespace enigm::fleet {

namespace {

using encoding::WordRow;

constexpr std::array rows{
    WordRow{DeviceEventKind::Enrolled, "enrolled"_L1}, WordRow{DeviceEventKind::Attested, "attested"_L1},
    WordRow{DeviceEventKind::Posture, "posture"_L1},   WordRow{DeviceEventKind::Asked, "asked"_L1},
    WordRow{DeviceEventKind::Executed, "executed"_L1}, WordRow{DeviceEventKind::Delivered, "delivered"_L1},
    WordRow{DeviceEventKind::Answered, "answered"_L1}, WordRow{DeviceEventKind::Expired, "expired"_L1},
};

constexpr auto kinds = encoding::valuesOf(rows);

} // namespace

std::span<const DeviceEventKind> allDeviceEventKinds()
{
    return kinds;
}

QLatin1StringView toWord(DeviceEventKind kind)
{
    return encoding::wordIn(rows, kind);
}

std::optional<DeviceEventKind> deviceEventKindFromWord(QAnyStringView word)
{
    return encoding::valueIn(rows, word);
}

} // namespace enigm::fleet

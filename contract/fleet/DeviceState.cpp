#include "contract/fleet/DeviceState.h"

#include "contract/encoding/WordTable.h"

using namespace Qt::StringLiterals;

namespace enigm::fleet {

namespace {

using encoding::WordRow;

constexpr std::array rows{
    WordRow{DeviceState::PendingEnrollment, "pending-enrollment"_L1},
    WordRow{DeviceState::Trusted, "trusted"_L1},
    WordRow{DeviceState::Restricted, "restricted"_L1},
    WordRow{DeviceState::Suspended, "suspended"_L1},
    WordRow{DeviceState::Revoked, "revoked"_L1},
    WordRow{DeviceState::Replaced, "replaced"_L1},
    WordRow{DeviceState::Retired, "retired"_L1},
};

constexpr auto states = encoding::valuesOf(rows);

} // namespace

std::span<const DeviceState> allDeviceStates()
{
    return states;
}

QLatin1StringView toWord(DeviceState state)
{
    return encoding::wordIn(rows, state);
}

std::optional<DeviceState> deviceStateFromWord(QAnyStringView word)
{
    return encoding::valueIn(rows, word);
}

bool isFinal(DeviceState state)
{
    switch (state) {
    case DeviceState::PendingEnrollment:
    case DeviceState::Trusted:
    case DeviceState::Restricted:
    case DeviceState::Suspended:
        return false;
    case DeviceState::Revoked:
    case DeviceState::Replaced:
    case DeviceState::Retired:
        return true;
    }
    Q_UNREACHABLE();
}

} // namespace enigm::fleet

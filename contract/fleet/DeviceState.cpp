#include "contract/fleet/DeviceState.h"

#include <array>

using namespace Qt::StringLiterals;

namespace enigm::fleet {

namespace {

struct Row
{
    DeviceState state;
    QLatin1StringView word;
};

constexpr std::array rows{
    Row{DeviceState::PendingEnrollment, "pending-enrollment"_L1},
    Row{DeviceState::Trusted, "trusted"_L1},
    Row{DeviceState::Restricted, "restricted"_L1},
    Row{DeviceState::Suspended, "suspended"_L1},
    Row{DeviceState::Revoked, "revoked"_L1},
    Row{DeviceState::Replaced, "replaced"_L1},
    Row{DeviceState::Retired, "retired"_L1},
};

constexpr auto states = [] {
    std::array<DeviceState, rows.size()> result{};
    for (std::size_t i = 0; i < rows.size(); ++i)
        result[i] = rows[i].state;
    return result;
}();

} // namespace

std::span<const DeviceState> allDeviceStates()
{
    return states;
}

QLatin1StringView toWord(DeviceState state)
{
    return rows[static_cast<std::size_t>(state)].word;
}

std::optional<DeviceState> deviceStateFromWord(QAnyStringView word)
{
    for (const Row &row : rows) {
        if (row.word == word)
            return row.state;
    }
    return std::nullopt;
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

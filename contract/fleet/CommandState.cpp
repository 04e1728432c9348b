#include "contract/fleet/CommandState.h"

#include "contract/encoding/WordTable.h"

using namespace Qt::StringLiterals;

namespace enigm::fleet {

namespace {

using encoding::WordRow;

constexpr std::array rows{
    WordRow{CommandState::Queued, "queued"_L1},
    WordRow{CommandState::Delivered, "delivered"_L1},
    WordRow{CommandState::Acknowledged, "acknowledged"_L1},
    WordRow{CommandState::Refused, "refused"_L1},
    WordRow{CommandState::Expired, "expired"_L1},
    WordRow{CommandState::Cancelled, "cancelled"_L1},
};

constexpr auto states = encoding::valuesOf(rows);

} // namespace

std::span<const CommandState> allCommandStates()
{
    return states;
}

QLatin1StringView toWord(CommandState state)
{
    return encoding::wordIn(rows, state);
}

std::optional<CommandState> commandStateFromWord(QAnyStringView word)
{
    return encoding::valueIn(rows, word);
}

CommandState commandStateAt(CommandState state, qint64 obeyBy, qint64 now)
{
    switch (state) {
    case CommandState::Queued:
    case CommandState::Delivered:
        return now > obeyBy ? CommandState::Expired : state;
    case CommandState::Acknowledged:
    case CommandState::Refused:
    case CommandState::Expired:
    case CommandState::Cancelled:
        return state;
    }
    Q_UNREACHABLE();
}

} // namespace enigm::fleet

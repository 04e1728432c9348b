#include "contract/fleet/CommandState.h"

#include <array>

using namespace Qt::StringLiterals;

namespace enigm::fleet {

namespace {

struct Row
{
    CommandState state;
    QLatin1StringView word;
};

constexpr std::array rows{
    Row{CommandState::Queued, "queued"_L1},
    Row{CommandState::Delivered, "delivered"_L1},
    Row{CommandState::Acknowledged, "acknowledged"_L1},
    Row{CommandState::Refused, "refused"_L1},
    Row{CommandState::Expired, "expired"_L1},
    Row{CommandState::Cancelled, "cancelled"_L1},
};

constexpr auto states = [] {
    std::array<CommandState, rows.size()> result{};
    for (std::size_t i = 0; i < rows.size(); ++i)
        result[i] = rows[i].state;
    return result;
}();

} // namespace

std::span<const CommandState> allCommandStates()
{
    return states;
}

QLatin1StringView toWord(CommandState state)
{
    return rows[static_cast<std::size_t>(state)].word;
}

std::optional<CommandState> commandStateFromWord(QAnyStringView word)
{
    for (const Row &row : rows) {
        if (row.word == word)
            return row.state;
    }
    return std::nullopt;
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

#include "contract/changes/ChangeState.h"

#include <QLatin1StringView>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace enigm::changes {

namespace {

using enum ChangeState;

struct Row
{
    ChangeState state;
    QLatin1StringView word;
};

constexpr std::array rows{
    Row{Draft, "draft"_L1},         Row{Pending, "pending"_L1},     Row{Approved, "approved"_L1},
    Row{Executing, "executing"_L1}, Row{Executed, "executed"_L1},   Row{Rejected, "rejected"_L1},
    Row{Expired, "expired"_L1},     Row{Withdrawn, "withdrawn"_L1}, Row{Failed, "failed"_L1},
};

constexpr std::array states{Draft, Pending, Approved, Executing, Executed, Rejected, Expired, Withdrawn, Failed};

struct Transition
{
    ChangeState from;
    ChangeEvent event;
    ChangeState to;
};

// The whole table: what is not in it is not allowed.
constexpr std::array transitions{
    Transition{Draft, ChangeEvent::Submit, Pending},
    Transition{Pending, ChangeEvent::QuorumReached, Approved},
    Transition{Pending, ChangeEvent::Reject, Rejected},
    Transition{Pending, ChangeEvent::Cancel, Rejected},
    Transition{Pending, ChangeEvent::Expire, Expired},
    Transition{Pending, ChangeEvent::Withdraw, Withdrawn},
    Transition{Pending, ChangeEvent::Fail, Failed},
    Transition{Approved, ChangeEvent::QuorumLost, Pending},
    Transition{Approved, ChangeEvent::StartExecution, Executing},
    Transition{Approved, ChangeEvent::Reject, Rejected},
    Transition{Approved, ChangeEvent::Cancel, Rejected},
    Transition{Approved, ChangeEvent::Expire, Expired},
    Transition{Approved, ChangeEvent::Withdraw, Withdrawn},
    Transition{Approved, ChangeEvent::Fail, Failed},
    Transition{Executing, ChangeEvent::Complete, Executed},
    Transition{Executing, ChangeEvent::Fail, Failed},
};

} // namespace

std::span<const ChangeState> allChangeStates()
{
    return states;
}

QString word(ChangeState state)
{
    return rows[static_cast<std::size_t>(state)].word;
}

std::optional<ChangeState> changeStateOf(QStringView word)
{
    const auto row = std::ranges::find_if(rows, [word](const Row &candidate) { return candidate.word == word; });
    return row == rows.end() ? std::nullopt : std::optional(row->state);
}

bool isOpen(ChangeState state)
{
    return state == Pending || state == Approved || state == Executing;
}

std::optional<ChangeState> next(ChangeState state, ChangeEvent event)
{
    const auto found = std::ranges::find_if(
        transitions, [&](const Transition &move) { return move.from == state && move.event == event; });
    return found == transitions.end() ? std::nullopt : std::optional(found->to);
}

} // namespace enigm::changes

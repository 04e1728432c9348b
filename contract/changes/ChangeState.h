#pragma once

#include <QString>

#include <optional>
#include <span>

namespace enigm::changes {

/// States of a change (design section 3).
enum class ChangeState { Draft, Pending, Approved, Executing, Executed, Rejected, Expired, Withdrawn, Failed };

/// What moves a change from state to state.
enum class ChangeEvent {
    Submit,
    QuorumReached,
    QuorumLost,
    StartExecution,
    Complete,
    Reject,
    Cancel,
    Expire,
    Withdraw,
    Fail
};

[[nodiscard]] std::span<const ChangeState> allChangeStates();
[[nodiscard]] QString word(ChangeState state); ///< "pending" …
[[nodiscard]] std::optional<ChangeState> changeStateOf(QStringView word);
/// Still takes signatures or waits: pending, approved, executing.
[[nodiscard]] bool isOpen(ChangeState state);
/// The one table of transitions; nothing where the event is not allowed in this state.
[[nodiscard]] std::optional<ChangeState> next(ChangeState state, ChangeEvent event);

} // namespace enigm::changes

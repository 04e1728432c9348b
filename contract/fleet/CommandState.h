#pragma once

#include <QAnyStringView>
#include <QLatin1StringView>
#include <QtGlobal>

#include <optional>
#include <span>

namespace enigm::fleet {

/// How far a command to a device has come: an executed change, at one of the devices that it was applied to. Only what
/// the device has signed is `Acknowledged` or `Refused`; until then the change has been asked of the device and no
/// more.
enum class CommandState {
    Queued,       ///< waits for the device to fetch it
    Delivered,    ///< the device has fetched its evidence
    Acknowledged, ///< the device has obeyed, or it was so already
    Refused,      ///< the device did not take the evidence; it may still obey later
    Expired,      ///< the time to obey it by passed without a word
    Cancelled,    ///< another device has taken the place of this one, so that nobody waits for it any more
};

/// All states, in the order of a command's life.
[[nodiscard]] std::span<const CommandState> allCommandStates();

/// The word that is stored and sent, such as "queued".
[[nodiscard]] QLatin1StringView toWord(CommandState state);

/// The state of a word; nothing for an unknown one.
[[nodiscard]] std::optional<CommandState> commandStateFromWord(QAnyStringView word);

/// What a command is at `now` that was last heard of in `state`: expired where nobody has answered it by `obeyBy` (Unix
/// seconds), so that this needs no one to notice.
[[nodiscard]] CommandState commandStateAt(CommandState state, qint64 obeyBy, qint64 now);

} // namespace enigm::fleet

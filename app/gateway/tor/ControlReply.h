#pragma once

#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QList>

#include <optional>

namespace enigm::gateway {

/// A reply on tor's control port (control-spec, section 2.3): lines of one status, of which the last ends it.
struct ControlReply
{
    int status = 0;
    QList<QByteArray> lines; ///< without the status

    static constexpr qsizetype mostBytes = 64 * 1024;

    [[nodiscard]] bool isOk() const { return status == 250; }

    /// Takes one reply off the front of what has arrived; nothing yet where more has to come. Replies that carry data
    /// are refused: nothing is asked that has them. UnexpectedAnswer, TooLarge.
    [[nodiscard]] static Expected<std::optional<ControlReply>> take(QByteArray &arrived);
};

} // namespace enigm::gateway

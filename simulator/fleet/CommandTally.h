#pragma once

#include "simulator/device/CommandRound.h"

#include <QMap>
#include <QString>

namespace enigm::simulator {

/// How many commands ended how.
struct CommandTally
{
    qint64 devices = 0;             ///< that have asked
    qint64 acknowledged = 0;        ///< obeyed or so already, and taken as such
    qint64 refused = 0;             ///< by the device or by the control plane
    qint64 failed = 0;              ///< devices that could not ask to the end
    QMap<QString, qint64> problems; ///< by slug

    void add(const CommandResult &result);
    void addEnd(const std::optional<Problem> &problem);
    [[nodiscard]] qint64 commands() const { return acknowledged + refused; }
};

/// Why the command was refused, by either side.
[[nodiscard]] std::optional<ProblemType> refusalOf(const CommandResult &result);

} // namespace enigm::simulator

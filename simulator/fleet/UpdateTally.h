#pragma once

#include "simulator/device/UpdateRound.h"

#include <QMap>
#include <QString>

namespace enigm::simulator {

/// How a fleet came along with its updates.
struct UpdateTally
{
    QMap<QString, qint64> outcomes; ///< by word
    QMap<QString, qint64> failures; ///< by word
    QMap<QString, qint64> problems; ///< by slug
    qint64 resumed = 0;             ///< downloads that went on where they broke

    void add(const UpdateResult &result);
};

/// "none", "confirmed", "failed", "refused", "silent", "unreachable".
[[nodiscard]] QLatin1StringView toWord(UpdateResult::Outcome outcome);

} // namespace enigm::simulator

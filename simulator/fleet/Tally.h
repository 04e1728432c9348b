#pragma once

#include "simulator/device/CheckInReply.h"

#include <QMap>
#include <QString>

namespace enigm::simulator {

/// How many check-ins ended how.
struct Tally
{
    qint64 accepted = 0;
    qint64 refused = 0;
    qint64 failed = 0;
    QMap<QString, qint64> problems; ///< by slug

    void add(const CheckInResult &result);
    [[nodiscard]] qint64 total() const { return accepted + refused + failed; }
};

} // namespace enigm::simulator

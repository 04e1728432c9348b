#include "contract/time/Clock.h"

#include <QDateTime>

namespace enigm::time {

qint64 SystemClock::nowMilliseconds() const
{
    return QDateTime::currentMSecsSinceEpoch();
}

} // namespace enigm::time

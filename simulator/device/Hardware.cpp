#include "simulator/device/Hardware.h"

#include <QDateTime>

namespace enigm::simulator {

namespace {

quint64 lastMonth(qint64 unixSeconds)
{
    constexpr int centuryOfMonths = 100;
    const QDate month = QDateTime::fromSecsSinceEpoch(unixSeconds, Qt::UTC).date().addMonths(-1);
    return static_cast<quint64>(month.year() * centuryOfMonths + month.month());
}

} // namespace

samples::SampleDeviceTraits traitsOf(const QByteArray &challenge, qint64 now, Misbehaviour misbehaviour)
{
    samples::SampleDeviceTraits traits{.challenge = challenge, .patchLevel = lastMonth(now), .createdAt = now};
    if (misbehaviour == Misbehaviour::UnlockedBootLoader) {
        traits.locked = false;
        traits.bootState = fleet::VerifiedBootState::Unverified;
        traits.bootKey = QByteArray(traits.bootKey.size(), '\0');
    }
    return traits;
}

} // namespace enigm::simulator

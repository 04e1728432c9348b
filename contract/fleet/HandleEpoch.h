#pragma once

#include <QtGlobal>

namespace enigm::fleet {

/// For how long network and intelligence know a device by one handle: a day of UTC, in seconds. Long enough that a
/// gateway keeps a device through a working day, short enough that what two days saw of it does not join by itself.
inline constexpr qint64 handleEpochLength = 86'400;

/// The epoch of an instant (Unix seconds, not negative): whole days since 1970-01-01 UTC.
[[nodiscard]] constexpr qint64 handleEpochAt(qint64 time)
{
    return time / handleEpochLength;
}

/// The first second of an epoch, and the first behind it is that of the next.
[[nodiscard]] constexpr qint64 handleEpochStart(qint64 epoch)
{
    return epoch * handleEpochLength;
}

} // namespace enigm::fleet

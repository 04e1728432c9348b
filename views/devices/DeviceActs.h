#pragma once

#include "contract/fleet/DeviceState.h"
#include "contract/operators/Role.h"

#include <QMap>
#include <QString>

#include <vector>

namespace enigm::views::devices {

/// Which devices an act would be about.
struct DeviceChoice
{
    QMap<fleet::DeviceState, qint64> states; ///< how many in each
    qint64 pending = 0;                      ///< chosen, but still on their way

    [[nodiscard]] qint64 known() const;
};

/// An act as a button offers it.
struct DeviceActOffer
{
    QString action;       ///< "device.suspend"
    QString verb;         ///< "Suspend…": a change will be composed; without the dots it is asked for at once
    QString denial;       ///< why not, and who could; empty: it may be asked for
    bool isFinal = false; ///< cannot be taken back
    bool isRare = false;  ///< asked for less often than the others: kept behind "More"

    friend bool operator==(const DeviceActOffer &, const DeviceActOffer &) = default;
};

/// Always the same acts in the same order, so that a denied one is in its place: by the table of transitions for these
/// states and by who may ask. The control plane decides in the end.
[[nodiscard]] std::vector<DeviceActOffer> deviceActOffers(const DeviceChoice &choice, operators::Roles roles);

} // namespace enigm::views::devices

#pragma once

#include "contract/fleet/DeviceHandle.h"
#include "contract/fleet/DeviceState.h"
#include "contract/log/LogHead.h"
#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace enigm::device {

/// What a device keeps between two commands, where nobody but itself writes. A plain value: who holds it decides when
/// it is stored.
struct DeviceMemory
{
    /// From the administrator, not from the server: the id is the digest of the founding and so pins the founders'
    /// keys.
    QByteArray deployment;      ///< 32 bytes
    fleet::DeviceHandle handle; ///< the console's, of this enrolment
    QString key;                ///< thumbprint of the attested key
    fleet::DeviceState state = fleet::DeviceState::PendingEnrollment;
    // The longest that were seen under the co-signatures that leaf 0 asks for.
    std::optional<log::LogHead> governance;
    std::optional<log::LogHead> activity;
    std::optional<qint64> obeyed; ///< the highest execution index that was obeyed
    std::optional<qint64> wiped;  ///< the execution index of the last wipe that was obeyed

    /// Canonical JSON:
    /// {"activity":{"root","size"}|null,"deployment","governance":{…}|null,"handle","key","obeyed","state",
    /// "v":1,"wiped"}
    [[nodiscard]] QByteArray toBytes() const;
    /// Exactly what toBytes gives.
    static Expected<DeviceMemory> parse(QByteArrayView bytes);

    friend bool operator==(const DeviceMemory &, const DeviceMemory &) = default;
};

} // namespace enigm::device

#pragma once

#include "contract/fleet/DeviceHandle.h"
#include "contract/fleet/DeviceState.h"
#include "contract/log/LogHead.h"
#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace enigm::device {

/// What a device has taken over of one policy: {"assigned":index|null,"in_force":index|null,"policy"}.
struct PolicyMark
{
    QString policy;                 ///< UUIDv7
    std::optional<qint64> inForce;  ///< the execution that put its version in force
    std::optional<qint64> assigned; ///< the execution that said for whom it is

    friend bool operator==(const PolicyMark &, const PolicyMark &) = default;
};

/// The last update that a device has taken over: {"execution","rollback_index"}.
struct UpdateMark
{
    qint64 execution = 0;     ///< that started its rollout
    qint64 rollbackIndex = 0; ///< the highest that it has installed

    friend bool operator==(const UpdateMark &, const UpdateMark &) = default;
};

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
    std::optional<qint64> obeyed;          ///< the highest execution index that was obeyed
    std::optional<qint64> wiped;           ///< the execution index of the last wipe that was obeyed
    std::vector<PolicyMark> policies = {}; ///< by id
    std::optional<UpdateMark> update = {};

    /// Of this policy; empty where nothing of it was taken over.
    [[nodiscard]] PolicyMark &markOf(const QString &policy);

    /// Canonical JSON:
    /// {"activity":{"root","size"}|null,"deployment","governance":{…}|null,"handle","key","obeyed",
    /// "policies":[PolicyMark],"state","update":UpdateMark|null,"v":1,"wiped"}
    [[nodiscard]] QByteArray toBytes() const;
    /// Exactly what toBytes gives.
    static Expected<DeviceMemory> parse(QByteArrayView bytes);

    friend bool operator==(const DeviceMemory &, const DeviceMemory &) = default;
};

} // namespace enigm::device

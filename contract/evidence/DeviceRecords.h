#pragma once

#include "contract/log/MerkleProof.h"

#include <QByteArray>

#include <vector>

namespace enigm::evidence {

/// An activity entry and its RFC 6962 audit path under the evidence's activity checkpoint. The body stays behind: those
/// of a request and of an execution list the other devices, their keys and their states.
struct ProvenEntry
{
    QByteArray leaf; ///< canonical bytes
    log::Proof proof;
    friend bool operator==(const ProvenEntry &, const ProvenEntry &) = default;
};

/// An approval that counts, with its entry. The body of the entry is made of it again.
struct ProvenApproval
{
    QByteArray approval; ///< compact JWS
    QByteArray salt;     ///< of the body, 16 bytes
    ProvenEntry entry;
    friend bool operator==(const ProvenApproval &, const ProvenApproval &) = default;
};

/// The device's own leaf, and its audit path under the root that the change signs.
struct ProvenTarget
{
    QByteArray leaf; ///< canonical bytes
    qint64 index = 0;
    log::Proof proof;
    friend bool operator==(const ProvenTarget &, const ProvenTarget &) = default;
};

/// What the logs hold of one executed change, as far as it is about one device.
struct DeviceRecords
{
    QByteArray change;                     ///< compact JWS
    ProvenEntry request;                   ///< its change.requested
    std::vector<ProvenApproval> approvals; ///< that count, in the order of the log
    ProvenEntry execution;                 ///< its change.executed
    ProvenTarget target;                   ///< the device's own

    friend bool operator==(const DeviceRecords &, const DeviceRecords &) = default;
};

} // namespace enigm::evidence

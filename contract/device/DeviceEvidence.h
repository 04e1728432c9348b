#pragma once

#include "contract/log/MerkleProof.h"
#include "contract/problems/Problem.h"

#include <QByteArray>

#include <vector>

namespace enigm::device {

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

/// What comes to one device with one command (`docs/contract.md`, "Evidence for a device"): canonical JSON,
///
///     {"activity":{"checkpoint"},"approvals":[{"approval","leaf","proof","salt"}],"change","deployment",
///      "execution":{"leaf","proof"},"governance":{"checkpoint","entries":[leaf]},"request":{"leaf","proof"},
///      "target":{"index","leaf","proof"},"v":1}
struct DeviceEvidence
{
    QByteArray deployment;                    ///< 32 bytes
    QByteArray change;                        ///< compact JWS
    ProvenEntry request;                      ///< its change.requested
    std::vector<ProvenApproval> approvals;    ///< that count, in the order of the log
    ProvenEntry execution;                    ///< its change.executed
    ProvenTarget target;                      ///< the device's own
    QByteArray activityCheckpoint;            ///< signed note with co-signatures
    QByteArray governanceCheckpoint;          ///< signed note with co-signatures
    std::vector<QByteArray> governanceLeaves; ///< the whole log

    /// The most that a device reads: some thousands of governance entries.
    static constexpr qsizetype maxBytes = 16 * 1024 * 1024;
    /// Of a leaf, a note or a signed value: what an entry bundle of the log can hold.
    static constexpr qsizetype maxPartBytes = 65535;
    /// More than fit, for what entries weigh.
    static constexpr std::size_t maxEntries = 16384;
    /// More people than any rule asks for.
    static constexpr std::size_t maxApprovals = 64;

    /// Takes the form apart; every byte outside of leaves and signed values is in its one spelling. TooLarge, and the
    /// problems of JSON and encodings, `where` "offset N". Parsed is not yet verified: the leaves are not looked into.
    static Expected<DeviceEvidence> parse(QByteArrayView bytes);
    [[nodiscard]] QByteArray toBytes() const;

    friend bool operator==(const DeviceEvidence &, const DeviceEvidence &) = default;
};

} // namespace enigm::device

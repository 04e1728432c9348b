#pragma once

#include "contract/evidence/DeviceRecords.h"
#include "contract/evidence/DeviceRecordsFrame.h"
#include "contract/problems/Problem.h"

#include <QByteArray>

#include <vector>

namespace enigm::device {

using evidence::DeviceRecords;
using evidence::ProvenApproval;
using evidence::ProvenEntry;

/// What comes to one device with one command (`docs/contract.md`, "Evidence for a device"): canonical JSON,
///
///     {"activity":{"checkpoint"},"approvals":[{"approval","leaf","proof","salt"}],"change","deployment",
///      "execution":{"leaf","proof"},"governance":{"checkpoint","entries":[leaf]},"request":{"leaf","proof"},
///      "target":{"index","leaf","proof"},"v":1}
struct DeviceEvidence : DeviceRecords
{
    QByteArray deployment;                    ///< 32 bytes
    QByteArray activityCheckpoint;            ///< signed note with co-signatures
    QByteArray governanceCheckpoint;          ///< signed note with co-signatures
    std::vector<QByteArray> governanceLeaves; ///< the whole log

    /// The most that a device reads: some thousands of governance entries.
    static constexpr qsizetype maxBytes = 16 * 1024 * 1024;
    static constexpr qsizetype maxPartBytes = evidence::maxPartBytes;
    static constexpr std::size_t maxEntries = evidence::maxEntries;
    static constexpr std::size_t maxApprovals = evidence::maxApprovals;

    /// Takes the form apart; every byte outside of leaves and signed values is in its one spelling. TooLarge, and the
    /// problems of JSON and encodings, `where` "offset N". Parsed is not yet verified: the leaves are not looked into.
    static Expected<DeviceEvidence> parse(QByteArrayView bytes);
    [[nodiscard]] QByteArray toBytes() const;

    friend bool operator==(const DeviceEvidence &, const DeviceEvidence &) = default;
};

} // namespace enigm::device

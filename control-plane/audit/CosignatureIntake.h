#pragma once

#include "contract/operators/Directory.h"
#include "contract/problems/Problem.h"
#include "control-plane/store/Transaction.h"

#include <QByteArrayView>

#include <vector>

namespace enigm::controlplane::audit {

/// Seconds by which the time that a witness signed may differ from now. A device takes that time for the age of what it
/// is shown: one that lies behind says less than the witness could say, one that lies ahead makes the checkpoint look
/// young for longer than it is.
inline constexpr qint64 cosignatureTolerance = 300;

/// A checkpoint that witnesses have co-signed, verified.
struct CosignedCheckpoint
{
    store::LogId log = store::LogId::Governance;
    store::StoredCheckpoint checkpoint; ///< its note without the witnesses' lines
    std::vector<store::StoredCosignature> lines;
};

/// Opens a posted note: signed by the log, co-signed by at least one witness that is in force, each about now, and with
/// no other line. MalformedNote, MalformedCheckpoint, NotCanonical, BadSignature, UnknownSignatureLine,
/// CosignaturesMissing, ClockOutOfRange.
[[nodiscard]] Expected<CosignedCheckpoint> openCosigned(store::LogId log, QByteArrayView note,
                                                        const operators::Directory &directory, qint64 now);

/// Keeps its lines, and lets go of those that nobody needs any more: below what is co-signed enough, or older than a
/// device takes, but for the last of each witness. Leaves the log as it is. UnknownLogPosition where this log published
/// no such head.
[[nodiscard]] Expected<void> keepCosigned(store::Transaction &transaction, const CosignedCheckpoint &cosigned,
                                          const operators::Directory &directory, qint64 now);

} // namespace enigm::controlplane::audit

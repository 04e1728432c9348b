#pragma once

#include "contract/evidence/DeviceRecords.h"
#include "contract/json/FrameReader.h"

#include <QByteArray>
#include <QByteArrayView>

#include <vector>

namespace enigm::evidence {

// The parts of a file about one device, read out of its frame and written as they are read. Readers keep their problem
// in the FrameReader, and what they read is bounded.

/// Of a leaf, a note or a signed value: what an entry bundle of the log can hold.
inline constexpr qsizetype maxPartBytes = 65535;
/// More governance entries than fit into a file for a device, for what they weigh.
inline constexpr std::size_t maxEntries = 16384;
/// More people than any rule asks for.
inline constexpr std::size_t maxApprovals = 64;
/// Of the body of an entry.
inline constexpr qsizetype saltBytes = 16;

/// "leaf":{…},"proof":[…] without a brace.
[[nodiscard]] ProvenEntry readEntry(json::FrameReader &reader);
/// What follows "approvals":[ up to its bracket.
[[nodiscard]] std::vector<ProvenApproval> readApprovals(json::FrameReader &reader);
/// "index":…,"leaf":{…},"proof":[…] without a brace.
[[nodiscard]] ProvenTarget readTarget(json::FrameReader &reader);
/// What follows "entries":[ up to its bracket.
[[nodiscard]] std::vector<QByteArray> readLeaves(json::FrameReader &reader);

[[nodiscard]] QByteArray textOf(const ProvenEntry &entry);
[[nodiscard]] QByteArray textOf(const std::vector<ProvenApproval> &approvals); ///< without brackets
[[nodiscard]] QByteArray textOf(const ProvenTarget &target);
/// "checkpoint":…,"entries":[…] without a brace.
[[nodiscard]] QByteArray textOf(const QByteArray &checkpoint, const std::vector<QByteArray> &leaves);
[[nodiscard]] QByteArray noteText(const QByteArray &note);
/// Of printable ASCII without escapes.
[[nodiscard]] QByteArray plainText(QByteArrayView characters);
[[nodiscard]] QByteArray bytesText(QByteArrayView bytes);

} // namespace enigm::evidence

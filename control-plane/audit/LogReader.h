#pragma once

#include "contract/log/ActivityEntry.h"
#include "contract/log/LogHead.h"
#include "contract/log/MerkleProof.h"
#include "contract/log/TileAddress.h"
#include "contract/problems/Problem.h"
#include "control-plane/audit/CheckpointBoard.h"
#include "control-plane/store/LogId.h"

#include <QByteArray>

#include <optional>
#include <vector>

namespace enigm::controlplane::store {
class Database;
class LogStore;
} // namespace enigm::controlplane::store

namespace enigm::controlplane::audit {

using store::LogId;

/// An activity entry as a reviewer reads it.
struct ActivityRecord
{
    qint64 index = 0;
    QByteArray leaf;                       ///< canonical bytes
    std::optional<log::ActivityBody> body; ///< nothing where there is none or it was pruned

    /// Bodies that are bound by the leaf and no longer there: what is shown as `pruned`.
    bool isPruned = false;
};

/// Serves both logs: checkpoints as they were published, the rest out of the database, each call from one snapshot,
/// which holds at least what was published before it. Thread-safe.
class LogReader
{
public:
    /// Borrows both.
    LogReader(const store::Database &database, const CheckpointBoard &board)
        : m_database(database)
        , m_board(board)
    {}

    /// The latest checkpoints of both logs, of one commit. Taken before other calls, these reach at least as far.
    [[nodiscard]] std::shared_ptr<const CheckpointBoard::Checkpoints> published() const { return m_board.current(); }
    /// The root when the log had `size` entries; UnknownLogPosition where it never had so many.
    [[nodiscard]] Expected<log::Hash> rootAt(LogId log, qint64 size) const;
    /// Whether the log once had this head; UnknownLogPosition.
    [[nodiscard]] Expected<void> checkHead(LogId log, const log::LogHead &head) const;
    /// The bytes of a hash tile or an entry bundle (C2SP tlog-tiles), partial or full; NotFound beyond the log.
    [[nodiscard]] Expected<QByteArray> tile(LogId log, const log::TileAddress &address) const;
    /// As log::inclusionProof; UnknownLogPosition for a size that the log never had.
    [[nodiscard]] Expected<log::Proof> inclusionProof(LogId log, qint64 index, qint64 size) const;
    /// As log::consistencyProof; UnknownLogPosition for a size that the log never had.
    [[nodiscard]] Expected<log::Proof> consistencyProof(LogId log, qint64 from, qint64 to) const;
    /// The leaves [from, to), as far as they exist.
    [[nodiscard]] Expected<std::vector<QByteArray>> leaves(LogId log, qint64 from, qint64 to) const;
    /// The activity entries [from, to) with their bodies, as far as they exist.
    [[nodiscard]] Expected<std::vector<ActivityRecord>> records(qint64 from, qint64 to) const;

private:
    const store::Database &m_database;
    const CheckpointBoard &m_board;
};

} // namespace enigm::controlplane::audit

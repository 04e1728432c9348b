#pragma once

#include "contract/problems/Problem.h"
#include "control-plane/store/LogId.h"

#include <QByteArray>

#include <optional>
#include <vector>

namespace enigm::controlplane::store {

class Connection;

/// An entry of a log as stored.
struct StoredEntry
{
    qint64 index = 0;
    QByteArray leaf = {};
    QByteArray hash = {}; ///< RFC 6962 leaf hash, 32 bytes
    qint64 cursor = 0;    ///< change cursor
    QByteArray root = {}; ///< of the log up to this entry, where a group ended with it; else empty

    friend bool operator==(const StoredEntry &, const StoredEntry &) = default;
};

/// The body of an activity entry as stored.
struct StoredBody
{
    qint64 index = 0;
    QByteArray salt = {};
    QByteArray value = {}; ///< canonical JSON

    friend bool operator==(const StoredBody &, const StoredBody &) = default;
};

/// A body that is to be stored; borrowed.
struct BodyBytes
{
    QByteArrayView salt;
    QByteArrayView value;
};

/// A signed checkpoint as stored.
struct StoredCheckpoint
{
    qint64 size = 0;
    QByteArray root = {}; ///< 32 bytes
    QByteArray note = {}; ///< the signed note

    friend bool operator==(const StoredCheckpoint &, const StoredCheckpoint &) = default;
};

/// Names a tile of hashes: `level` counts tiles, so that a hash of level 1 covers 256 entries.
struct TilePlace
{
    LogId log;
    int level = 0;
    qint64 index = 0;
};

/// Leaves, bodies, heads, tiles and signed checkpoints of both logs. Positions come from the sequencer and are dense; a
/// position that is taken is AlreadyExists.
class LogStore
{
public:
    explicit LogStore(Connection &connection)
        : m_connection(connection)
    {}

    /// `body` for the activity log only.
    [[nodiscard]] Expected<void> append(LogId log, const StoredEntry &entry,
                                        const std::optional<BodyBytes> &body = std::nullopt);
    /// The root up to entry `last`, kept beside it: the head that the running group commits. LogUnavailable, and
    /// nothing is kept, unless `generation` is the fence in force (MetaStore::raiseGeneration).
    [[nodiscard]] Expected<void> putHead(LogId log, qint64 last, QByteArrayView root, qint64 generation);
    /// The hash of a full tile, kept as entry `index` of the level above it.
    [[nodiscard]] Expected<void> putNode(const TilePlace &node, QByteArrayView hash);
    /// A full tile of 256 hashes.
    [[nodiscard]] Expected<void> putTile(const TilePlace &tile, QByteArrayView hashes);
    /// Keeps a signed checkpoint, instead of the one of its size that was kept before.
    [[nodiscard]] Expected<void> putCheckpoint(LogId log, const StoredCheckpoint &checkpoint);
    /// Removes kept checkpoints, but for the largest one and those that witnesses have signed.
    [[nodiscard]] Expected<void> removeCheckpoints(LogId log);
    /// Deletes bodies and salts of the entries [from, to): what retention prunes.
    [[nodiscard]] Expected<void> removeBodies(qint64 from, qint64 to);

    /// One more than the highest position; 0 for an empty log.
    [[nodiscard]] Expected<qint64> size(LogId log) const;
    /// The change cursor of the last entry; 0 for an empty log.
    [[nodiscard]] Expected<qint64> lastCursor(LogId log) const;
    /// Entries [from, to), as far as they exist, in order.
    [[nodiscard]] Expected<std::vector<StoredEntry>> entries(LogId log, qint64 from, qint64 to) const;
    /// The leaf hashes [from, to), one after another.
    [[nodiscard]] Expected<QByteArray> leafHashes(LogId log, qint64 from, qint64 to) const;
    /// Nodes [from, to) of a tile level above 0, one after another.
    [[nodiscard]] Expected<QByteArray> nodes(LogId log, int level, qint64 from, qint64 to) const;
    /// A full tile, where it is complete.
    [[nodiscard]] Expected<std::optional<QByteArray>> tile(const TilePlace &tile) const;
    /// Bodies of the entries [from, to) that have one, in order.
    [[nodiscard]] Expected<std::vector<StoredBody>> bodies(qint64 from, qint64 to) const;
    /// The kept checkpoint of the largest size; the log may have grown since.
    [[nodiscard]] Expected<std::optional<StoredCheckpoint>> latestCheckpoint(LogId log) const;
    /// The kept checkpoint of this size.
    [[nodiscard]] Expected<std::optional<StoredCheckpoint>> checkpoint(LogId log, qint64 size) const;
    /// The root that the log published at this size; nothing where no group ended there.
    [[nodiscard]] Expected<std::optional<QByteArray>> headRoot(LogId log, qint64 size) const;

private:
    Connection &m_connection;
};

} // namespace enigm::controlplane::store

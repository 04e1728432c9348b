#include "control-plane/store/LogStore.h"

#include "control-plane/store/Connection.h"
#include "control-plane/store/NativeStatement.h"
#include "control-plane/store/Query.h"

using namespace Qt::StringLiterals;

namespace enigm::controlplane::store {

namespace {

/// A text for each log; they differ in the table alone.
template <typename Text>
const Text &of(LogId log, const Text &governance, const Text &activity)
{
    return log == LogId::Governance ? governance : activity;
}

constexpr const char *appendGovernance =
    "INSERT INTO governance_entry (position, leaf, hash, cursor) VALUES (?, ?, ?, ?)";
constexpr const char *appendActivity = "INSERT INTO activity_entry (position, leaf, hash, cursor) VALUES (?, ?, ?, ?)";
// The fence is asked in the statement that writes, so that there is nothing between the two.
constexpr const char *checkpointGovernance = "INSERT INTO governance_checkpoint (size, root, note) SELECT ?, ?, ? "
                                             "WHERE (SELECT value FROM counter WHERE name = 'generation') = ?";
constexpr const char *checkpointActivity = "INSERT INTO activity_checkpoint (size, root, note) SELECT ?, ?, ? "
                                           "WHERE (SELECT value FROM counter WHERE name = 'generation') = ?";
constexpr const char *insertBody = "INSERT INTO activity_body (position, salt, value) VALUES (?, ?, ?)";
constexpr const char *insertNode = "INSERT INTO log_node (log, level, position, hash) VALUES (?, ?, ?, ?)";
constexpr const char *insertTile = "INSERT INTO log_tile (log, level, position, hashes) VALUES (?, ?, ?, ?)";

StoredCheckpoint checkpointFrom(const Query &row)
{
    return {.size = row.integer(0), .root = row.bytes(1), .note = row.bytes(2)};
}

Expected<QByteArray> joined(Query &query)
{
    QByteArray result;
    for (;;) {
        const auto more = query.next();
        if (!more)
            return std::unexpected(more.error());
        if (!*more)
            return result;
        result += query.bytes(0);
    }
}

Expected<qint64> numberOf(Query &query)
{
    const auto value = query.first([](const Query &row) { return row.integer(0); });
    if (!value)
        return std::unexpected(value.error());
    return value->value_or(0);
}

} // namespace

Expected<void> LogStore::append(LogId log, qint64 index, QByteArrayView leaf, QByteArrayView hash, qint64 cursor)
{
    const auto statement = m_connection.native(of(log, appendGovernance, appendActivity));
    if (!statement)
        return std::unexpected(statement.error());
    m_connection.countBytes(leaf.size());
    return (*statement)->bind(index).bind(leaf).bind(hash).bind(cursor).run();
}

Expected<void> LogStore::putBody(qint64 index, QByteArrayView salt, QByteArrayView value)
{
    const auto statement = m_connection.native(insertBody);
    if (!statement)
        return std::unexpected(statement.error());
    m_connection.countBytes(value.size());
    return (*statement)->bind(index).bind(salt).bind(value).run();
}

Expected<void> LogStore::putNode(const TilePlace &node, QByteArrayView hash)
{
    const auto statement = m_connection.native(insertNode);
    if (!statement)
        return std::unexpected(statement.error());
    return (*statement)->bind(qint64(node.log)).bind(qint64(node.level)).bind(node.index).bind(hash).run();
}

Expected<void> LogStore::putTile(const TilePlace &tile, QByteArrayView hashes)
{
    const auto statement = m_connection.native(insertTile);
    if (!statement)
        return std::unexpected(statement.error());
    return (*statement)->bind(qint64(tile.log)).bind(qint64(tile.level)).bind(tile.index).bind(hashes).run();
}

Expected<void> LogStore::putCheckpoint(LogId log, const StoredCheckpoint &checkpoint, qint64 generation)
{
    const auto statement = m_connection.native(of(log, checkpointGovernance, checkpointActivity));
    if (!statement)
        return std::unexpected(statement.error());
    (*statement)->bind(checkpoint.size).bind(checkpoint.root).bind(checkpoint.note).bind(generation);
    const auto inserted = (*statement)->runCounting();
    if (!inserted)
        return std::unexpected(inserted.error());
    if (*inserted == 0)
        return refuse(ProblemType::LogUnavailable, u"another process signs the checkpoints now"_s);
    return {};
}

Expected<void> LogStore::replaceNote(LogId log, qint64 size, const QByteArray &note)
{
    return Query(m_connection, of(log, u"UPDATE governance_checkpoint SET note = ? WHERE size = ?"_s,
                                  u"UPDATE activity_checkpoint SET note = ? WHERE size = ?"_s))
        .bind(note)
        .bind(size)
        .runOnExisting(u"the checkpoint"_s);
}

Expected<void> LogStore::removeCheckpointsBelow(LogId log, qint64 size)
{
    return Query(m_connection, of(log, u"DELETE FROM governance_checkpoint WHERE size < ?"_s,
                                  u"DELETE FROM activity_checkpoint WHERE size < ?"_s))
        .bind(size)
        .run();
}

Expected<void> LogStore::removeBodies(qint64 from, qint64 to)
{
    return Query(m_connection, u"DELETE FROM activity_body WHERE position >= ? AND position < ?"_s)
        .bind(from)
        .bind(to)
        .run();
}

Expected<qint64> LogStore::size(LogId log) const
{
    Query query(m_connection, of(log, u"SELECT coalesce(max(position) + 1, 0) FROM governance_entry"_s,
                                 u"SELECT coalesce(max(position) + 1, 0) FROM activity_entry"_s));
    return numberOf(query);
}

Expected<qint64> LogStore::lastCursor(LogId log) const
{
    Query query(m_connection, of(log, u"SELECT cursor FROM governance_entry ORDER BY position DESC LIMIT 1"_s,
                                 u"SELECT cursor FROM activity_entry ORDER BY position DESC LIMIT 1"_s));
    return numberOf(query);
}

Expected<std::vector<StoredEntry>> LogStore::entries(LogId log, qint64 from, qint64 to) const
{
    Query query(m_connection, of(log,
                                 u"SELECT position, leaf, hash, cursor FROM governance_entry "
                                 "WHERE position >= ? AND position < ? ORDER BY position"_s,
                                 u"SELECT position, leaf, hash, cursor FROM activity_entry "
                                 "WHERE position >= ? AND position < ? ORDER BY position"_s));
    return query.bind(from).bind(to).all([](const Query &row) {
        return StoredEntry{
            .index = row.integer(0), .leaf = row.bytes(1), .hash = row.bytes(2), .cursor = row.integer(3)};
    });
}

Expected<QByteArray> LogStore::leafHashes(LogId log, qint64 from, qint64 to) const
{
    Query query(m_connection,
                of(log, u"SELECT hash FROM governance_entry WHERE position >= ? AND position < ? ORDER BY position"_s,
                   u"SELECT hash FROM activity_entry WHERE position >= ? AND position < ? ORDER BY position"_s));
    return joined(query.bind(from).bind(to));
}

Expected<QByteArray> LogStore::nodes(LogId log, int level, qint64 from, qint64 to) const
{
    Query query(m_connection, u"SELECT hash FROM log_node WHERE log = ? AND level = ? AND position >= ? AND "
                              "position < ? ORDER BY position"_s);
    return joined(query.bind(int(log)).bind(level).bind(from).bind(to));
}

Expected<std::optional<QByteArray>> LogStore::tile(const TilePlace &tile) const
{
    Query query(m_connection, u"SELECT hashes FROM log_tile WHERE log = ? AND level = ? AND position = ?"_s);
    return query.bind(int(tile.log)).bind(tile.level).bind(tile.index).first([](const Query &row) {
        return row.bytes(0);
    });
}

Expected<std::vector<StoredBody>> LogStore::bodies(qint64 from, qint64 to) const
{
    Query query(m_connection, u"SELECT position, salt, value FROM activity_body WHERE position >= ? AND position < ? "
                              "ORDER BY position"_s);
    return query.bind(from).bind(to).all([](const Query &row) {
        return StoredBody{.index = row.integer(0), .salt = row.bytes(1), .value = row.bytes(2)};
    });
}

Expected<std::optional<StoredCheckpoint>> LogStore::latestCheckpoint(LogId log) const
{
    Query query(m_connection,
                of(log, u"SELECT size, root, note FROM governance_checkpoint ORDER BY size DESC LIMIT 1"_s,
                   u"SELECT size, root, note FROM activity_checkpoint ORDER BY size DESC LIMIT 1"_s));
    return query.first(checkpointFrom);
}

Expected<std::optional<StoredCheckpoint>> LogStore::checkpointOf(LogId log, qint64 size) const
{
    Query query(m_connection, of(log, u"SELECT size, root, note FROM governance_checkpoint WHERE size = ?"_s,
                                 u"SELECT size, root, note FROM activity_checkpoint WHERE size = ?"_s));
    return query.bind(size).first(checkpointFrom);
}

} // namespace enigm::controlplane::store

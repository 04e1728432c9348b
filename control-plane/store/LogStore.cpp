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
    "INSERT INTO governance_entry (position, cursor, hash, leaf) VALUES (?, ?, ?, ?)";
constexpr const char *appendActivity = "INSERT INTO activity_entry (position, cursor, hash, leaf) VALUES (?, ?, ?, ?)";
constexpr const char *appendActivityWithBody =
    "INSERT INTO activity_entry (position, cursor, hash, leaf, salt, body) VALUES (?, ?, ?, ?, ?, ?)";
// The fence is asked in the statement that writes, so that there is nothing between the two.
constexpr const char *headGovernance = "UPDATE governance_entry SET root = ? WHERE position = ? AND "
                                       "(SELECT value FROM counter WHERE name = 'generation') = ?";
constexpr const char *headActivity = "UPDATE activity_entry SET root = ? WHERE position = ? AND "
                                     "(SELECT value FROM counter WHERE name = 'generation') = ?";
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

Expected<void> LogStore::append(LogId log, const StoredEntry &entry, const std::optional<BodyBytes> &body)
{
    Q_ASSERT(!body || log == LogId::Activity);
    const auto statement =
        m_connection.native(body ? appendActivityWithBody : of(log, appendGovernance, appendActivity));
    if (!statement)
        return std::unexpected(statement.error());
    m_connection.countBytes(entry.leaf.size());
    (*statement)->bind(entry.index).bind(entry.cursor).bind(entry.hash).bind(entry.leaf);
    if (body) {
        m_connection.countBytes(body->value.size());
        (*statement)->bind(body->salt).bind(body->value);
    }
    return (*statement)->run();
}

Expected<void> LogStore::putHead(LogId log, qint64 last, QByteArrayView root, qint64 generation)
{
    const auto statement = m_connection.native(of(log, headGovernance, headActivity));
    if (!statement)
        return std::unexpected(statement.error());
    const auto updated = (*statement)->bind(root).bind(last).bind(generation).runCounting();
    if (!updated)
        return std::unexpected(updated.error());
    if (*updated == 0)
        return refuse(ProblemType::LogUnavailable, u"another process signs the checkpoints now"_s);
    return {};
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

Expected<void> LogStore::putCheckpoint(LogId log, const StoredCheckpoint &checkpoint)
{
    return Query(m_connection, of(log,
                                  u"INSERT INTO governance_checkpoint (size, root, note) VALUES (?, ?, ?) "
                                  "ON CONFLICT (size) DO UPDATE SET root = excluded.root, note = excluded.note"_s,
                                  u"INSERT INTO activity_checkpoint (size, root, note) VALUES (?, ?, ?) "
                                  "ON CONFLICT (size) DO UPDATE SET root = excluded.root, note = excluded.note"_s))
        .bind(checkpoint.size)
        .bind(checkpoint.root)
        .bind(checkpoint.note)
        .run();
}

Expected<void> LogStore::removeCheckpoints(LogId log)
{
    return Query(m_connection,
                 of(log,
                    u"DELETE FROM governance_checkpoint WHERE size < (SELECT max(size) FROM governance_checkpoint) "
                    "AND size NOT IN (SELECT size FROM cosignature WHERE log = ?)"_s,
                    u"DELETE FROM activity_checkpoint WHERE size < (SELECT max(size) FROM activity_checkpoint) "
                    "AND size NOT IN (SELECT size FROM cosignature WHERE log = ?)"_s))
        .bind(int(log))
        .run();
}

Expected<void> LogStore::removeBodies(qint64 from, qint64 to)
{
    return Query(m_connection,
                 u"UPDATE activity_entry SET salt = NULL, body = NULL WHERE position >= ? AND position < ?"_s)
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
                                 u"SELECT position, leaf, hash, cursor, root FROM governance_entry "
                                 "WHERE position >= ? AND position < ? ORDER BY position"_s,
                                 u"SELECT position, leaf, hash, cursor, root FROM activity_entry "
                                 "WHERE position >= ? AND position < ? ORDER BY position"_s));
    return query.bind(from).bind(to).all([](const Query &row) {
        return StoredEntry{.index = row.integer(0),
                           .leaf = row.bytes(1),
                           .hash = row.bytes(2),
                           .cursor = row.integer(3),
                           .root = row.bytes(4)};
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
    Query query(m_connection,
                u"SELECT position, salt, body FROM activity_entry WHERE position >= ? AND position < ? AND "
                "body IS NOT NULL ORDER BY position"_s);
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

Expected<std::optional<StoredCheckpoint>> LogStore::checkpoint(LogId log, qint64 size) const
{
    Query query(m_connection, of(log, u"SELECT size, root, note FROM governance_checkpoint WHERE size = ?"_s,
                                 u"SELECT size, root, note FROM activity_checkpoint WHERE size = ?"_s));
    return query.bind(size).first(checkpointFrom);
}

Expected<std::optional<QByteArray>> LogStore::headRoot(LogId log, qint64 size) const
{
    Query query(m_connection, of(log, u"SELECT root FROM governance_entry WHERE position = ? AND root IS NOT NULL"_s,
                                 u"SELECT root FROM activity_entry WHERE position = ? AND root IS NOT NULL"_s));
    return query.bind(size - 1).first([](const Query &row) { return row.bytes(0); });
}

} // namespace enigm::controlplane::store

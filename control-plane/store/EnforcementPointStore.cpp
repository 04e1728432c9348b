#include "control-plane/store/EnforcementPointStore.h"

#include "control-plane/store/Connection.h"
#include "control-plane/store/Query.h"

using namespace Qt::StringLiterals;

namespace enigm::controlplane::store {

namespace {

constexpr auto columns =
    "id, name, path, \"key\", enrolled_change, enrolled_at, revoked_change, revoked_at, last_seen, "
    "decided_from, decided_to, decided_permits, decided_denials, "
    "reported_from, reported_to, reported_permits, reported_denials, cursor, name_key"_L1;

std::optional<PointCounts> countsFrom(const Query &row, int first)
{
    if (row.isNull(first))
        return std::nullopt;
    return PointCounts{.from = row.integer(first),
                       .to = row.integer(first + 1),
                       .permits = row.integer(first + 2),
                       .denials = row.integer(first + 3)};
}

Expected<EnforcementPointRow> pointFrom(const Query &row)
{
    EnforcementPointRow point{.id = row.text(0),
                              .name = row.text(1),
                              .nameKey = row.text(18),
                              .path = row.text(2),
                              .key = row.text(3),
                              .enrolledChange = row.text(4),
                              .enrolledAt = row.integer(5),
                              .revokedAt = row.integerOrNull(7),
                              .lastSeen = row.integerOrNull(8),
                              .decided = countsFrom(row, 9),
                              .reported = countsFrom(row, 13),
                              .cursor = row.integer(17)};
    point.revokedChange = row.textOrNull(6);
    return point;
}

Expected<void> setCounts(Connection &connection, const QString &sql, const QString &id, const PointCounts &counts)
{
    return Query(connection, sql)
        .bind(counts.from)
        .bind(counts.to)
        .bind(counts.permits)
        .bind(counts.denials)
        .bind(id)
        .runOnExisting(id);
}

} // namespace

Expected<void> EnforcementPointStore::insert(const EnforcementPointRow &point)
{
    return Query(m_connection, u"INSERT INTO enforcement_point (id, name, name_key, path, \"key\", enrolled_change, "
                               "enrolled_at, cursor) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"_s)
        .bind(point.id)
        .bind(point.name)
        .bind(point.nameKey)
        .bind(point.path)
        .bind(point.key)
        .bind(point.enrolledChange)
        .bind(point.enrolledAt)
        .bind(point.cursor)
        .run();
}

Expected<void> EnforcementPointStore::revoke(const QString &id, const QString &change, qint64 time, qint64 cursor)
{
    return Query(m_connection, u"UPDATE enforcement_point SET revoked_change = ?, revoked_at = ?, cursor = ? "
                               "WHERE id = ? AND revoked_at IS NULL"_s)
        .bind(change)
        .bind(time)
        .bind(cursor)
        .bind(id)
        .runOnExisting(id);
}

Expected<void> EnforcementPointStore::setSeen(const QString &id, qint64 time)
{
    return Query(m_connection, u"UPDATE enforcement_point SET last_seen = ? WHERE id = ?"_s)
        .bind(time)
        .bind(id)
        .runOnExisting(id);
}

Expected<void> EnforcementPointStore::setDecided(const QString &id, const PointCounts &counts)
{
    return setCounts(m_connection,
                     u"UPDATE enforcement_point SET decided_from = ?, decided_to = ?, decided_permits = ?, "
                     "decided_denials = ? WHERE id = ?"_s,
                     id, counts);
}

Expected<void> EnforcementPointStore::setReported(const QString &id, const PointCounts &counts)
{
    return setCounts(m_connection,
                     u"UPDATE enforcement_point SET reported_from = ?, reported_to = ?, reported_permits = ?, "
                     "reported_denials = ? WHERE id = ?"_s,
                     id, counts);
}

Expected<std::optional<EnforcementPointRow>> EnforcementPointStore::find(const QString &id) const
{
    Query query(m_connection, u"SELECT %1 FROM enforcement_point WHERE id = ?"_s.arg(columns));
    return query.bind(id).first(pointFrom);
}

Expected<std::optional<EnforcementPointRow>> EnforcementPointStore::findByKey(const QString &key) const
{
    Query query(m_connection, u"SELECT %1 FROM enforcement_point WHERE \"key\" = ?"_s.arg(columns));
    return query.bind(key).first(pointFrom);
}

Expected<std::optional<EnforcementPointRow>> EnforcementPointStore::findByName(const QString &nameKey) const
{
    Query query(m_connection,
                u"SELECT %1 FROM enforcement_point WHERE name_key = ? AND revoked_at IS NULL"_s.arg(columns));
    return query.bind(nameKey).first(pointFrom);
}

Expected<std::vector<EnforcementPointRow>> EnforcementPointStore::page(const QString &after, int limit) const
{
    Query query(m_connection, u"SELECT %1 FROM enforcement_point WHERE id > ? ORDER BY id LIMIT ?"_s.arg(columns));
    return query.bind(after).bind(limit).all(pointFrom);
}

Expected<std::vector<EnforcementPointRow>> EnforcementPointStore::enrolled() const
{
    Query query(m_connection, u"SELECT %1 FROM enforcement_point WHERE revoked_at IS NULL ORDER BY id"_s.arg(columns));
    return query.all(pointFrom);
}

Expected<qint64> EnforcementPointStore::lastCursor() const
{
    Query query(m_connection, u"SELECT coalesce(max(cursor), 0) FROM enforcement_point"_s);
    const auto cursor = query.first([](const Query &row) { return row.integer(0); });
    if (!cursor)
        return std::unexpected(cursor.error());
    return cursor->value_or(0);
}

} // namespace enigm::controlplane::store

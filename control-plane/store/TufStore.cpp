#include "control-plane/store/TufStore.h"

#include "control-plane/store/Connection.h"
#include "control-plane/store/Query.h"

using namespace Qt::StringLiterals;

namespace enigm::controlplane::store {

namespace {

constexpr auto columns = "role, version, file, published_at"_L1;

TufMetadataRow rowFrom(const Query &row)
{
    return {.role = row.text(0), .version = row.integer(1), .file = row.bytes(2), .publishedAt = row.integerOrNull(3)};
}

} // namespace

Expected<void> TufStore::putPending(const TufMetadataRow &row)
{
    if (auto dropped = dropPending(row.role); !dropped)
        return dropped;
    Query insert(m_connection, u"INSERT INTO tuf_metadata (%1) VALUES (?, ?, ?, NULL)"_s.arg(columns));
    return insert.bind(row.role).bind(row.version).bind(row.file).run();
}

Expected<void> TufStore::dropPending(const QString &role)
{
    return Query(m_connection, u"DELETE FROM tuf_metadata WHERE role = ? AND published_at IS NULL"_s).bind(role).run();
}

Expected<void> TufStore::publish(const TufMetadataRow &row)
{
    if (auto dropped = dropPending(row.role); !dropped)
        return dropped;
    Query insert(m_connection, u"INSERT INTO tuf_metadata (%1) VALUES (?, ?, ?, ?)"_s.arg(columns));
    return insert.bind(row.role).bind(row.version).bind(row.file).bind(row.publishedAt.value_or(0)).run();
}

Expected<void> TufStore::forgetBelow(const QString &role, qint64 version)
{
    Query remove(m_connection,
                 u"DELETE FROM tuf_metadata WHERE role = ? AND version < ? AND published_at IS NOT NULL"_s);
    return remove.bind(role).bind(version).run();
}

Expected<std::optional<TufMetadataRow>> TufStore::find(const QString &role, qint64 version) const
{
    Query query(
        m_connection,
        u"SELECT %1 FROM tuf_metadata WHERE role = ? AND version = ? AND published_at IS NOT NULL"_s.arg(columns));
    return query.bind(role).bind(version).first(rowFrom);
}

Expected<std::optional<TufMetadataRow>> TufStore::newest(const QString &role) const
{
    Query query(m_connection, u"SELECT %1 FROM tuf_metadata WHERE role = ? AND published_at IS NOT NULL "
                              "ORDER BY version DESC LIMIT 1"_s.arg(columns));
    return query.bind(role).first(rowFrom);
}

Expected<std::vector<TufMetadataRow>> TufStore::served() const
{
    Query query(m_connection,
                u"SELECT %1 FROM tuf_metadata AS newest WHERE published_at IS NOT NULL AND version = "
                "(SELECT max(version) FROM tuf_metadata WHERE role = newest.role AND published_at IS NOT NULL) "
                "ORDER BY role"_s.arg(columns));
    return query.all(rowFrom);
}

Expected<std::vector<TufMetadataRow>> TufStore::pending() const
{
    Query query(m_connection, u"SELECT %1 FROM tuf_metadata WHERE published_at IS NULL ORDER BY role"_s.arg(columns));
    return query.all(rowFrom);
}

Expected<std::vector<TufMetadataRow>> TufStore::history(const QString &role) const
{
    Query query(
        m_connection,
        u"SELECT %1 FROM tuf_metadata WHERE role = ? AND published_at IS NOT NULL ORDER BY version"_s.arg(columns));
    return query.bind(role).all(rowFrom);
}

} // namespace enigm::controlplane::store

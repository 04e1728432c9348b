#include "control-plane/store/RevocationStore.h"

#include "control-plane/store/Connection.h"
#include "control-plane/store/Query.h"

using namespace Qt::StringLiterals;

namespace enigm::controlplane::store {

Expected<void> RevocationStore::put(const RevocationRow &row)
{
    return Query(m_connection, u"INSERT INTO revocation_list (digest, list, entries, stored_at) VALUES (?, ?, ?, ?) "
                               "ON CONFLICT (digest) DO UPDATE SET stored_at = excluded.stored_at"_s)
        .bind(row.digest)
        .bind(row.list)
        .bind(row.entries)
        .bind(row.stored)
        .run();
}

Expected<void> RevocationStore::remove(const QByteArray &digest)
{
    return Query(m_connection, u"DELETE FROM revocation_list WHERE digest = ?"_s).bind(digest).run();
}

Expected<std::optional<RevocationRow>> RevocationStore::find(const QByteArray &digest) const
{
    Query query(m_connection, u"SELECT list, entries, stored_at FROM revocation_list WHERE digest = ?"_s);
    return query.bind(digest).first([&digest](const Query &row) {
        return RevocationRow{
            .digest = digest, .list = row.bytes(0), .entries = row.integer(1), .stored = row.integer(2)};
    });
}

Expected<bool> RevocationStore::contains(const QByteArray &digest) const
{
    Query query(m_connection, u"SELECT 1 FROM revocation_list WHERE digest = ?"_s);
    const auto found = query.bind(digest).first([](const Query &row) { return row.integer(0); });
    if (!found)
        return std::unexpected(found.error());
    return found->has_value();
}

Expected<std::vector<RevocationRow>> RevocationStore::all() const
{
    Query query(m_connection, u"SELECT digest, entries, stored_at FROM revocation_list ORDER BY stored_at, digest"_s);
    return query.all([](const Query &row) {
        return RevocationRow{.digest = row.bytes(0), .list = {}, .entries = row.integer(1), .stored = row.integer(2)};
    });
}

} // namespace enigm::controlplane::store

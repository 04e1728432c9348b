#include "control-plane/store/GroupStore.h"

#include "control-plane/store/Connection.h"
#include "control-plane/store/Query.h"

using namespace Qt::StringLiterals;

namespace enigm::controlplane::store {

namespace {

constexpr auto columns = "id, version, digest, definition, name, members, change, changed_at, cursor"_L1;

GroupRow groupFrom(const Query &row)
{
    return {.id = row.text(0),
            .version = row.integer(1),
            .digest = row.bytesOrNull(2),
            .definition = row.bytes(3),
            .name = row.textOrNull(4),
            .memberCount = row.integerOrNull(5),
            .change = row.text(6),
            .changedAt = row.integer(7),
            .cursor = row.integer(8)};
}

} // namespace

Expected<void> GroupStore::put(const GroupRow &group, std::span<const fleet::DeviceHandle> members)
{
    Query insert(m_connection,
                 u"INSERT INTO device_group (%1) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET "
                 "version = excluded.version, digest = excluded.digest, definition = excluded.definition, "
                 "name = excluded.name, members = excluded.members, change = excluded.change, "
                 "changed_at = excluded.changed_at, cursor = excluded.cursor"_s.arg(columns));
    auto done = insert.bind(group.id)
                    .bind(group.version)
                    .bind(group.digest)
                    .bind(group.definition)
                    .bind(group.name)
                    .bind(group.memberCount)
                    .bind(group.change)
                    .bind(group.changedAt)
                    .bind(group.cursor)
                    .run();
    if (done)
        done = Query(m_connection, u"DELETE FROM device_group_member WHERE device_group = ?"_s).bind(group.id).run();
    for (const fleet::DeviceHandle &member : members) {
        if (!done)
            break;
        done = Query(m_connection, u"INSERT INTO device_group_member (device_group, handle) VALUES (?, ?)"_s)
                   .bind(group.id)
                   .bind(member.text())
                   .run();
    }
    return done;
}

Expected<std::optional<GroupRow>> GroupStore::find(const QString &id) const
{
    Query query(m_connection, u"SELECT %1 FROM device_group WHERE id = ?"_s.arg(columns));
    return query.bind(id).first(groupFrom);
}

Expected<std::optional<GroupRow>> GroupStore::findByName(const QString &name) const
{
    Query query(m_connection, u"SELECT %1 FROM device_group WHERE name = ?"_s.arg(columns));
    return query.bind(name).first(groupFrom);
}

Expected<std::vector<GroupRow>> GroupStore::page(const QString &after, int limit) const
{
    Query query(m_connection,
                u"SELECT %1 FROM device_group WHERE id > ? AND digest IS NOT NULL ORDER BY id LIMIT ?"_s.arg(columns));
    return query.bind(after).bind(limit).all(groupFrom);
}

Expected<std::vector<fleet::DeviceHandle>> GroupStore::members(const QString &id) const
{
    Query query(m_connection, u"SELECT handle FROM device_group_member WHERE device_group = ? ORDER BY handle"_s);
    return query.bind(id).all([](const Query &row) { return fleet::DeviceHandle::parse(row.text(0)); });
}

Expected<std::vector<QString>> GroupStore::listing(const fleet::DeviceHandle &device) const
{
    Query query(m_connection, u"SELECT device_group FROM device_group_member WHERE handle = ? ORDER BY device_group"_s);
    return query.bind(device.text()).all([](const Query &row) { return row.text(0); });
}

Expected<qint64> GroupStore::lastCursor() const
{
    Query query(m_connection, u"SELECT coalesce(max(cursor), 0) FROM device_group"_s);
    const auto cursor = query.first([](const Query &row) { return row.integer(0); });
    if (!cursor)
        return std::unexpected(cursor.error());
    return cursor->value_or(0);
}

} // namespace enigm::controlplane::store

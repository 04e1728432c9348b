#include "control-plane/store/PostureStore.h"

#include "control-plane/store/Connection.h"
#include "control-plane/store/Query.h"

using namespace Qt::StringLiterals;

namespace enigm::controlplane::store {

namespace {

PostureRow postureFrom(const Query &row)
{
    return {.posture = row.bytes(0), .position = row.integer(1), .changed = row.integer(2)};
}

} // namespace

Expected<void> PostureStore::set(const fleet::DeviceHandle &handle, const PostureRow &posture)
{
    auto done = Query(m_connection, u"INSERT INTO device_posture (handle, posture, position, changed, reported) "
                                    "VALUES (?, ?, ?, ?, ?) ON CONFLICT (handle) DO UPDATE SET "
                                    "posture = excluded.posture, position = excluded.position, "
                                    "changed = excluded.changed, reported = excluded.reported"_s)
                    .bind(handle.text())
                    .bind(posture.posture)
                    .bind(posture.position)
                    .bind(posture.changed)
                    .bind(posture.changed)
                    .run();
    if (!done)
        return done;
    done = Query(m_connection,
                 u"INSERT INTO device_posture_change (handle, position, posture, changed) VALUES (?, ?, ?, ?)"_s)
               .bind(handle.text())
               .bind(posture.position)
               .bind(posture.posture)
               .bind(posture.changed)
               .run();
    if (!done)
        return done;
    return Query(m_connection, u"DELETE FROM device_posture_change WHERE handle = ? AND position <= (SELECT position "
                               "FROM device_posture_change WHERE handle = ? ORDER BY position DESC LIMIT 1 OFFSET ?)"_s)
        .bind(handle.text())
        .bind(handle.text())
        .bind(mostChanges)
        .run();
}

Expected<void> PostureStore::setReported(const fleet::DeviceHandle &handle, qint64 time)
{
    return Query(m_connection, u"UPDATE device_posture SET reported = max(reported, ?) WHERE handle = ?"_s)
        .bind(time)
        .bind(handle.text())
        .runOnExisting(handle.text());
}

Expected<std::optional<CurrentPostureRow>> PostureStore::find(const fleet::DeviceHandle &handle) const
{
    Query query(m_connection, u"SELECT posture, position, changed, reported FROM device_posture WHERE handle = ?"_s);
    return query.bind(handle.text()).first([](const Query &row) {
        return CurrentPostureRow{.posture = postureFrom(row), .reported = row.integer(3)};
    });
}

Expected<std::vector<PostureRow>> PostureStore::changes(const fleet::DeviceHandle &handle) const
{
    Query query(m_connection, u"SELECT posture, position, changed FROM device_posture_change WHERE handle = ? "
                              "ORDER BY position DESC"_s);
    return query.bind(handle.text()).all(postureFrom);
}

Expected<qint64> PostureStore::countSince(const fleet::DeviceHandle &handle, qint64 time) const
{
    Query query(m_connection, u"SELECT count(*) FROM device_posture_change WHERE handle = ? AND changed > ?"_s);
    const auto count = query.bind(handle.text()).bind(time).first([](const Query &row) { return row.integer(0); });
    if (!count)
        return std::unexpected(count.error());
    return count->value_or(0);
}

} // namespace enigm::controlplane::store

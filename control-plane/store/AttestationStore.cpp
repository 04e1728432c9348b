#include "control-plane/store/AttestationStore.h"

#include "control-plane/store/Connection.h"
#include "control-plane/store/Query.h"

using namespace Qt::StringLiterals;

namespace enigm::controlplane::store {

Expected<void> AttestationStore::add(const fleet::DeviceHandle &handle, const AttestationChangeRow &change)
{
    auto done = Query(m_connection, u"INSERT INTO device_attestation_change (handle, position, judged, outcome, "
                                    "outcome_before) "
                                    "VALUES (?, ?, ?, ?, ?)"_s)
                    .bind(handle.text())
                    .bind(change.position)
                    .bind(change.judged)
                    .bind(change.outcome)
                    .bind(change.before)
                    .run();
    if (!done)
        return done;
    return Query(m_connection,
                 u"DELETE FROM device_attestation_change WHERE handle = ? AND position <= (SELECT position "
                 "FROM device_attestation_change WHERE handle = ? ORDER BY position DESC LIMIT 1 OFFSET ?)"_s)
        .bind(handle.text())
        .bind(handle.text())
        .bind(mostChanges)
        .run();
}

Expected<std::vector<AttestationChangeRow>> AttestationStore::changes(const fleet::DeviceHandle &handle) const
{
    Query query(m_connection, u"SELECT position, judged, outcome, outcome_before FROM device_attestation_change "
                              "WHERE handle = ? ORDER BY position"_s);
    return query.bind(handle.text()).all([](const Query &row) {
        return AttestationChangeRow{
            .position = row.integer(0), .judged = row.integer(1), .outcome = row.text(2), .before = row.text(3)};
    });
}

Expected<qint64> AttestationStore::countSince(const fleet::DeviceHandle &handle, qint64 time) const
{
    Query query(m_connection, u"SELECT count(*) FROM device_attestation_change WHERE handle = ? AND judged > ?"_s);
    const auto count = query.bind(handle.text()).bind(time).first([](const Query &row) { return row.integer(0); });
    if (!count)
        return std::unexpected(count.error());
    return count->value_or(0);
}

} // namespace enigm::controlplane::store

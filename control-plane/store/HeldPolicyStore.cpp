#include "control-plane/store/HeldPolicyStore.h"

#include "control-plane/store/Connection.h"
#include "control-plane/store/Query.h"

using namespace Qt::StringLiterals;

namespace enigm::controlplane::store {

namespace {

constexpr auto columns = "versions, report, position, changed, counted_from, changes"_L1;

HeldPoliciesRow heldFrom(const Query &row)
{
    return {.versions = row.bytes(0),
            .report = row.bytes(1),
            .position = row.integer(2),
            .changed = row.integer(3),
            .countedFrom = row.integer(4),
            .changes = row.integer(5)};
}

} // namespace

Expected<void> HeldPolicyStore::set(const fleet::DeviceHandle &handle, const HeldPoliciesRow &held)
{
    Query query(m_connection,
                u"INSERT OR REPLACE INTO device_policies (handle, %1) VALUES (?, ?, ?, ?, ?, ?, ?)"_s.arg(columns));
    return query.bind(handle.text())
        .bind(held.versions)
        .bind(held.report)
        .bind(held.position)
        .bind(held.changed)
        .bind(held.countedFrom)
        .bind(held.changes)
        .run();
}

Expected<void> HeldPolicyStore::forget(const fleet::DeviceHandle &handle)
{
    return Query(m_connection, u"DELETE FROM device_policies WHERE handle = ?"_s).bind(handle.text()).run();
}

Expected<std::optional<HeldPoliciesRow>> HeldPolicyStore::find(const fleet::DeviceHandle &handle) const
{
    Query query(m_connection, u"SELECT %1 FROM device_policies WHERE handle = ?"_s.arg(columns));
    return query.bind(handle.text()).first(heldFrom);
}

} // namespace enigm::controlplane::store

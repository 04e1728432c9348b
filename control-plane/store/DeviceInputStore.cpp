#include "control-plane/store/DeviceInputStore.h"

#include "control-plane/store/Connection.h"
#include "control-plane/store/HandleRange.h"
#include "control-plane/store/Query.h"

using namespace Qt::StringLiterals;

namespace enigm::controlplane::store {

namespace {

constexpr auto selected =
    "SELECT device.handle, device.state, device.attestation, device.security_level, device.patch, "
    "device_posture.posture, device_posture.reported, device_policies.versions FROM device "
    "LEFT JOIN device_posture ON device_posture.handle = device.handle "
    "LEFT JOIN device_policies ON device_policies.handle = device.handle"_L1;

Expected<DeviceInputRow> inputsFrom(const Query &row)
{
    const auto state = storedState(row.text(1));
    if (!state)
        return std::unexpected(state.error());
    return DeviceInputRow{.handle = row.text(0),
                          .state = *state,
                          .attestation = row.text(2),
                          .securityLevel = row.text(3),
                          .patch = row.integerOrNull(4),
                          .posture = row.bytesOrNull(5),
                          .reported = row.integerOrNull(6).value_or(0),
                          .held = row.bytesOrNull(7)};
}

} // namespace

Expected<std::optional<DeviceInputRow>> DeviceInputStore::find(const fleet::DeviceHandle &handle) const
{
    Query query(m_connection, u"%1 WHERE device.handle = ?"_s.arg(selected));
    return query.bind(handle.text()).first(inputsFrom);
}

Expected<std::vector<DeviceInputRow>> DeviceInputStore::page(const QString &after, int limit) const
{
    Query query(m_connection, u"%1 WHERE device.handle > ? ORDER BY device.handle LIMIT ?"_s.arg(selected));
    return query.bind(after).bind(limit).all(inputsFrom);
}

Expected<std::vector<ListingRow>> DeviceInputStore::listings(const QString &after, const QString &last) const
{
    Query query(m_connection, u"SELECT handle, device_group FROM device_group_member WHERE handle > ? AND handle <= ? "
                              "ORDER BY handle, device_group"_s);
    return query.bind(after).bind(last).all(
        [](const Query &row) { return ListingRow{.handle = row.text(0), .group = row.text(1)}; });
}

} // namespace enigm::controlplane::store

#include "control-plane/store/NetworkCredentialStore.h"

#include "control-plane/store/Connection.h"
#include "control-plane/store/Query.h"

using namespace Qt::StringLiterals;

namespace enigm::controlplane::store {

namespace {

constexpr auto columns = "device, epoch, tls_key, wireguard_key, onion_key, issued_at"_L1;

Expected<NetworkCredentialRow> credentialFrom(const Query &row)
{
    auto device = enigm::fleet::DeviceHandle::parse(row.text(0));
    if (!device)
        return std::unexpected(device.error());
    return NetworkCredentialRow{.device = std::move(*device),
                                .epoch = row.integer(1),
                                .tlsKey = row.bytes(2),
                                .wireguardKey = row.bytes(3),
                                .onionKey = row.bytes(4),
                                .issuedAt = row.integer(5)};
}

} // namespace

Expected<void> NetworkCredentialStore::put(const NetworkCredentialRow &credential)
{
    Query insert(m_connection,
                 u"INSERT INTO network_credential (%1) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (epoch, device) DO UPDATE "
                 "SET tls_key = excluded.tls_key, wireguard_key = excluded.wireguard_key, "
                 "onion_key = excluded.onion_key, issued_at = excluded.issued_at"_s.arg(columns));
    return insert.bind(credential.device.text())
        .bind(credential.epoch)
        .bind(credential.tlsKey)
        .bind(credential.wireguardKey)
        .bind(credential.onionKey)
        .bind(credential.issuedAt)
        .run();
}

Expected<void> NetworkCredentialStore::removeBefore(qint64 epoch)
{
    return Query(m_connection, u"DELETE FROM network_credential WHERE epoch < ?"_s).bind(epoch).run();
}

Expected<std::optional<NetworkCredentialRow>>
NetworkCredentialStore::find(qint64 epoch, const enigm::fleet::DeviceHandle &device) const
{
    Query query(m_connection, u"SELECT %1 FROM network_credential WHERE epoch = ? AND device = ?"_s.arg(columns));
    return query.bind(epoch).bind(device.text()).first(credentialFrom);
}

Expected<std::vector<NetworkCredentialRow>> NetworkCredentialStore::page(qint64 epoch, const QString &after,
                                                                         int limit) const
{
    Query query(
        m_connection,
        u"SELECT %1 FROM network_credential WHERE epoch = ? AND device > ? ORDER BY device LIMIT ?"_s.arg(columns));
    return query.bind(epoch).bind(after).bind(limit).all(credentialFrom);
}

} // namespace enigm::controlplane::store

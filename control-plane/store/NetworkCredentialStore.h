#pragma once

#include "contract/fleet/DeviceHandle.h"
#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace enigm::controlplane::store {

class Connection;

/// The public keys by which gateways know one device in one epoch. Of the handle that they know it by nothing is kept.
struct NetworkCredentialRow
{
    enigm::fleet::DeviceHandle device = {}; ///< the console's handle
    qint64 epoch = 0;                       ///< contract/fleet/HandleEpoch.h
    QByteArray tlsKey = {};                 ///< SHA-256 of the certificate's SubjectPublicKeyInfo
    QByteArray wireguardKey = {};           ///< X25519, 32 bytes
    QByteArray onionKey = {};               ///< X25519, 32 bytes
    qint64 issuedAt = 0;                    ///< Unix seconds

    friend bool operator==(const NetworkCredentialRow &, const NetworkCredentialRow &) = default;
};

/// What devices were given for the network, epoch by epoch.
class NetworkCredentialStore
{
public:
    explicit NetworkCredentialStore(Connection &connection)
        : m_connection(connection)
    {}

    /// Inserts, or replaces the device's of this epoch. AlreadyExists for a key that another device, or another epoch
    /// that is still kept, has.
    [[nodiscard]] Expected<void> put(const NetworkCredentialRow &credential);
    /// Forgets the epochs before this one.
    [[nodiscard]] Expected<void> removeBefore(qint64 epoch);

    [[nodiscard]] Expected<std::optional<NetworkCredentialRow>> find(qint64 epoch,
                                                                     const enigm::fleet::DeviceHandle &device) const;
    /// At most `limit` of an epoch behind the device `after` (empty: from the first), by device.
    [[nodiscard]] Expected<std::vector<NetworkCredentialRow>> page(qint64 epoch, const QString &after, int limit) const;

private:
    Connection &m_connection;
};

} // namespace enigm::controlplane::store

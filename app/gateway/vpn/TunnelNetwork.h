#pragma once

#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

namespace enigm::gateway {

/// Where tunnels end: a /64 of unique local addresses (RFC 4193). The address of a peer follows from its key alone, so
/// that gateway and device know it without telling each other, and another key is another address: nothing outlives the
/// epoch of a key.
class TunnelNetwork
{
public:
    /// Such as "fd00:1:2:3::/64". OutOfRange.
    [[nodiscard]] static Expected<TunnelNetwork> parse(const QString &text);

    /// The address of the peer with this public key (X25519, 32 bytes): the network's 64 bits, and the first 64 of
    /// SHA-256 over "enigm tunnel address v1", a zero byte and the key, of which the first is set, so that low
    /// addresses stay free for the gateway.
    [[nodiscard]] QString addressOf(QByteArrayView key) const;

private:
    QByteArray m_prefix; ///< 8 bytes
};

} // namespace enigm::gateway

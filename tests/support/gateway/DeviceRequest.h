#pragma once

#include "api-client/wire/TlsIdentity.h"

#include <QByteArray>
#include <QSslSocket>

namespace enigm::test {

/// What became of one request of a device at a proxy.
struct DeviceAnswer
{
    int status = 0; ///< 0 where the handshake or the connection failed
    QByteArray body = {};
};

/// A device asks for this target ("/" or an URL) at a proxy on loopback, over TLS with this certificate; null shows
/// none. Turns the event loop.
[[nodiscard]] DeviceAnswer requestAsDevice(quint16 port, const client::TlsIdentity &identity, const QByteArray &target);

} // namespace enigm::test

#pragma once

#include "api-client/wire/TlsIdentity.h"
#include "contract/deployment/DeviceArchive.h"

#include <QByteArray>
#include <QString>
#include <QUrl>

namespace enigm::test {

/// What a device shows on the network for an epoch.
struct DeviceCredentials
{
    client::TlsIdentity identity; ///< short, named by the network handle
    QString handle;
    QByteArray wireguardKey; ///< public
    QByteArray onionKey;     ///< public
};

/// The device fetches them: fresh keys, over its own mutual TLS. The control plane's refusal. Turns the event loop.
[[nodiscard]] Expected<DeviceCredentials> fetchCredentials(const deployment::DeviceIdentity &device,
                                                           const QUrl &devices, const QByteArray &tlsPin);

} // namespace enigm::test

#pragma once

#include "contract/fleet/DeviceHandle.h"
#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QByteArrayView>

namespace enigm::controlplane::fleet {

/// What a client certificate of our own device authority says, once TLS has verified it whole. Read here element by
/// element: OpenSSL's decoders take longer over the key, which nobody uses, than the rest of a check-in takes.
struct ClientCertificate
{
    enigm::fleet::DeviceHandle handle; ///< the console's; the subject's one common name
    QByteArray key;                    ///< DER SubjectPublicKeyInfo

    /// DER. MalformedEncoding, MalformedHandle.
    [[nodiscard]] static Expected<ClientCertificate> read(QByteArrayView der);
};

} // namespace enigm::controlplane::fleet

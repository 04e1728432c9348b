#pragma once

#include "api-client/wire/Pin.h"
#include "api-client/wire/Transport.h"

#include <QByteArray>
#include <QList>
#include <QNetworkAccessManager>
#include <QPointer>

#include <chrono>

namespace enigm::client {

/// HTTPS over TLS 1.3 to a server whose key is pinned. Trust hangs on the pin alone: neither certificate authorities
/// nor the name in the certificate are asked, and nothing of a request is sent before the pin was found right.
class PinnedTransport final : public Transport
{
public:
    /// For how long an exchange may make no progress.
    static constexpr std::chrono::seconds usualPatience{30};

    /// `spkiDigest` is the SHA-256 of the server's SubjectPublicKeyInfo.
    explicit PinnedTransport(QByteArray spkiDigest, TlsIdentity identity = {},
                             std::chrono::milliseconds patience = usualPatience);
    ~PinnedTransport() override;

    [[nodiscard]] Task<Expected<WireReply>> send(WireRequest request) override;
    [[nodiscard]] std::unique_ptr<WireStream> open(WireRequest request) override;
    void close() override;

private:
    Pin m_pin;
    std::chrono::milliseconds m_patience;
    QNetworkAccessManager m_manager;
    QList<QPointer<WireStream>> m_streams;
    bool m_isClosed = false;
};

} // namespace enigm::client

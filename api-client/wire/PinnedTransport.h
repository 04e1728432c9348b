#pragma once

#include "api-client/wire/Transport.h"

#include <QByteArray>
#include <QNetworkAccessManager>
#include <QSslCertificate>

namespace enigm::client {

/// HTTPS over TLS 1.3 to a server whose key is pinned. Trust hangs on the pin alone: neither certificate authorities
/// nor the name in the certificate are asked, and nothing of a request is sent before the pin was found right.
class PinnedTransport final : public Transport
{
public:
    /// `spkiDigest` is the SHA-256 of the server's SubjectPublicKeyInfo.
    explicit PinnedTransport(QByteArray spkiDigest);
    ~PinnedTransport() override;

    [[nodiscard]] Task<Expected<WireReply>> send(WireRequest request) override;
    void close() override;

private:
    [[nodiscard]] QNetworkReply *start(const WireRequest &request);
    [[nodiscard]] bool isPinned(const QSslCertificate &certificate) const;

    QByteArray m_pin;
    QNetworkAccessManager m_manager;
    bool m_isClosed = false;
};

} // namespace enigm::client

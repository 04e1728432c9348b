#pragma once

#include "api-client/wire/TlsIdentity.h"
#include "api-client/wire/Transport.h"

#include <QByteArray>
#include <QNetworkAccessManager>
#include <QNetworkReply>

#include <chrono>
#include <memory>

namespace enigm::client {

/// What became of one exchange; shared with the slots of its reply, which may outlive whoever asked.
struct ExchangeFate
{
    bool wrongServer = false;
    bool tooLarge = false;
    bool isClosed = false;
};

/// The key of the one server that is trusted, and how it is asked: TLS 1.3, nothing sent before the key was found
/// right, no redirects, cookies or caches.
class Pin
{
public:
    /// `spkiDigest` is the SHA-256 of the server's SubjectPublicKeyInfo; `identity` is shown to that server alone.
    explicit Pin(QByteArray spkiDigest, TlsIdentity identity = {});

    static void prepare(QNetworkAccessManager &manager);
    /// Begins the exchange; without any progress for `patience` it ends.
    [[nodiscard]] QNetworkReply *start(QNetworkAccessManager &manager, const WireRequest &request,
                                       std::chrono::milliseconds patience,
                                       const std::shared_ptr<ExchangeFate> &fate) const;

    /// Whether the exchange broke off, at whatever point: an answer that was cut short has a status too.
    [[nodiscard]] static bool isBroken(const QNetworkReply &reply, const ExchangeFate &fate);
    [[nodiscard]] static Problem problemOf(const QNetworkReply &reply, const ExchangeFate &fate);
    /// Status and header of an answer, with this body.
    [[nodiscard]] static WireReply answerOf(const QNetworkReply &reply, QByteArray body);

private:
    QByteArray m_digest;
    TlsIdentity m_identity;
};

} // namespace enigm::client

#include "api-client/wire/Pin.h"

#include "contract/signing/Secret.h"

#include <QNetworkRequest>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>

namespace enigm::client {

using namespace Qt::StringLiterals;

namespace {

bool isPinned(const QNetworkReply &reply, const QByteArray &digest)
{
    const QSslCertificate certificate = reply.sslConfiguration().peerCertificate();
    return !certificate.isNull() && signing::sha256(certificate.publicKey().toDer()) == digest;
}

} // namespace

Pin::Pin(QByteArray spkiDigest, TlsIdentity identity)
    : m_digest(std::move(spkiDigest))
    , m_identity(std::move(identity))
{}

void Pin::prepare(QNetworkAccessManager &manager)
{
    manager.setAutoDeleteReplies(false);
    manager.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
}

QNetworkReply *Pin::start(QNetworkAccessManager &manager, const WireRequest &request,
                          std::chrono::milliseconds patience, const std::shared_ptr<ExchangeFate> &fate) const
{
    QNetworkRequest network(request.url);
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setProtocol(QSsl::TlsV1_3OrLater);
    tls.setCaCertificates({}); // nobody but the pin vouches
    if (!m_identity.certificate.isNull()) {
        tls.setLocalCertificate(m_identity.certificate);
        tls.setPrivateKey(m_identity.key);
    }
    network.setSslConfiguration(tls);
    network.setTransferTimeout(static_cast<int>(patience.count()));
    network.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    network.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    network.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    network.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    network.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    for (const auto &[name, value] : request.headers)
        network.setRawHeader(name, value);
    QNetworkReply *const reply = manager.sendCustomRequest(network, request.method, request.body);
    QObject::connect(reply, &QNetworkReply::sslErrors, reply,
                     [reply, fate, digest = m_digest](const QList<QSslError> &errors) {
                         if (isPinned(*reply, digest))
                             reply->ignoreSslErrors(errors);
                         else
                             fate->wrongServer = true;
                     });
    // An impostor whose chain validates raises no sslErrors: this is where it is turned away.
    QObject::connect(reply, &QNetworkReply::encrypted, reply, [reply, fate, digest = m_digest] {
        if (!isPinned(*reply, digest)) {
            fate->wrongServer = true;
            reply->abort();
        }
    });
    return reply;
}

bool Pin::isBroken(const QNetworkReply &reply, const ExchangeFate &fate)
{
    // Qt's errors from ContentAccessDenied on are statuses of whole answers.
    const bool hasFailed =
        reply.error() != QNetworkReply::NoError && reply.error() < QNetworkReply::ContentAccessDenied;
    return fate.wrongServer || fate.tooLarge || fate.isClosed || hasFailed ||
           !reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).isValid();
}

Problem Pin::problemOf(const QNetworkReply &reply, const ExchangeFate &fate)
{
    if (fate.wrongServer) {
        return {ProblemType::WrongServer,
                u"The server presented a key that is not the one of this deployment. Nothing was sent to it."_s};
    }
    if (fate.tooLarge)
        return {ProblemType::TooLarge, u"The answer of the server is too large."_s};
    if (fate.isClosed)
        return {ProblemType::Cancelled, u"The connection was closed."_s};
    if (reply.error() == QNetworkReply::TimeoutError || reply.error() == QNetworkReply::OperationCanceledError)
        return {ProblemType::RequestTimeout, u"The server did not answer in time."_s};
    return {ProblemType::Unreachable, reply.errorString()};
}

WireReply Pin::answerOf(const QNetworkReply &reply, QByteArray body)
{
    WireReply answer{.status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(),
                     .headers = {},
                     .body = std::move(body)};
    for (const auto &pair : reply.rawHeaderPairs())
        answer.headers.emplace_back(pair.first, pair.second);
    return answer;
}

} // namespace enigm::client

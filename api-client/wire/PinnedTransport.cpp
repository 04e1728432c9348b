#include "api-client/wire/PinnedTransport.h"

#include "contract/signing/Secret.h"

#include <QNetworkReply>
#include <QNetworkRequest>
#include <QPointer>
#include <QSslConfiguration>
#include <QSslKey>
#include <qcoro/qcoronetworkreply.h>

#include <memory>

namespace enigm::client {

using namespace Qt::StringLiterals;

namespace {

constexpr int transferTimeout = 30'000; // milliseconds without progress
constexpr qint64 maxReplySize = 64 * 1024 * 1024;

/// What became of one exchange; shared with the slots of its reply, which may outlive the coroutine.
struct Fate
{
    bool wrongServer = false;
    bool tooLarge = false;
};

/// Whether the exchange broke off, at whatever point: an answer that was cut short has a status too. Qt's errors from
/// ContentAccessDenied on are statuses of whole answers.
bool isBroken(const QNetworkReply &reply)
{
    return reply.error() != QNetworkReply::NoError && reply.error() < QNetworkReply::ContentAccessDenied;
}

Problem problemOf(const QNetworkReply &reply, const Fate &fate)
{
    if (fate.wrongServer) {
        return {ProblemType::WrongServer,
                u"The server presented a key that is not the one of this deployment. Nothing was sent to it."_s};
    }
    if (fate.tooLarge)
        return {ProblemType::TooLarge, u"The answer of the server is too large."_s};
    if (reply.error() == QNetworkReply::TimeoutError || reply.error() == QNetworkReply::OperationCanceledError)
        return {ProblemType::RequestTimeout, u"The server did not answer in time."_s};
    return {ProblemType::Unreachable, reply.errorString()};
}

std::unexpected<Problem> closed()
{
    return refuse(ProblemType::Cancelled, u"The connection was closed."_s);
}

} // namespace

PinnedTransport::PinnedTransport(QByteArray spkiDigest)
    : m_pin(std::move(spkiDigest))
{
    m_manager.setAutoDeleteReplies(false);
    m_manager.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
}

PinnedTransport::~PinnedTransport() = default;

bool PinnedTransport::isPinned(const QSslCertificate &certificate) const
{
    return !certificate.isNull() && signing::sha256(certificate.publicKey().toDer()) == m_pin;
}

QNetworkReply *PinnedTransport::start(const WireRequest &request)
{
    QNetworkRequest network(request.url);
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setProtocol(QSsl::TlsV1_3OrLater);
    tls.setCaCertificates({}); // nobody but the pin vouches
    network.setSslConfiguration(tls);
    network.setTransferTimeout(transferTimeout);
    network.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    network.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    network.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    network.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    network.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    for (const auto &[name, value] : request.headers)
        network.setRawHeader(name, value);
    return m_manager.sendCustomRequest(network, request.method, request.body);
}

void PinnedTransport::close()
{
    m_isClosed = true;
    const auto replies = m_manager.findChildren<QNetworkReply *>();
    for (QNetworkReply *const reply : replies)
        reply->abort();
}

Task<Expected<WireReply>> PinnedTransport::send(WireRequest request)
{
    if (m_isClosed)
        co_return closed();
    const auto fate = std::make_shared<Fate>();
    const QPointer<QNetworkReply> reply = start(request);
    QObject::connect(reply, &QNetworkReply::sslErrors, reply, [this, reply, fate](const QList<QSslError> &errors) {
        if (isPinned(reply->sslConfiguration().peerCertificate()))
            reply->ignoreSslErrors(errors);
        else
            fate->wrongServer = true;
    });
    // An impostor whose chain validates raises no sslErrors: this is where it is turned away.
    QObject::connect(reply, &QNetworkReply::encrypted, reply, [this, reply, fate] {
        if (!isPinned(reply->sslConfiguration().peerCertificate())) {
            fate->wrongServer = true;
            reply->abort();
        }
    });
    QObject::connect(reply, &QNetworkReply::downloadProgress, reply, [reply, fate](qint64 received, qint64) {
        if (received > maxReplySize) {
            fate->tooLarge = true;
            reply->abort();
        }
    });

    const QPointer<QNetworkAccessManager> manager(&m_manager); // this may be gone afterwards
    co_await reply.data();
    if (!reply || !manager || m_isClosed)
        co_return closed();

    const QVariant status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute);
    reply->deleteLater();
    if (fate->wrongServer || fate->tooLarge || !status.isValid() || isBroken(*reply))
        co_return std::unexpected(problemOf(*reply, *fate));
    WireReply answer{.status = status.toInt(), .headers = {}, .body = reply->readAll()};
    for (const auto &pair : reply->rawHeaderPairs())
        answer.headers.emplace_back(pair.first, pair.second);
    co_return answer;
}

} // namespace enigm::client

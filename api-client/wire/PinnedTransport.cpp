#include "api-client/wire/PinnedTransport.h"

#include "api-client/wire/PinnedStream.h"

#include <QNetworkReply>
#include <qcoro/qcoronetworkreply.h>

#include <memory>

namespace enigm::client {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 maxReplySize = 64 * 1024 * 1024;

std::unexpected<Problem> closed()
{
    return refuse(ProblemType::Cancelled, u"The connection was closed."_s);
}

} // namespace

PinnedTransport::PinnedTransport(QByteArray spkiDigest, TlsIdentity identity, std::chrono::milliseconds patience)
    : m_pin(std::move(spkiDigest), std::move(identity))
    , m_patience(patience)
{
    Pin::prepare(m_manager);
}

PinnedTransport::~PinnedTransport() = default;

void PinnedTransport::close()
{
    m_isClosed = true;
    const auto replies = m_manager.findChildren<QNetworkReply *>();
    for (QNetworkReply *const reply : replies)
        reply->abort();
    for (const QPointer<WireStream> &stream : std::exchange(m_streams, {})) {
        if (stream)
            stream->abort();
    }
}

std::unique_ptr<WireStream> PinnedTransport::open(WireRequest request)
{
    auto stream = std::make_unique<PinnedStream>(m_pin, request);
    m_streams.removeIf([](const QPointer<WireStream> &other) { return other.isNull(); });
    m_streams.append(stream.get());
    if (m_isClosed)
        QMetaObject::invokeMethod(stream.get(), &WireStream::abort, Qt::QueuedConnection);
    return stream;
}

Task<Expected<WireReply>> PinnedTransport::send(WireRequest request)
{
    if (m_isClosed)
        co_return closed();
    const auto fate = std::make_shared<ExchangeFate>();
    const QPointer<QNetworkReply> reply = m_pin.start(m_manager, request, m_patience, fate);
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

    reply->deleteLater();
    if (Pin::isBroken(*reply, *fate))
        co_return std::unexpected(Pin::problemOf(*reply, *fate));
    co_return Pin::answerOf(*reply, reply->readAll());
}

} // namespace enigm::client

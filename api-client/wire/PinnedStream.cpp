#include "api-client/wire/PinnedStream.h"

#include <QNetworkReply>

#include <utility>

namespace enigm::client {

namespace {

constexpr qint64 mostWaiting = 64 * 1024;

} // namespace

PinnedStream::PinnedStream(const Pin &pin, const WireRequest &request)
{
    Pin::prepare(m_manager);
    m_reply = pin.start(m_manager, request, patience, m_fate);
    m_reply->setReadBufferSize(mostWaiting);
    connect(m_reply, &QNetworkReply::metaDataChanged, this, &PinnedStream::noteHead);
    connect(m_reply, &QNetworkReply::readyRead, this, &PinnedStream::takeBytes);
    connect(m_reply, &QNetworkReply::finished, this, &PinnedStream::finish);
}

PinnedStream::~PinnedStream()
{
    m_reply->disconnect(this); // and as it goes, the exchange is broken off
}

void PinnedStream::abort()
{
    if (m_isOver)
        return;
    m_fate->isClosed = true;
    m_reply->abort();
}

void PinnedStream::noteHead()
{
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const QByteArray type = m_reply->rawHeader("Content-Type");
    if (m_isOpen || status != 200 || !type.startsWith("text/event-stream"))
        return;
    m_isOpen = true;
    Q_EMIT opened();
}

void PinnedStream::takeBytes()
{
    if (m_isOver)
        return;
    const QByteArray bytes = m_reply->readAll();
    if (m_isOpen) {
        if (!bytes.isEmpty())
            Q_EMIT received(bytes);
        return;
    }
    m_refusal += bytes;
    if (m_refusal.size() <= mostWaiting)
        return;
    // Not aborted here: Qt would find a second error in what it has received already.
    m_fate->tooLarge = true;
    finish();
}

void PinnedStream::finish()
{
    if (std::exchange(m_isOver, true))
        return;
    if (Pin::isBroken(*m_reply, *m_fate)) {
        Q_EMIT ended(std::unexpected(Pin::problemOf(*m_reply, *m_fate)));
        return;
    }
    const QByteArray rest = m_reply->readAll();
    if (m_isOpen && !rest.isEmpty())
        Q_EMIT received(rest);
    Q_EMIT ended(Pin::answerOf(*m_reply, m_isOpen ? QByteArray() : m_refusal + rest));
}

} // namespace enigm::client

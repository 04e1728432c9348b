#include "tests/support/client/FakeControlPlane.h"

#include <QUrlQuery>

// The change feed of the fake control plane.

namespace enigm::test {

using namespace Qt::StringLiterals;

class FakeControlPlane::FakeStream final : public client::WireStream
{
public:
    void abort() override { end(refuse(ProblemType::Cancelled, u"The connection was closed."_s)); }
    void begin()
    {
        m_isOpen = true;
        Q_EMIT opened();
    }
    void say(const QByteArray &bytes)
    {
        if (m_isOpen)
            Q_EMIT received(bytes);
    }
    void end(const Expected<client::WireReply> &how)
    {
        if (std::exchange(m_isOver, true))
            return;
        m_isOpen = false;
        Q_EMIT ended(how);
    }
    [[nodiscard]] bool isOpen() const { return m_isOpen; }

private:
    bool m_isOpen = false;
    bool m_isOver = false;
};

std::unique_ptr<client::WireStream> FakeControlPlane::openFeed(const client::WireRequest &request)
{
    auto stream = std::make_unique<FakeStream>();
    m_feeds.append(stream.get());
    const QPointer<FakeStream> begun(stream.get());
    QMetaObject::invokeMethod(
        this,
        [this, begun, request] {
            if (begun)
                beginFeed(*begun, request);
        },
        Qt::QueuedConnection);
    return stream;
}

void FakeControlPlane::beginFeed(FakeStream &stream, const client::WireRequest &request)
{
    if (!m_reachable)
        return stream.end(refuse(ProblemType::Unreachable, u"Nobody listens there."_s));
    m_seen.push_back(request);
    const auto caller = tokens.callerOf(request);
    if (!caller)
        return stream.end(problemReply(caller.error()));
    if (const auto refused = m_refused.constFind(request.url.path()); refused != m_refused.constEnd())
        return stream.end(problemReply({*refused}));
    const QPointer<FakeStream> begun(&stream);
    stream.begin();
    const QString after = QUrlQuery(request.url).queryItemValue(u"after"_s);
    if (begun && (after.isEmpty() || after.toLongLong() > m_feedCursor))
        begun->say(feed::FeedEvent{.cursor = m_feedCursor, .isReset = true}.toEventStream());
}

void FakeControlPlane::tell(const feed::FeedEvent &event)
{
    m_feedCursor = event.cursor;
    say(event.toEventStream());
}

void FakeControlPlane::say(const QByteArray &bytes)
{
    for (const QPointer<FakeStream> &stream : QList(m_feeds)) {
        if (stream)
            stream->say(bytes);
    }
}

void FakeControlPlane::endFeeds(bool isCut)
{
    for (const QPointer<FakeStream> &stream : std::exchange(m_feeds, {})) {
        if (!stream)
            continue;
        if (isCut)
            stream->end(refuse(ProblemType::Unreachable, u"The line was cut."_s));
        else
            stream->end(client::WireReply{.status = 200, .headers = {}, .body = {}});
    }
}

int FakeControlPlane::listeners() const
{
    return static_cast<int>(
        std::ranges::count_if(m_feeds, [](const QPointer<FakeStream> &stream) { return stream && stream->isOpen(); }));
}

} // namespace enigm::test

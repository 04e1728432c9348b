#include "control-plane/api/FeedRoutes.h"

#include "control-plane/api/Refusal.h"
#include "control-plane/http/Stream.h"

namespace enigm::controlplane::api {

using namespace Qt::StringLiterals;

namespace {

/// Some ten of the largest events: who is further behind begins anew.
constexpr qsizetype streamCapacity = 64 * 1024;
constexpr auto beat = ":\n\n"; // a comment

/// A session that listens through a stream.
class Listening final : public feed::FeedSubscriber
{
public:
    Listening(const identity::Authenticator &authenticator, const identity::Caller &caller,
              std::shared_ptr<http::Stream> stream)
        : m_authenticator(authenticator)
        , m_owner(caller.operatorId)
        , m_session(caller.session.id)
        , m_stream(std::move(stream))
    {}

    const QString &owner() const override { return m_owner; }
    bool isOpen() const override { return m_stream->isOpen(); }
    bool isEntitled(const store::Repositories &store) const override
    {
        return m_authenticator.checkStillOpen(m_session, store).has_value();
    }
    void deliver(QByteArrayView event) override { m_stream->write(event); }
    void end() override { m_stream->end(); }

private:
    const identity::Authenticator &m_authenticator;
    const QString m_owner;
    const QString m_session;
    const std::shared_ptr<http::Stream> m_stream;
};

/// Where the client says that it was: by the header of a reconnection (HTML, "server-sent events"), else the query.
Expected<std::optional<qint64>> cursorOf(const http::Request &request)
{
    if (const auto known = request.target.query.only({u"after"}); !known)
        return std::unexpected(known.error());
    QByteArray text = request.headers.value("Last-Event-ID").value_or(QByteArray());
    if (text.isEmpty())
        text = request.target.query.value(u"after").value_or(QString()).toLatin1();
    if (text.isEmpty())
        return std::nullopt;
    const auto cursor = enigm::feed::parseCursor(text);
    if (!cursor)
        return std::unexpected(cursor.error());
    return *cursor;
}

} // namespace

FeedRoutes::FeedRoutes(const Guard &guard, const identity::Authenticator &authenticator, feed::Feed &feed)
    : m_guard(guard)
    , m_authenticator(authenticator)
    , m_feed(feed)
{}

Routes FeedRoutes::routes()
{
    auto handler = m_guard.answering([this](const http::Request &request, const identity::Caller &caller,
                                            http::Respond respond) { follow(request, caller, std::move(respond)); });
    return {{.method = "GET"_ba, .path = u"/v1/feed"_s, .handler = std::move(handler)}};
}

void FeedRoutes::follow(const http::Request &request, const identity::Caller &caller, http::Respond respond) const
{
    const auto cursor = cursorOf(request);
    if (!cursor)
        return respond(refusal(cursor.error()));
    const auto stream = std::make_shared<http::Stream>(streamCapacity, beat);
    const auto listening = std::make_shared<Listening>(m_authenticator, caller, stream);
    if (request.method != "HEAD") {
        if (const auto taken = m_feed.subscribe(listening, *cursor); !taken)
            return respond(refusal(taken.error()));
    }
    respond(http::Response::streamed(stream, "text/event-stream"_ba));
}

} // namespace enigm::controlplane::api

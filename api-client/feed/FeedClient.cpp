#include "api-client/feed/FeedClient.h"

#include "api-client/session/Session.h"
#include "api-client/wire/ServerProblem.h"

#include <QRandomGenerator>

#include <algorithm>

namespace enigm::client {

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace {

/// Doubled with each failure, up to the most, and somewhere in the upper half of that.
milliseconds delayAfter(int failures, const FeedClient::Options &options)
{
    constexpr int mostDoublings = 16;
    const qint64 whole =
        std::min<qint64>(options.most.count(), options.first.count() << std::clamp(failures - 1, 0, mostDoublings));
    const qint64 half = whole / 2;
    return milliseconds(half + QRandomGenerator::global()->bounded(whole - half + 1));
}

} // namespace

FeedClient::FeedClient(Session &session, QObject *parent)
    : FeedClient(session, Options(), parent)
{}

FeedClient::FeedClient(Session &session, const Options &options, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_options(options)
    , m_cursor(options.after)
{
    m_retry.setSingleShot(true);
    m_retry.callOnTimeout(this, [this] { connectNow(); });
    connect(&session, &Session::signedIn, this, &FeedClient::start);
    connect(&session, &Session::ended, this, &FeedClient::stop);
    if (session.info())
        start();
}

FeedClient::~FeedClient()
{
    if (m_stream)
        m_stream->disconnect(this);
}

void FeedClient::start()
{
    m_failures = 0;
    m_silentSince = m_session.now();
    enter(State::Connecting);
    connectNow();
}

void FeedClient::stop()
{
    m_retry.stop();
    dropStream();
    m_cursor.reset(); // somebody else may sign in
    m_silentSince.reset();
    m_problem.reset();
    enter(State::Off);
}

void FeedClient::retryNow()
{
    if (m_state == State::Waiting && !m_stream)
        connectNow();
}

void FeedClient::connectNow()
{
    m_retry.stop();
    ApiRequest request{.path = u"/v1/feed"_s};
    if (m_cursor)
        request.query.addQueryItem(u"after"_s, QString::number(*m_cursor));
    auto stream = m_session.openStream(std::move(request));
    if (!stream)
        return; // nobody is signed in: ended() says so
    m_parser = {};
    m_stream = std::move(*stream);
    connect(m_stream.get(), &WireStream::opened, this, [this] {
        m_silentSince.reset();
        m_problem.reset();
        enter(State::Live);
    });
    connect(m_stream.get(), &WireStream::received, this, &FeedClient::take);
    connect(m_stream.get(), &WireStream::ended, this, [this](const Expected<WireReply> &how) {
        if (!how)
            breakOff(how.error());
        else if (how->status >= 400)
            breakOff(ServerProblem::of(*how).problem);
        else
            breakOff({ProblemType::Unavailable, u"The server has ended the feed."_s});
    });
}

void FeedClient::take(const QByteArray &bytes)
{
    m_failures = 0;
    const auto events = m_parser.parse(bytes);
    if (!events)
        return breakOff(events.error());
    const WireStream *const stream = m_stream.get();
    for (const StreamEvent &event : *events) {
        const auto hint = feed::FeedEvent::parse(event.id, event.name, event.data);
        if (!hint)
            return breakOff(hint.error());
        if (!*hint)
            continue;
        m_cursor = (*hint)->cursor;
        Q_EMIT heard(**hint);
        if (m_stream.get() != stream)
            return; // whoever heard it has signed out
    }
}

void FeedClient::breakOff(Problem problem)
{
    dropStream();
    ++m_failures;
    m_problem = std::move(problem);
    if (!m_silentSince)
        m_silentSince = m_session.now();
    m_retry.start(delayAfter(m_failures, m_options));
    enter(State::Waiting);
}

/// Later, since it may be the one that is speaking.
void FeedClient::dropStream()
{
    if (!m_stream)
        return;
    m_stream->disconnect(this);
    m_stream.release()->deleteLater();
}

void FeedClient::enter(State state)
{
    m_state = state;
    Q_EMIT stateChanged();
}

} // namespace enigm::client

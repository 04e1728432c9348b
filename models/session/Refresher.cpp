#include "models/session/Refresher.h"

#include "api-client/feed/FeedClient.h"
#include "api-client/session/Session.h"
#include "models/session/SyncStatus.h"

#include <algorithm>

namespace enigm::models::session {

namespace {

bool hasFailed(const Source &source)
{
    const Phase phase = source.status().phase();
    return phase == Phase::Stale || phase == Phase::Offline;
}

} // namespace

Refresher::Refresher(client::Session &session, client::FeedClient &feed, std::chrono::milliseconds interval,
                     QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_feed(feed)
    , m_interval(interval)
{
    m_timer.setSingleShot(true);
    m_timer.callOnTimeout(this, [this] { tick(); });
    m_round.setSingleShot(true);
    m_round.callOnTimeout(this, [this] { refreshDue(); });
    connect(&session, &client::Session::signedIn, this, [this] { refreshNow(); });
    connect(&session, &client::Session::ended, this, [this] { restart(); });
    connect(&session, &client::Session::reachabilityChanged, this,
            [this](bool reachable) { noteReachable(reachable); });
    connect(&feed, &client::FeedClient::heard, this, [this](const feed::FeedEvent &event) { noteHint(event); });
    connect(&feed, &client::FeedClient::stateChanged, this, [this] { noteStatus(); });
    restart();
}

void Refresher::addWatched(QObject *object, Source &source)
{
    m_sources.push_back({.object = object, .source = &source});
    connect(&source.status(), &SyncStatus::changed, this, [this] { noteStatus(); });
    if (m_active && m_session.info())
        source.refresh();
}

void Refresher::setActive(bool active)
{
    if (active == m_active)
        return;
    m_active = active;
    if (active && !m_feed.isLive())
        refreshNow();
    else
        restart();
}

void Refresher::refreshNow()
{
    if (!m_session.info())
        return;
    m_feed.retryNow();
    refresh(false);
    restart();
}

std::chrono::milliseconds Refresher::interval() const
{
    return m_interval * m_backOff;
}

bool Refresher::mustPoll() const
{
    if (!m_active || !m_session.info())
        return false;
    return !m_feed.isLive() || std::ranges::any_of(m_sources, [](const Watched &watched) {
        return watched.object && hasFailed(*watched.source);
    });
}

void Refresher::restart()
{
    if (mustPoll())
        m_timer.start(interval());
    else
        m_timer.stop();
}

void Refresher::tick()
{
    m_backOff = m_reachable ? 1 : std::min(m_backOff * 2, maxBackOff);
    if (m_session.info())
        refresh(m_feed.isLive());
    restart();
}

void Refresher::refresh(bool onlyFailed)
{
    std::erase_if(m_sources, [](const Watched &watched) { return watched.object.isNull(); });
    // A source that answers at once may add another: go by place.
    for (std::size_t i = 0; i < m_sources.size(); ++i) {
        if (m_sources[i].object && (!onlyFailed || hasFailed(*m_sources[i].source)))
            m_sources[i].source->refresh();
    }
}

void Refresher::noteHint(const feed::FeedEvent &event)
{
    for (Watched &watched : m_sources)
        watched.isDue = watched.isDue || (watched.object && watched.source->concerns(event));
    scheduleRound();
}

/// The feed has come or gone, or a source has: where one was busy while it became due, it is its turn.
void Refresher::noteStatus()
{
    scheduleRound();
    if (mustPoll() != m_timer.isActive())
        restart();
}

void Refresher::scheduleRound()
{
    const bool isDue = std::ranges::any_of(m_sources, [](const Watched &watched) {
        return watched.object && watched.isDue && !watched.source->status().isBusy();
    });
    if (!isDue || m_round.isActive())
        return;
    const qint64 left = m_sinceRound.isValid() ? roundTime.count() - m_sinceRound.elapsed() : 0;
    m_round.start(std::chrono::milliseconds(std::max<qint64>(left, 0)));
}

/// A source that is busy may be hearing what was so before the hint: it is asked again once it is done.
void Refresher::refreshDue()
{
    m_sinceRound.start();
    for (std::size_t i = 0; i < m_sources.size(); ++i) {
        if (!m_sources[i].object || !m_sources[i].isDue || m_sources[i].source->status().isBusy())
            continue;
        m_sources[i].isDue = false;
        if (m_session.info())
            m_sources[i].source->refresh();
    }
}

void Refresher::noteReachable(bool reachable)
{
    const bool isBack = reachable && !m_reachable;
    m_reachable = reachable;
    if (!isBack)
        return;
    m_backOff = 1;
    // Later, since the answer that brought the news is still being handed on.
    if (mustPoll())
        m_timer.start(0);
}

} // namespace enigm::models::session

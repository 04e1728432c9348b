#include "models/session/Refresher.h"

#include "api-client/session/Session.h"

#include <algorithm>

namespace enigm::models::session {

Refresher::Refresher(client::Session &session, std::chrono::milliseconds interval, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_interval(interval)
{
    m_timer.setSingleShot(true);
    m_timer.callOnTimeout(this, [this] { tick(); });
    connect(&session, &client::Session::signedIn, this, [this] { refreshNow(); });
    connect(&session, &client::Session::ended, this, [this] { restart(); });
    connect(&session, &client::Session::reachabilityChanged, this,
            [this](bool reachable) { noteReachable(reachable); });
    restart();
}

void Refresher::addWatched(QObject *object, Source &source)
{
    m_sources.push_back({.object = object, .source = &source});
    if (isRunning())
        source.refresh();
}

void Refresher::setActive(bool active)
{
    if (active == m_active)
        return;
    m_active = active;
    if (active)
        refreshNow();
    else
        m_timer.stop();
}

void Refresher::refreshNow()
{
    if (!m_session.info())
        return;
    std::erase_if(m_sources, [](const Watched &watched) { return watched.object.isNull(); });
    // A source that answers at once may add another: go by place.
    for (std::size_t i = 0; i < m_sources.size(); ++i) {
        if (m_sources[i].object)
            m_sources[i].source->refresh();
    }
    restart();
}

std::chrono::milliseconds Refresher::interval() const
{
    return m_interval * m_backOff;
}

bool Refresher::isRunning() const
{
    return m_active && m_session.info().has_value();
}

void Refresher::restart()
{
    if (isRunning())
        m_timer.start(interval());
    else
        m_timer.stop();
}

void Refresher::tick()
{
    m_backOff = m_reachable ? 1 : std::min(m_backOff * 2, maxBackOff);
    refreshNow();
}

void Refresher::noteReachable(bool reachable)
{
    const bool isBack = reachable && !m_reachable;
    m_reachable = reachable;
    if (!isBack)
        return;
    m_backOff = 1;
    // Later, since the answer that brought the news is still being handed on.
    if (isRunning())
        m_timer.start(0);
}

} // namespace enigm::models::session

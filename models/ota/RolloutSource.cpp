#include "models/ota/RolloutSource.h"

#include "api-client/ota/RolloutClient.h"

#include <algorithm>
#include <utility>

namespace enigm::models::ota {

RolloutSource::RolloutSource(client::Session &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{}

void RolloutSource::setRollout(const QString &id)
{
    if (id == m_id)
        return;
    m_id = id;
    ++m_generation;
    m_status.reset();
    forget();
    Q_EMIT changed();
    refresh();
}

void RolloutSource::forget()
{
    m_rollout.reset();
    m_groups.clear();
    m_events.show({});
}

client::Task<Expected<RolloutSource::Loaded>> RolloutSource::load(client::Session &session, QString id)
{
    client::RolloutClient client(session);
    auto rollout = co_await client.rollout(id);
    if (!rollout)
        co_return std::unexpected(rollout.error());
    auto events = co_await client.events(id, std::nullopt, mostEvents);
    if (!events)
        co_return std::unexpected(events.error());
    Loaded loaded;
    loaded.rollout = std::move(*rollout);
    loaded.events = std::move(events->events);
    co_return loaded;
}

void RolloutSource::refresh()
{
    if (m_id.isEmpty() || m_status.isBusy())
        return;
    m_status.begin();
    QCoro::connect(load(m_session, m_id), this, [this, generation = m_generation](Expected<Loaded> loaded) {
        if (generation == m_generation)
            take(std::move(loaded));
    });
}

void RolloutSource::take(Expected<Loaded> loaded)
{
    if (!loaded) {
        if (session::SyncStatus::isRefusal(loaded.error())) {
            forget();
            Q_EMIT changed();
        }
        return m_status.fail(loaded.error());
    }
    const bool isOther = m_rollout != loaded->rollout;
    if (isOther)
        m_groups.show(loaded->rollout);
    m_rollout = std::move(loaded->rollout);
    m_events.show(loaded->events);
    if (isOther)
        Q_EMIT changed();
    m_status.succeed(m_session.now());
}

bool RolloutSource::concerns(const feed::FeedEvent &event) const
{
    const bool isNamed = !event.rollouts || std::ranges::find(*event.rollouts, m_id) != event.rollouts->end();
    return !m_id.isEmpty() && (event.isReset || isNamed);
}

} // namespace enigm::models::ota

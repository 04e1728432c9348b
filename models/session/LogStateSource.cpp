#include "models/session/LogStateSource.h"

#include "api-client/audit/LogFollower.h"
#include "api-client/session/Session.h"

namespace enigm::models::session {

LogStateSource::LogStateSource(client::Session &session, client::LogFollower &follower, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_follower(follower)
{
    // Whoever made the follower advance, reviewing a change for instance, this is the time of it.
    connect(&follower, &client::LogFollower::advanced, this, [this] { m_status.succeed(m_session.now()); });
    connect(&follower, &client::LogFollower::refreshFailed, this,
            [this](const Problem &problem) { m_status.fail(problem); });
    connect(&follower, &client::LogFollower::alarmRaised, this, [this](const Problem &problem) {
        m_status.fail(problem);
        Q_EMIT alarmRaised(problem);
    });
    connect(&follower, &client::LogFollower::memoryChanged, this, &LogStateSource::changed);
    connect(&m_status, &SyncStatus::changed, this, &LogStateSource::changed);
}

qint64 LogStateSource::activitySize() const
{
    return m_follower.activityHead().size;
}

qint64 LogStateSource::governanceSize() const
{
    return m_follower.governanceHead().size;
}

std::optional<Problem> LogStateSource::alarm() const
{
    return m_follower.alarm();
}

const std::optional<Problem> &LogStateSource::notKept() const
{
    return m_follower.notKept();
}

void LogStateSource::refresh()
{
    if (m_status.isBusy())
        return;
    m_status.begin();
    // How it ends is heard from the follower, as when somebody else asked it.
    QCoro::connect(m_follower.refresh(), this, [](const Expected<void> &) {});
}

bool LogStateSource::concerns(const feed::FeedEvent &event) const
{
    return event.concernsActivity() || event.concernsGovernance();
}

} // namespace enigm::models::session

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
    connect(&follower, &client::LogFollower::advanced, this, [this] {
        m_status.succeed(m_session.now());
        Q_EMIT changed();
    });
    connect(&follower, &client::LogFollower::alarmRaised, this, [this](const Problem &problem) {
        m_status.fail(problem);
        Q_EMIT changed();
        Q_EMIT alarmRaised(problem);
    });
}

qint64 LogStateSource::activitySize() const
{
    return m_follower.activityHead().size;
}

qint64 LogStateSource::governanceSize() const
{
    return m_follower.governanceHead().size;
}

const std::optional<Problem> &LogStateSource::alarm() const
{
    return m_follower.alarm();
}

void LogStateSource::refresh()
{
    if (m_status.isBusy())
        return;
    m_status.begin();
    QCoro::connect(m_follower.refresh(), this, [this](const Expected<void> &result) {
        if (!result)
            m_status.fail(result.error());
    });
}

} // namespace enigm::models::session

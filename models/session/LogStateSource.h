#pragma once

#include "contract/problems/Problem.h"
#include "models/session/Source.h"
#include "models/session/SyncStatus.h"

#include <QObject>

#include <optional>

namespace enigm::client {
class LogFollower;
class Session;
} // namespace enigm::client

namespace enigm::models::session {

/// What the top bar says of the logs: "verified to 18,204", since when, or the alarm.
class LogStateSource : public QObject, public Source
{
    Q_OBJECT

public:
    /// Both outlive this.
    LogStateSource(client::Session &session, client::LogFollower &follower, QObject *parent = nullptr);

    /// Entries of the activity log that this console has verified; 0 before the first time.
    [[nodiscard]] qint64 activitySize() const;
    [[nodiscard]] qint64 governanceSize() const;
    /// Unix seconds of the last verification that ended well; nothing before the first.
    [[nodiscard]] std::optional<qint64> lastVerified() const { return m_status.lastSynced(); }
    /// What contradicts what was signed or seen. Stays until the process ends.
    [[nodiscard]] std::optional<Problem> alarm() const;
    /// Why this console cannot remember what it saw; nothing where it can.
    [[nodiscard]] const std::optional<Problem> &notKept() const;

    /// Verifies what the logs have grown by.
    void refresh() override;
    [[nodiscard]] const SyncStatus &status() const override { return m_status; }
    [[nodiscard]] bool concerns(const feed::FeedEvent &event) const override;

Q_SIGNALS:
    /// A size, the time, the alarm, or whether it could be verified or remembered is another.
    void changed();
    /// Once, as it is found.
    void alarmRaised(const enigm::Problem &problem);

private:
    client::Session &m_session;
    client::LogFollower &m_follower;
    SyncStatus m_status;
};

} // namespace enigm::models::session

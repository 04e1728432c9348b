#pragma once

#include "api-client/wire/Task.h"
#include "models/ota/GroupProgressModel.h"
#include "models/ota/RolloutEventsModel.h"
#include "models/session/Source.h"
#include "models/session/SyncStatus.h"

namespace enigm::client {
class Session;
}

namespace enigm::models::ota {

/// One rollout that somebody looks at, kept current.
class RolloutSource : public QObject, public session::Source
{
    Q_OBJECT

public:
    /// The last events that it holds.
    static constexpr int mostEvents = 100;

    /// `session` outlives this.
    explicit RolloutSource(client::Session &session, QObject *parent = nullptr);

    /// Which one; empty for none. Asks for it.
    void setRollout(const QString &id);
    [[nodiscard]] const QString &id() const { return m_id; }
    /// Nothing before the first answer.
    [[nodiscard]] const std::optional<enigm::ota::RolloutRecord> &rollout() const { return m_rollout; }
    [[nodiscard]] GroupProgressModel &groups() { return m_groups; }
    [[nodiscard]] RolloutEventsModel &events() { return m_events; }

    void refresh() override;
    [[nodiscard]] const session::SyncStatus &status() const override { return m_status; }
    [[nodiscard]] bool concerns(const feed::FeedEvent &event) const override;

Q_SIGNALS:
    /// The rollout, its groups or its events are others.
    void changed();

private:
    struct Loaded
    {
        enigm::ota::RolloutRecord rollout;
        std::vector<enigm::ota::RolloutEvent> events;
    };
    [[nodiscard]] static client::Task<Expected<Loaded>> load(client::Session &session, QString id);
    void take(Expected<Loaded> loaded);
    void forget();

    client::Session &m_session;
    session::SyncStatus m_status;
    QString m_id;
    quint64 m_generation = 0;
    std::optional<enigm::ota::RolloutRecord> m_rollout;
    GroupProgressModel m_groups;
    RolloutEventsModel m_events;
};

} // namespace enigm::models::ota

#pragma once

#include "api-client/session/Session.h"
#include "models/policies/Fleet.h"
#include "models/session/Source.h"
#include "models/session/SyncStatus.h"

#include <QObject>

#include <memory>

namespace enigm::models::policies {

/// The inputs of every device, streamed when somebody wants to compute over them. What is there stays until the next is
/// whole.
class FleetSource : public QObject, public session::Source
{
    Q_OBJECT

public:
    /// Seconds for which what was streamed is recent enough for whoever wants it.
    static constexpr qint64 recent = 60;

    /// `session` outlives this.
    explicit FleetSource(client::Session &session, QObject *parent = nullptr);

    /// Null before the first was whole.
    [[nodiscard]] const std::shared_ptr<const Fleet> &fleet() const { return m_fleet; }
    /// How many devices of the next have come up to now.
    [[nodiscard]] std::size_t progress() const { return m_progress; }

    /// Streams, unless what is there is recent.
    void want();
    void refresh() override;
    [[nodiscard]] const session::SyncStatus &status() const override { return m_status; }
    /// A million devices are not asked for again because one has changed.
    [[nodiscard]] bool concerns(const feed::FeedEvent &) const override { return false; }

Q_SIGNALS:
    void changed();
    void progressed();

private:
    client::Session &m_session;
    session::SyncStatus m_status;
    std::shared_ptr<const Fleet> m_fleet;
    std::size_t m_progress = 0;
};

} // namespace enigm::models::policies

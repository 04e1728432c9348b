#pragma once

#include "api-client/devices/DeviceClient.h"
#include "models/session/Source.h"
#include "models/session/SyncStatus.h"

#include <QObject>

namespace enigm::models::devices {

/// How many devices are in each state.
class DeviceSummarySource : public QObject, public session::Source
{
    Q_OBJECT

public:
    /// `session` outlives this.
    explicit DeviceSummarySource(client::Session &session, QObject *parent = nullptr);

    [[nodiscard]] qint64 count(fleet::DeviceState state) const { return m_summary.states.value(state); }
    [[nodiscard]] qint64 total() const { return m_summary.total; }

    void refresh() override;
    [[nodiscard]] const session::SyncStatus &status() const override { return m_status; }
    [[nodiscard]] bool concerns(const feed::FeedEvent &event) const override { return event.concernsDevices(); }

Q_SIGNALS:
    /// A count is another.
    void changed();

private:
    void take(const Expected<client::DeviceSummary> &answer);

    client::Session &m_session;
    client::DeviceClient m_client;
    session::SyncStatus m_status;
    client::DeviceSummary m_summary;
};

} // namespace enigm::models::devices

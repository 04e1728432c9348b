#pragma once

#include "api-client/devices/DeviceClient.h"
#include "models/session/Source.h"
#include "models/session/SyncStatus.h"

#include <QObject>

#include <optional>

namespace enigm::models::devices {

/// The one device that the inspector shows. An answer about a device that is no longer asked for is dropped.
class DeviceDetailSource : public QObject, public session::Source
{
    Q_OBJECT

public:
    /// `session` outlives this.
    explicit DeviceDetailSource(client::Session &session, QObject *parent = nullptr);

    /// A null handle: no device.
    [[nodiscard]] const fleet::DeviceHandle &handle() const { return m_handle; }
    /// Drops what was shown and loads this device.
    void setHandle(const fleet::DeviceHandle &handle);
    /// Nothing while none is chosen or loaded.
    [[nodiscard]] const std::optional<client::DeviceDetail> &detail() const { return m_detail; }

    void refresh() override;
    [[nodiscard]] const session::SyncStatus &status() const override { return m_status; }
    [[nodiscard]] bool concerns(const feed::FeedEvent &event) const override;

Q_SIGNALS:
    /// handle() or detail() is another.
    void changed();

private:
    void take(const fleet::DeviceHandle &asked, Expected<client::DeviceDetail> answer);

    client::Session &m_session;
    client::DeviceClient m_client;
    session::SyncStatus m_status;
    fleet::DeviceHandle m_handle;
    std::optional<client::DeviceDetail> m_detail;
};

} // namespace enigm::models::devices

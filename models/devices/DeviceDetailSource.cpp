#include "models/devices/DeviceDetailSource.h"

namespace enigm::models::devices {

DeviceDetailSource::DeviceDetailSource(client::Session &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_client(session)
{}

void DeviceDetailSource::setHandle(const fleet::DeviceHandle &handle)
{
    if (handle == m_handle)
        return;
    m_handle = handle;
    m_detail.reset();
    m_status.reset();
    Q_EMIT changed();
    refresh();
}

void DeviceDetailSource::refresh()
{
    if (m_handle.isNull() || m_status.isBusy())
        return;
    m_status.begin();
    QCoro::connect(m_client.device(m_handle), this,
                   [this, asked = m_handle](Expected<client::DeviceDetail> answer) { take(asked, std::move(answer)); });
}

/// What waits for the device is shown with it.
bool DeviceDetailSource::concerns(const feed::FeedEvent &event) const
{
    return event.concernsDevice(m_handle) || event.concernsChanges();
}

void DeviceDetailSource::take(const fleet::DeviceHandle &asked, Expected<client::DeviceDetail> answer)
{
    if (asked != m_handle)
        return;
    if (answer && answer->device.handle != asked) {
        answer = refuse(ProblemType::UnexpectedAnswer, QStringLiteral("The server answered with another device."));
    }
    if (!answer) {
        if (session::SyncStatus::isRefusal(answer.error()))
            m_detail.reset();
        m_status.fail(answer.error());
    } else {
        m_detail = std::move(*answer);
        m_status.succeed(m_session.now());
    }
    Q_EMIT changed();
}

} // namespace enigm::models::devices

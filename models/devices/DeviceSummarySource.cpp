#include "models/devices/DeviceSummarySource.h"

namespace enigm::models::devices {

DeviceSummarySource::DeviceSummarySource(client::Session &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_client(session)
{}

void DeviceSummarySource::refresh()
{
    if (m_status.isBusy())
        return;
    m_status.begin();
    QCoro::connect(m_client.summary(), this, [this](const Expected<client::DeviceSummary> &answer) { take(answer); });
}

void DeviceSummarySource::take(const Expected<client::DeviceSummary> &answer)
{
    if (!answer) {
        m_status.fail(answer.error());
        return;
    }
    if (*answer != m_summary) {
        m_summary = *answer;
        Q_EMIT changed();
    }
    m_status.succeed(m_session.now());
}

} // namespace enigm::models::devices

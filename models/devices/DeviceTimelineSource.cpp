#include "models/devices/DeviceTimelineSource.h"

#include "models/devices/DeviceDetailSource.h"

#include <algorithm>
#include <iterator>

namespace enigm::models::devices {

namespace {

constexpr int largestPage = 1000;

} // namespace

DeviceTimelineSource::DeviceTimelineSource(client::Session &session, DeviceDetailSource &detail, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_client(session)
    , m_detail(detail)
{
    connect(&detail, &DeviceDetailSource::changed, this, &DeviceTimelineSource::follow);
}

void DeviceTimelineSource::follow()
{
    if (m_detail.handle() != m_handle) {
        m_handle = m_detail.handle();
        m_events.clear();
        m_next.reset();
        m_status.reset();
        ++m_question;
        Q_EMIT changed();
    }
    // What is known is read anew in one page, so that an older one cannot be of another day than a newer.
    if (m_detail.detail())
        ask({}, std::clamp(static_cast<int>(m_events.size()), pageSize, largestPage));
}

void DeviceTimelineSource::loadMore()
{
    if (m_next && !m_status.isBusy())
        ask(*m_next, pageSize);
}

void DeviceTimelineSource::ask(const QString &after, int limit)
{
    m_status.begin();
    QCoro::connect(m_client.timeline(m_handle, after, limit), this,
                   [this, question = ++m_question, isMore = !after.isEmpty()](
                       Expected<client::DeviceEventPage> answer) { take(question, isMore, std::move(answer)); });
}

void DeviceTimelineSource::take(int question, bool isMore, Expected<client::DeviceEventPage> answer)
{
    if (question != m_question)
        return;
    if (!answer) {
        if (session::SyncStatus::isRefusal(answer.error()))
            m_events.clear();
        m_status.fail(answer.error());
    } else {
        if (!isMore)
            m_events.clear();
        std::ranges::move(answer->events, std::back_inserter(m_events));
        m_next = answer->next;
        m_status.succeed(m_session.now());
    }
    Q_EMIT changed();
}

} // namespace enigm::models::devices

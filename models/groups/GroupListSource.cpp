#include "models/groups/GroupListSource.h"

#include <algorithm>

namespace enigm::models::groups {

GroupListSource::GroupListSource(client::Session &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_client(session)
{}

const client::ListedGroup *GroupListSource::find(const QString &id) const
{
    const auto group = std::ranges::find(m_groups, id, &client::ListedGroup::id);
    return group == m_groups.end() ? nullptr : &*group;
}

void GroupListSource::refresh()
{
    if (m_status.isBusy())
        return;
    m_status.begin();
    QCoro::connect(m_client.all(), this,
                   [this](const Expected<std::vector<client::ListedGroup>> &answer) { take(answer); });
}

void GroupListSource::take(const Expected<std::vector<client::ListedGroup>> &answer)
{
    if (!answer) {
        m_status.fail(answer.error());
        return;
    }
    if (*answer != m_groups) {
        m_groups = *answer;
        Q_EMIT changed();
    }
    m_status.succeed(m_session.now());
}

} // namespace enigm::models::groups

#pragma once

#include "api-client/groups/GroupClient.h"
#include "models/session/Source.h"
#include "models/session/SyncStatus.h"

#include <QObject>

#include <vector>

namespace enigm::models::groups {

/// The groups of devices that there are.
class GroupListSource : public QObject, public session::Source
{
    Q_OBJECT

public:
    /// `session` outlives this.
    explicit GroupListSource(client::Session &session, QObject *parent = nullptr);

    [[nodiscard]] const std::vector<client::ListedGroup> &groups() const { return m_groups; } ///< by id
    /// Null where there is none of this id.
    [[nodiscard]] const client::ListedGroup *find(const QString &id) const;

    void refresh() override;
    [[nodiscard]] const session::SyncStatus &status() const override { return m_status; }
    /// A group is what an executed change made it.
    [[nodiscard]] bool concerns(const feed::FeedEvent &event) const override { return event.concernsChanges(); }

Q_SIGNALS:
    /// A group came, went or is another.
    void changed();

private:
    void take(const Expected<std::vector<client::ListedGroup>> &answer);

    client::Session &m_session;
    client::GroupClient m_client;
    session::SyncStatus m_status;
    std::vector<client::ListedGroup> m_groups;
};

} // namespace enigm::models::groups

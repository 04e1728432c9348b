#include "models/ota/RolloutListModel.h"

#include "api-client/ota/RolloutClient.h"
#include "models/ota/RolloutQuestions.h"

#include <algorithm>
#include <utility>

namespace enigm::models::ota {

using enigm::ota::RolloutRecord;

RolloutListModel::RolloutListModel(client::Session &session, QObject *parent)
    : ListTableModel(parent)
    , m_session(session)
{}

qint64 RolloutListModel::progressOf(const enigm::ota::GroupCounts &counts)
{
    return counted(counts) > 0 ? counts.confirmed * enigm::ota::wholeShare / counted(counts) : 0;
}

int RolloutListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant RolloutListModel::data(const QModelIndex &index, int role) const
{
    const RolloutRecord *const rollout = rowAt(index);
    if (!rollout || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(index.column())) {
    case Release:
        return rollout->version;
    case Model:
        return static_cast<int>(rollout->plan.model);
    case State:
        return static_cast<int>(rollout->state);
    case Groups:
        return completedGroups(*rollout);
    case Progress:
        return progressOf(totalOf(*rollout));
    case Failures:
        return totalOf(*rollout).failed;
    case AskedBy:
        return rollout->askedBy;
    case ApprovedBy:
        return QStringList(rollout->approvedBy.begin(), rollout->approvedBy.end());
    case Change:
        return rollout->change;
    case Started:
        return rollout->started;
    case ColumnCount:
        break;
    }
    return {};
}

void RolloutListModel::refresh()
{
    if (m_status.isBusy())
        return;
    m_status.begin();
    QCoro::connect(client::RolloutClient(m_session).all(), this,
                   [this](Expected<std::vector<RolloutRecord>> rollouts) { take(std::move(rollouts)); });
}

/// Ids rise with the time.
void RolloutListModel::take(Expected<std::vector<RolloutRecord>> rollouts)
{
    if (!rollouts) {
        if (session::SyncStatus::isRefusal(rollouts.error()))
            setRows({});
        return m_status.fail(rollouts.error());
    }
    std::ranges::reverse(*rollouts);
    setRows(*rollouts);
    Q_EMIT changed();
    m_status.succeed(m_session.now());
}

} // namespace enigm::models::ota

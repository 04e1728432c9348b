#include "models/ota/GroupProgressModel.h"

#include "models/ota/RolloutQuestions.h"

#include <algorithm>
#include <utility>

namespace enigm::models::ota {

void GroupProgressModel::show(const enigm::ota::RolloutRecord &rollout)
{
    const std::size_t count = std::min(rollout.groups.size(), rollout.plan.groups.size());
    std::vector<enigm::ota::RolloutGroupRecord> groups = rollout.groups;
    std::vector<enigm::ota::RolloutGroup> plan = rollout.plan.groups;
    groups.resize(count);
    plan.resize(count);
    if (plan != m_plan) {
        beginResetModel();
        m_groups = std::move(groups);
        m_plan = std::move(plan);
        endResetModel();
        return;
    }
    for (std::size_t i = 0; i < count; ++i) {
        if (m_groups[i] == groups[i])
            continue;
        m_groups[i] = groups[i];
        Q_EMIT dataChanged(index(static_cast<int>(i), 0), index(static_cast<int>(i), ColumnCount - 1));
    }
}

void GroupProgressModel::clear()
{
    if (m_groups.empty())
        return;
    beginResetModel();
    m_groups.clear();
    m_plan.clear();
    endResetModel();
}

int GroupProgressModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_groups.size());
}

int GroupProgressModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant GroupProgressModel::data(const QModelIndex &index, int role) const
{
    if (index.model() != this || role != Qt::DisplayRole)
        return {};
    const enigm::ota::RolloutGroupRecord &group = m_groups[static_cast<std::size_t>(index.row())];
    const enigm::ota::GroupCounts &counts = group.counts;
    const enigm::ota::RolloutGroup &plan = m_plan[static_cast<std::size_t>(index.row())];
    switch (static_cast<Column>(index.column())) {
    case Name:
        return plan.name;
    case State:
        return static_cast<int>(group.state);
    case Devices:
        return counts.count;
    case Eligible:
        return eligible(counts);
    case NotEligible:
        return counts.notEligible;
    case Verified:
        return verifiedOrFurther(counts);
    case Installed:
        return counts.installed + counts.confirmed;
    case Confirmed:
        return counts.confirmed;
    case Failed:
        return counts.failed;
    case Enough:
        return enough(group, plan);
    case Bearable:
        return bearable(group, plan);
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace enigm::models::ota

#include "models/ota/PlanGroupsModel.h"

namespace enigm::models::ota {

void PlanGroupsModel::setPreview(const std::optional<enigm::ota::RolloutPreview> &preview)
{
    if (preview == m_preview)
        return;
    m_preview = preview;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, Devices), index(rowCount() - 1, Devices));
}

std::optional<qint64> PlanGroupsModel::devices(int row) const
{
    const auto place = static_cast<std::size_t>(row);
    return m_preview && place < m_preview->groups.size() ? std::optional(m_preview->groups[place]) : std::nullopt;
}

int PlanGroupsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant PlanGroupsModel::data(const QModelIndex &index, int role) const
{
    const PlannedGroup *const group = rowAt(index);
    if (!group || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(index.column())) {
    case Name:
        return group->settings.name;
    case Who:
        return static_cast<int>(group->by);
    case Devices: {
        const auto count = devices(index.row());
        return count ? QVariant(*count) : QVariant();
    }
    case Success:
        return group->settings.success;
    case Errors:
        return group->settings.errors.count.value_or(group->settings.errors.share.value_or(0));
    case Soak:
        return group->settings.soak;
    case Starts:
        return group->settings.starts;
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace enigm::models::ota

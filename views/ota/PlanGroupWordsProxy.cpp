#include "views/ota/PlanGroupWordsProxy.h"

#include "views/ota/PlanText.h"
#include "views/words/ReleaseText.h"
#include "views/words/RolloutText.h"
#include "views/words/TimeText.h"

#include <utility>

namespace enigm::views::ota {

PlanGroupWordsProxy::PlanGroupWordsProxy(Model &plan, words::GroupNames groups, qint64 now, QObject *parent)
    : QIdentityProxyModel(parent)
    , m_plan(plan)
    , m_groups(std::move(groups))
    , m_now(now)
{
    setSourceModel(&plan);
}

QVariant PlanGroupWordsProxy::data(const QModelIndex &index, int role) const
{
    const models::ota::PlannedGroup *const group = index.isValid() ? m_plan.rowAt(mapToSource(index)) : nullptr;
    if (group && role == Qt::DisplayRole)
        return text(index.row(), *group, index.column());
    if (group && role == Qt::ToolTipRole)
        return groupSentence(*group, m_plan.devices(index.row()), m_groups, m_now).toHtmlEscaped();
    return QIdentityProxyModel::data(index, role);
}

QString PlanGroupWordsProxy::text(int row, const models::ota::PlannedGroup &group, int column) const
{
    switch (static_cast<Model::Column>(column)) {
    case Model::Name:
        return group.settings.name.isEmpty() ? tr("Unnamed") : group.settings.name;
    case Model::Who:
        return whoText(group, m_groups);
    case Model::Devices:
        return devicesText(group, m_plan.devices(row));
    case Model::Success:
        return words::shareText(group.settings.success);
    case Model::Errors:
        return words::errorLimitText(group.settings.errors);
    case Model::Soak:
        return group.settings.soak > 0 ? words::spanText(group.settings.soak) : tr("none", "soaking");
    case Model::Starts:
        return words::shortTime(group.settings.starts, m_now);
    case Model::ColumnCount:
        break;
    }
    return {};
}

QVariant PlanGroupWordsProxy::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QIdentityProxyModel::headerData(section, orientation, role);
    switch (static_cast<Model::Column>(section)) {
    case Model::Name:
        return tr("Group");
    case Model::Who:
        return tr("Who");
    case Model::Devices:
        return tr("Devices");
    case Model::Success:
        return tr("Complete at");
    case Model::Errors:
        return tr("Halts above");
    case Model::Soak:
        return tr("Soaks");
    case Model::Starts:
        return tr("Not before");
    case Model::ColumnCount:
        break;
    }
    return {};
}

} // namespace enigm::views::ota

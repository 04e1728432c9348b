#include "views/network/PathsTableModel.h"

#include "views/words/PolicySettingText.h"

#include <algorithm>

namespace enigm::views::network {

using policy::NetworkPath;

void PathsTableModel::show(const policy::PolicySet &policies, const words::GroupNames &groups)
{
    beginResetModel();
    m_rows.clear();
    for (auto group = groups.cbegin(); group != groups.cend(); ++group)
        m_rows.push_back({.group = group.value(), .settings = policy::settingsFor(policies, {group.key()})});
    std::ranges::sort(m_rows,
                      [](const Row &left, const Row &right) { return left.group.localeAwareCompare(right.group) < 0; });
    m_rows.insert(m_rows.begin(), {.group = tr("No group"), .settings = policy::settingsFor(policies, {})});
    endResetModel();
}

std::optional<design::StateWord> PathsTableModel::stateWord(const QModelIndex &index) const
{
    if (index.model() != this || index.column() == 0)
        return {};
    const auto path = static_cast<NetworkPath>(index.column() - 1);
    return words::pathStateWord(m_rows[static_cast<std::size_t>(index.row())].settings.of(path));
}

int PathsTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int PathsTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : 1 + static_cast<int>(policy::allOf<NetworkPath>().size());
}

QVariant PathsTableModel::data(const QModelIndex &index, int role) const
{
    if (index.model() != this || role != Qt::DisplayRole)
        return {};
    return index.column() == 0 ? m_rows[static_cast<std::size_t>(index.row())].group : stateWord(index)->word;
}

QVariant PathsTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    return section == 0 ? tr("Group") : words::pathText(static_cast<NetworkPath>(section - 1));
}

} // namespace enigm::views::network

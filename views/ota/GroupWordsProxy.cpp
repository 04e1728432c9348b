#include "views/ota/GroupWordsProxy.h"

#include "views/words/RolloutText.h"

#include <QLocale>

namespace enigm::views::ota {

GroupWordsProxy::GroupWordsProxy(Model &groups, QObject *parent)
    : QIdentityProxyModel(parent)
{
    setSourceModel(&groups);
}

std::optional<design::StateWord> GroupWordsProxy::stateWord(const QModelIndex &index) const
{
    const QVariant state = QIdentityProxyModel::data(index, Qt::DisplayRole);
    if (index.column() != Model::State || !state.isValid())
        return std::nullopt;
    return words::groupStateWord(static_cast<enigm::ota::GroupState>(state.toInt()));
}

QVariant GroupWordsProxy::data(const QModelIndex &index, int role) const
{
    const QVariant value = QIdentityProxyModel::data(index, role);
    if (role != Qt::DisplayRole || index.column() == Model::Name)
        return value;
    if (const auto state = stateWord(index))
        return state->word;
    return QLocale().toString(value.toLongLong());
}

QVariant GroupWordsProxy::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QIdentityProxyModel::headerData(section, orientation, role);
    switch (static_cast<Model::Column>(section)) {
    case Model::Name:
        return tr("Group");
    case Model::State:
        return tr("State");
    case Model::Devices:
        return tr("Devices");
    case Model::Eligible:
        return tr("Eligible");
    case Model::NotEligible:
        return tr("Not eligible");
    case Model::Verified:
        return tr("Verified");
    case Model::Installed:
        return tr("Installed");
    case Model::Confirmed:
        return tr("Confirmed");
    case Model::Failed:
        return tr("Failed");
    case Model::Enough:
        return tr("Enough at");
    case Model::Bearable:
        return tr("Bears");
    case Model::ColumnCount:
        break;
    }
    return {};
}

} // namespace enigm::views::ota

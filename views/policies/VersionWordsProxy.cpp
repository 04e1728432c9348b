#include "views/policies/VersionWordsProxy.h"

#include "api-client/session/Session.h"
#include "models/changes/ChangeListModel.h"
#include "views/words/TimeText.h"

namespace enigm::views::policies {

VersionWordsProxy::VersionWordsProxy(Model &versions, const client::Session &session, QObject *parent)
    : QIdentityProxyModel(parent)
    , m_versions(versions)
    , m_session(session)
{
    setSourceModel(&versions);
}

const client::PolicyVersionLine *VersionWordsProxy::line(const QModelIndex &index) const
{
    return index.isValid() ? m_versions.line(mapToSource(index)) : nullptr;
}

std::optional<design::StateWord> VersionWordsProxy::stateWord(const QModelIndex &index) const
{
    const client::PolicyVersionLine *const shown = line(index);
    if (!shown || index.column() != Model::State)
        return {};
    return m_versions.isInForce(*shown)
               ? design::StateWord{design::Glyph::Check, tr("In force"), design::Tone::Ok}
               : design::StateWord{design::Glyph::Minus, tr("Not in force"), design::Tone::Muted};
}

QVariant VersionWordsProxy::data(const QModelIndex &index, int role) const
{
    const client::PolicyVersionLine *const shown = line(index);
    if (!shown || (role != Qt::DisplayRole && role != Qt::ToolTipRole))
        return QIdentityProxyModel::data(index, role);
    const bool isHover = role == Qt::ToolTipRole;
    switch (static_cast<Model::Column>(index.column())) {
    case Model::Version:
        return isHover ? QVariant() : tr("v%1").arg(shown->version);
    case Model::State:
        return isHover ? QVariant() : stateWord(index)->word;
    case Model::Published:
        return isHover ? words::exactTime(shown->published) : words::relativeTime(shown->published, m_session.now());
    case Model::Change:
        return isHover ? shown->change : models::changes::ChangeListModel::shortReference(shown->change);
    case Model::ColumnCount:
        break;
    }
    return {};
}

QVariant VersionWordsProxy::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QIdentityProxyModel::headerData(section, orientation, role);
    switch (static_cast<Model::Column>(section)) {
    case Model::Version:
        return tr("Version");
    case Model::State:
        return tr("State");
    case Model::Published:
        return tr("Published");
    case Model::Change:
        return tr("By change");
    case Model::ColumnCount:
        break;
    }
    return {};
}

} // namespace enigm::views::policies

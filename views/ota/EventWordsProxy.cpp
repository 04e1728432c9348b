#include "views/ota/EventWordsProxy.h"

#include "api-client/session/Session.h"
#include "views/words/RolloutText.h"
#include "views/words/TimeText.h"

namespace enigm::views::ota {

using enigm::ota::RolloutEvent;

EventWordsProxy::EventWordsProxy(models::ota::RolloutSource &rollout, models::session::OperatorNames &names,
                                 const client::Session &session, QObject *parent)
    : QIdentityProxyModel(parent)
    , m_rollout(rollout)
    , m_names(names)
    , m_session(session)
{
    setSourceModel(&rollout.events());
}

std::optional<design::StateWord> EventWordsProxy::stateWord(const QModelIndex &index) const
{
    const RolloutEvent *const event = m_rollout.events().rowAt(mapToSource(index));
    if (!event || index.column() != Model::What)
        return std::nullopt;
    return words::rolloutEventWord(*event, m_rollout.groups().plan());
}

QVariant EventWordsProxy::data(const QModelIndex &index, int role) const
{
    const RolloutEvent *const event = m_rollout.events().rowAt(mapToSource(index));
    if (!event || (role != Qt::DisplayRole && role != Qt::ToolTipRole))
        return QIdentityProxyModel::data(index, role);
    switch (static_cast<Model::Column>(index.column())) {
    case Model::Time:
        return role == Qt::ToolTipRole ? words::exactTime(event->time).toHtmlEscaped()
                                       : words::relativeTime(event->time, m_session.now());
    case Model::What:
        return words::rolloutEventText(*event, m_rollout.groups().plan());
    case Model::Who:
        return who(event->who.value_or(QString()));
    case Model::ColumnCount:
        break;
    }
    return {};
}

QString EventWordsProxy::who(const QString &operatorId) const
{
    return operatorId.isEmpty() ? tr("by itself") : m_names.called(operatorId);
}

QVariant EventWordsProxy::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QIdentityProxyModel::headerData(section, orientation, role);
    switch (static_cast<Model::Column>(section)) {
    case Model::Time:
        return tr("When");
    case Model::What:
        return tr("What happened");
    case Model::Who:
        return tr("Who");
    case Model::ColumnCount:
        break;
    }
    return {};
}

} // namespace enigm::views::ota

#include "views/ota/RolloutWordsProxy.h"

#include "api-client/session/Session.h"
#include "models/changes/ChangeListModel.h"
#include "models/ota/RolloutQuestions.h"
#include "views/words/ReleaseText.h"
#include "views/words/RolloutText.h"
#include "views/words/TimeText.h"

#include <QLocale>

namespace enigm::views::ota {

using enigm::ota::RolloutRecord;
using models::ota::totalOf;

RolloutWordsProxy::RolloutWordsProxy(Model &rollouts, const models::session::OperatorNames &names,
                                     const client::Session &session, QObject *parent)
    : QSortFilterProxyModel(parent)
    , m_rollouts(rollouts)
    , m_names(names)
    , m_session(session)
{
    setSourceModel(&rollouts);
}

void RolloutWordsProxy::setText(const QString &text)
{
    m_text = text;
    invalidateFilter();
}

const RolloutRecord *RolloutWordsProxy::rollout(const QModelIndex &index) const
{
    return index.isValid() ? m_rollouts.rowAt(mapToSource(index)) : nullptr;
}

std::optional<design::StateWord> RolloutWordsProxy::stateWord(const QModelIndex &index) const
{
    const RolloutRecord *const shown = rollout(index);
    return shown && index.column() == Model::State ? std::optional(words::rolloutWord(shown->state)) : std::nullopt;
}

QVariant RolloutWordsProxy::data(const QModelIndex &index, int role) const
{
    const RolloutRecord *const shown = rollout(index);
    if (shown && role == Qt::DisplayRole)
        return text(*shown, index.column());
    if (shown && role == Qt::ToolTipRole)
        return (index.column() == Model::Started ? words::exactTime(shown->started) : text(*shown, index.column()))
            .toHtmlEscaped();
    return QSortFilterProxyModel::data(index, role);
}

QString RolloutWordsProxy::text(const RolloutRecord &rollout, int column) const
{
    switch (static_cast<Model::Column>(column)) {
    case Model::Release:
        return rollout.version;
    case Model::Model:
        return words::modelText(rollout.plan.model);
    case Model::State:
        return words::rolloutWord(rollout.state).word;
    case Model::Groups:
        return tr("%1 of %2", "groups that are completed; of all")
            .arg(QLocale().toString(models::ota::completedGroups(rollout)),
                 QLocale().toString(static_cast<qint64>(rollout.groups.size())));
    case Model::Progress:
        return words::shareText(Model::progressOf(totalOf(rollout)));
    case Model::Failures:
        return QLocale().toString(totalOf(rollout).failed);
    case Model::AskedBy:
        return m_names.called(rollout.askedBy);
    case Model::ApprovedBy:
        return words::peopleText(rollout.approvedBy, m_names.names());
    case Model::Change:
        return models::changes::ChangeListModel::shortReference(rollout.change);
    case Model::Started:
        return words::relativeTime(rollout.started, m_session.now());
    case Model::ColumnCount:
        break;
    }
    return {};
}

QVariant RolloutWordsProxy::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QSortFilterProxyModel::headerData(section, orientation, role);
    switch (static_cast<Model::Column>(section)) {
    case Model::Release:
        return tr("Release");
    case Model::Model:
        return tr("Model", "of a rollout");
    case Model::State:
        return tr("State");
    case Model::Groups:
        return tr("Groups done");
    case Model::Progress:
        return tr("Confirmed");
    case Model::Failures:
        return tr("Failed");
    case Model::AskedBy:
        return tr("Asked by");
    case Model::ApprovedBy:
        return tr("Approved by");
    case Model::Change:
        return tr("By change");
    case Model::Started:
        return tr("Started");
    case Model::ColumnCount:
        break;
    }
    return {};
}

bool RolloutWordsProxy::filterAcceptsRow(int row, const QModelIndex &) const
{
    const RolloutRecord *const shown = m_rollouts.rowAt(m_rollouts.index(row, 0));
    const auto has = [&](int column) { return text(*shown, column).contains(m_text, Qt::CaseInsensitive); };
    return shown && (m_text.isEmpty() || has(Model::Release) || has(Model::Model) || has(Model::State) ||
                     has(Model::AskedBy) || has(Model::ApprovedBy));
}

} // namespace enigm::views::ota

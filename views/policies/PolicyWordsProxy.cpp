#include "views/policies/PolicyWordsProxy.h"

#include "api-client/session/Session.h"
#include "models/changes/ChangeListModel.h"
#include "models/rows/CopyText.h"
#include "views/words/TimeText.h"

#include <utility>

namespace enigm::views::policies {

using models::policies::ListedEntry;

PolicyWordsProxy::PolicyWordsProxy(Model &policies, const client::Session &session, QObject *parent)
    : QSortFilterProxyModel(parent)
    , m_policies(policies)
    , m_session(session)
{
    setSourceModel(&policies);
    sort(Model::Name);
}

void PolicyWordsProxy::setGroupNames(words::GroupNames names)
{
    m_groups = std::move(names);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

void PolicyWordsProxy::setText(const QString &text)
{
    m_text = text;
    invalidateFilter();
}

const ListedEntry *PolicyWordsProxy::entry(const QModelIndex &index) const
{
    return index.isValid() ? m_policies.entry(mapToSource(index)) : nullptr;
}

std::optional<design::StateWord> PolicyWordsProxy::stateWord(const QModelIndex &index) const
{
    const ListedEntry *const shown = entry(index);
    if (!shown || index.column() != Model::Draft)
        return {};
    if (!shown->draft)
        return design::StateWord{design::Glyph::Minus, tr("none", "draft"), design::Tone::Muted};
    return shown->draft->problem ? design::StateWord{design::Glyph::Warning, tr("Not sound yet"), design::Tone::Warn}
                                 : design::StateWord{design::Glyph::Dot, tr("Draft"), design::Tone::Info};
}

QVariant PolicyWordsProxy::data(const QModelIndex &index, int role) const
{
    const ListedEntry *const shown = entry(index);
    if (shown && role == Qt::DisplayRole)
        return text(*shown, index.column());
    if (shown && role == wholeRole)
        return whole(*shown, index.column());
    if (shown && role == Qt::ToolTipRole)
        return (index.column() == Model::Assigned ? text(*shown, index.column()) : whole(*shown, index.column()))
            .toHtmlEscaped();
    return QSortFilterProxyModel::data(index, role);
}

QString PolicyWordsProxy::text(const ListedEntry &entry, int column) const
{
    switch (static_cast<Model::Column>(column)) {
    case Model::Name:
        return entry.name().isEmpty() ? tr("Unnamed") : entry.name();
    case Model::Kind:
        return words::kindText(entry.kind());
    case Model::Version:
        return entry.policy ? tr("v%1").arg(entry.policy->version) : tr("not published");
    case Model::Assigned:
        return entry.policy ? words::assignmentText(entry.policy->assigned.scope(), m_groups) : tr("no device");
    case Model::Draft:
        return entry.draft ? tr("Draft") : QString();
    case Model::Change:
        return entry.policy ? models::changes::ChangeListModel::shortReference(entry.policy->change) : QString();
    case Model::Changed:
        return words::relativeTime(entry.policy ? entry.policy->changed : entry.draft->saved, m_session.now());
    case Model::ColumnCount:
        break;
    }
    return {};
}

QString PolicyWordsProxy::whole(const ListedEntry &entry, int column) const
{
    if (column == Model::Change)
        return entry.policy ? entry.policy->change : QString();
    if (column == Model::Changed)
        return models::rows::isoTime(entry.policy ? entry.policy->changed : entry.draft->saved);
    return text(entry, column);
}

QVariant PolicyWordsProxy::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QSortFilterProxyModel::headerData(section, orientation, role);
    switch (static_cast<Model::Column>(section)) {
    case Model::Name:
        return tr("Policy");
    case Model::Kind:
        return tr("Decides about");
    case Model::Version:
        return tr("In force");
    case Model::Assigned:
        return tr("For");
    case Model::Draft:
        return tr("Draft");
    case Model::Change:
        return tr("By change");
    case Model::Changed:
        return tr("Changed");
    case Model::ColumnCount:
        break;
    }
    return {};
}

bool PolicyWordsProxy::filterAcceptsRow(int row, const QModelIndex &) const
{
    const ListedEntry *const shown = m_policies.entry(m_policies.QAbstractTableModel::index(row, 0));
    return shown && (m_text.isEmpty() || shown->name().contains(m_text, Qt::CaseInsensitive) ||
                     words::kindText(shown->kind()).contains(m_text, Qt::CaseInsensitive));
}

bool PolicyWordsProxy::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const ListedEntry *const first = m_policies.entry(left);
    const ListedEntry *const second = m_policies.entry(right);
    if (!first || !second)
        return left.row() < right.row();
    const int order = first->name().localeAwareCompare(second->name());
    return order != 0 ? order < 0 : first->id < second->id;
}

} // namespace enigm::views::policies

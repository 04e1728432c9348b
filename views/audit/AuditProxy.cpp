#include "views/audit/AuditProxy.h"

#include "api-client/session/Session.h"
#include "contract/encoding/Base64Url.h"
#include "models/session/OperatorNames.h"
#include "views/audit/AuditText.h"
#include "views/words/ActionText.h"
#include "views/words/StateText.h"
#include "views/words/TimeText.h"

#include <QDateTime>
#include <QLocale>

namespace enigm::views::audit {

using models::audit::AuditTableModel;
using models::audit::ProofState;

namespace {

QString digestText(const log::ActivityEntry &entry)
{
    return entry.change ? QString::fromLatin1(encoding::toBase64Url(*entry.change)) : QString();
}

} // namespace

AuditProxy::AuditProxy(AuditTableModel &trail, const models::session::OperatorNames &names,
                       const client::Session &session, QObject *parent)
    : QSortFilterProxyModel(parent)
    , m_trail(trail)
    , m_names(names)
    , m_session(session)
{
    setSourceModel(&trail);
    connect(&names, &models::session::OperatorNames::changed, this, &AuditProxy::takeNames);
}

void AuditProxy::setFilter(AuditFilter filter)
{
    m_filter = std::move(filter);
    invalidateFilter();
}

int AuditProxy::countWith(const AuditFilter &filter) const
{
    int count = 0;
    for (int row = 0; row < m_trail.rowCount(); ++row) {
        const client::AuditRecord *one = m_trail.record(m_trail.index(row, 0));
        count += one != nullptr && filter.accepts(one->entry, m_names) ? 1 : 0;
    }
    return count;
}

void AuditProxy::takeNames()
{
    invalidateFilter();
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, AuditTableModel::Actor), index(rowCount() - 1, AuditTableModel::Actor));
}

bool AuditProxy::filterAcceptsRow(int row, const QModelIndex &) const
{
    const client::AuditRecord *one = m_trail.record(m_trail.index(row, 0));
    return one != nullptr && m_filter.accepts(one->entry, m_names);
}

const client::AuditRecord *AuditProxy::record(const QModelIndex &index) const
{
    return index.isValid() ? m_trail.record(mapToSource(index)) : nullptr;
}

ProofState AuditProxy::proof(const QModelIndex &index) const
{
    return QSortFilterProxyModel::data(index, AuditTableModel::ProofRole).value<ProofState>();
}

std::optional<design::StateWord> AuditProxy::stateWord(const QModelIndex &index) const
{
    const client::AuditRecord *one = record(index);
    if (one == nullptr)
        return {};
    if (index.column() == AuditTableModel::Outcome)
        return words::stateWord(one->entry.outcome);
    if (index.column() == AuditTableModel::Proof)
        return proofWord(proof(index));
    return {};
}

QVariant AuditProxy::data(const QModelIndex &index, int role) const
{
    const client::AuditRecord *one = record(index);
    if (one == nullptr || (role != Qt::DisplayRole && role != Qt::ToolTipRole && role != wholeRole))
        return QSortFilterProxyModel::data(index, role);
    if (role == Qt::ToolTipRole)
        return hover(index, one->entry).toHtmlEscaped();
    return role == wholeRole ? whole(index, one->entry) : text(index, one->entry);
}

QString AuditProxy::text(const QModelIndex &index, const log::ActivityEntry &entry) const
{
    switch (static_cast<Column>(index.column())) {
    case AuditTableModel::Index:
        return QLocale().toString(entry.index);
    case AuditTableModel::Time:
        return entryTime(entry.time);
    case AuditTableModel::Category:
        return words::categoryText(entry.category);
    case AuditTableModel::Action:
        return words::entryText(entry.action);
    case AuditTableModel::Actor:
        return actorText(entry.actor, m_names);
    case AuditTableModel::Resource:
        return words::resourceText(entry.resource);
    case AuditTableModel::Outcome:
    case AuditTableModel::Proof:
        return stateWord(index).value_or(design::StateWord()).word;
    case AuditTableModel::Change:
        return digestText(entry);
    case AuditTableModel::ColumnCount:
        break;
    }
    Q_UNREACHABLE();
}

QString AuditProxy::hover(const QModelIndex &index, const log::ActivityEntry &entry) const
{
    switch (static_cast<Column>(index.column())) {
    case AuditTableModel::Time:
        return words::relativeTime(entry.time, m_session.now());
    case AuditTableModel::Action:
        return entry.action;
    case AuditTableModel::Actor:
        return entry.actor;
    case AuditTableModel::Change:
        return digestText(entry);
    case AuditTableModel::Proof:
        return proofSentence(proof(index));
    case AuditTableModel::Index:
    case AuditTableModel::Category:
    case AuditTableModel::Resource:
    case AuditTableModel::Outcome:
    case AuditTableModel::ColumnCount:
        return {};
    }
    Q_UNREACHABLE();
}

QString AuditProxy::whole(const QModelIndex &index, const log::ActivityEntry &entry) const
{
    const auto column = static_cast<Column>(index.column());
    if (column == AuditTableModel::Index)
        return QString::number(entry.index);
    if (column == AuditTableModel::Time)
        return QDateTime::fromSecsSinceEpoch(entry.time, Qt::UTC).toString(Qt::ISODate);
    if (column == AuditTableModel::Action)
        return entry.action;
    if (column == AuditTableModel::Actor)
        return entry.actor;
    return text(index, entry);
}

QVariant AuditProxy::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QSortFilterProxyModel::headerData(section, orientation, role);
    switch (static_cast<Column>(section)) {
    case AuditTableModel::Index:
        return tr("Entry");
    case AuditTableModel::Time:
        return tr("Time");
    case AuditTableModel::Category:
        return tr("Category");
    case AuditTableModel::Action:
        return tr("Action");
    case AuditTableModel::Actor:
        return tr("Actor");
    case AuditTableModel::Resource:
        return tr("Resource");
    case AuditTableModel::Outcome:
        return tr("Outcome");
    case AuditTableModel::Change:
        return tr("Change");
    case AuditTableModel::Proof:
        return tr("Proof");
    case AuditTableModel::ColumnCount:
        break;
    }
    return {};
}

} // namespace enigm::views::audit

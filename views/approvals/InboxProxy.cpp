#include "views/approvals/InboxProxy.h"

#include "api-client/session/Session.h"
#include "models/session/OperatorNames.h"
#include "views/approvals/EligibilityText.h"
#include "views/words/ActionText.h"
#include "views/words/StateText.h"
#include "views/words/TimeText.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <array>

namespace enigm::views::approvals {

using models::changes::ChangeListModel;
using models::changes::SigningEligibility;

namespace {

QString isoTime(qint64 time)
{
    return QDateTime::fromSecsSinceEpoch(time, Qt::UTC).toString(Qt::ISODate);
}

QString titleOf(const client::ChangeSummary &change)
{
    const changes::ChangeRequest &request = change.change.request;
    return words::actionText(request.action, request.targets.count).title;
}

bool waitsForMe(const QModelIndex &index)
{
    return index.data(ChangeListModel::EligibilityRole).value<SigningEligibility>() == SigningEligibility::Yes;
}

} // namespace

InboxProxy::InboxProxy(ChangeListModel &changes, const client::Session &session, QObject *parent)
    : QSortFilterProxyModel(parent)
    , m_changes(changes)
    , m_session(session)
{
    setSourceModel(&changes);
    sort(0);
    // Who waits changes with the logs and the clock too, of which the sorted column knows nothing.
    connect(&changes, &QAbstractItemModel::dataChanged, this, &InboxProxy::invalidate);
}

void InboxProxy::setText(const QString &text)
{
    m_text = text;
    invalidateFilter();
}

const client::ChangeSummary *InboxProxy::change(const QModelIndex &index) const
{
    return index.isValid() ? m_changes.change(mapToSource(index)) : nullptr;
}

SigningEligibility InboxProxy::eligibility(const QModelIndex &index) const
{
    return QSortFilterProxyModel::data(index, ChangeListModel::EligibilityRole).value<SigningEligibility>();
}

QString InboxProxy::eligibilityText(const client::ChangeSummary &change) const
{
    const models::changes::SigningAnswer answer = m_changes.signing(change);
    if (answer.approve == SigningEligibility::Yes)
        return eligibilitySentence(answer.approve);
    return denialText(answer, answer.approve, m_changes.names().names(), change.change.request.requester);
}

std::optional<design::StateWord> InboxProxy::stateWord(const QModelIndex &index) const
{
    const client::ChangeSummary *one = change(index);
    if (one == nullptr)
        return {};
    if (index.column() == ChangeListModel::State)
        return words::stateWord(one->state);
    if (index.column() != ChangeListModel::Approvals)
        return {};
    design::StateWord word = eligibilityWord(eligibility(index));
    if (one->approvals > 0)
        word.word = tr("%1 · %2", "whether you may sign; how many have")
                        .arg(word.word, tr("%n signed", nullptr, one->approvals));
    return word;
}

bool InboxProxy::filterAcceptsRow(int row, const QModelIndex &) const
{
    const QModelIndex index = m_changes.index(row, 0);
    const client::ChangeSummary *one = m_changes.change(index);
    if (one == nullptr || m_text.isEmpty())
        return one != nullptr;
    const std::array texts = {ChangeListModel::shortReference(one->change.request.id), one->change.request.id,
                              titleOf(*one), index.data(ChangeListModel::RequesterNameRole).toString(),
                              index.data(ChangeListModel::ReasonRole).toString()};
    return std::ranges::any_of(texts,
                               [this](const QString &text) { return text.contains(m_text, Qt::CaseInsensitive); });
}

bool InboxProxy::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const bool leftWaits = waitsForMe(left);
    if (leftWaits != waitsForMe(right))
        return leftWaits;
    const client::ChangeSummary *first = m_changes.change(left);
    const client::ChangeSummary *second = m_changes.change(right);
    if (!leftWaits || first == nullptr || second == nullptr)
        return left.row() < right.row();
    return first->change.request.approveBy < second->change.request.approveBy;
}

QVariant InboxProxy::data(const QModelIndex &index, int role) const
{
    const client::ChangeSummary *one = change(index);
    if (one == nullptr || (role != Qt::DisplayRole && role != Qt::ToolTipRole && role != wholeRole))
        return QSortFilterProxyModel::data(index, role);
    if (role == Qt::ToolTipRole)
        return hover(index, *one).toHtmlEscaped();
    return role == wholeRole ? whole(index, *one) : text(index, *one);
}

qint64 InboxProxy::deadline(const QModelIndex &index) const
{
    return QSortFilterProxyModel::data(index, ChangeListModel::ValueRole).toLongLong();
}

QString InboxProxy::requester(const QModelIndex &index, const client::ChangeSummary &change) const
{
    const QString name = QSortFilterProxyModel::data(index, ChangeListModel::RequesterNameRole).toString();
    return name.isEmpty() ? change.change.request.requester : name;
}

QString InboxProxy::text(const QModelIndex &index, const client::ChangeSummary &change) const
{
    switch (static_cast<Column>(index.column())) {
    case ChangeListModel::Reference:
        return ChangeListModel::shortReference(change.change.request.id);
    case ChangeListModel::Action:
        return titleOf(change);
    case ChangeListModel::Targets:
        return QLocale().toString(change.change.request.targets.count);
    case ChangeListModel::Requester:
        return requester(index, change);
    case ChangeListModel::State:
    case ChangeListModel::Approvals:
        return stateWord(index).value_or(design::StateWord()).word;
    case ChangeListModel::Requested:
        return words::relativeTime(change.change.request.created, m_session.now());
    case ChangeListModel::Deadline: {
        const qint64 left = deadline(index) - m_session.now();
        if (!changes::isOpen(change.state))
            return {};
        return left > 0 ? tr("%1 left").arg(words::spanText(left)) : tr("over");
    }
    case ChangeListModel::ColumnCount:
        break;
    }
    Q_UNREACHABLE();
}

QString InboxProxy::hover(const QModelIndex &index, const client::ChangeSummary &change) const
{
    switch (static_cast<Column>(index.column())) {
    case ChangeListModel::Reference:
        return change.change.request.id;
    case ChangeListModel::Action:
        return QSortFilterProxyModel::data(index, ChangeListModel::ReasonRole).toString();
    case ChangeListModel::Requester:
        return change.change.request.requester;
    case ChangeListModel::Approvals:
        return eligibilityText(change);
    case ChangeListModel::Requested:
        return words::exactTime(change.change.request.created);
    case ChangeListModel::Deadline:
        return changes::isOpen(change.state) ? words::exactTime(deadline(index)) : QString();
    case ChangeListModel::Targets:
    case ChangeListModel::State:
    case ChangeListModel::ColumnCount:
        return {};
    }
    Q_UNREACHABLE();
}

QString InboxProxy::whole(const QModelIndex &index, const client::ChangeSummary &change) const
{
    const auto column = static_cast<Column>(index.column());
    if (column == ChangeListModel::Reference)
        return change.change.request.id;
    if (column == ChangeListModel::Requested)
        return isoTime(change.change.request.created);
    if (column == ChangeListModel::Deadline)
        return isoTime(deadline(index));
    return text(index, change);
}

QVariant InboxProxy::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QSortFilterProxyModel::headerData(section, orientation, role);
    switch (static_cast<Column>(section)) {
    case ChangeListModel::Reference:
        return tr("Reference");
    case ChangeListModel::Action:
        return tr("Change");
    case ChangeListModel::Targets:
        return tr("Targets");
    case ChangeListModel::Requester:
        return tr("Asked by");
    case ChangeListModel::State:
        return tr("State");
    case ChangeListModel::Requested:
        return tr("Asked");
    case ChangeListModel::Deadline:
        return tr("Deadline");
    case ChangeListModel::Approvals:
        return tr("Signatures");
    case ChangeListModel::ColumnCount:
        break;
    }
    return {};
}

} // namespace enigm::views::approvals

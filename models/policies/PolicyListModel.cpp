#include "models/policies/PolicyListModel.h"

#include "api-client/policies/PolicyClient.h"
#include "models/policies/DraftDocument.h"
#include "models/rows/RowChanges.h"

#include <algorithm>
#include <utility>

namespace enigm::models::policies {

namespace {

std::vector<QString> idsOf(const std::vector<ListedEntry> &entries)
{
    std::vector<QString> ids;
    for (const ListedEntry &entry : entries)
        ids.push_back(entry.id);
    return ids;
}

/// By id, as both lists are.
std::vector<ListedEntry> joined(std::vector<client::ListedPolicy> policies, std::vector<client::PolicyDraft> drafts)
{
    std::vector<ListedEntry> entries;
    for (client::ListedPolicy &policy : policies)
        entries.push_back({.id = policy.id, .policy = std::move(policy), .draft = {}});
    for (client::PolicyDraft &draft : drafts) {
        const auto place = std::ranges::lower_bound(entries, draft.id, {}, &ListedEntry::id);
        if (place != entries.end() && place->id == draft.id)
            place->draft = std::move(draft);
        else
            entries.insert(place, {.id = draft.id, .policy = {}, .draft = std::move(draft)});
    }
    return entries;
}

} // namespace

QString ListedEntry::name() const
{
    return policy ? policy->name : readLeniently(draft->document).name;
}

policy::PolicyKind ListedEntry::kind() const
{
    return policy ? policy->kind : readLeniently(draft->document).kind;
}

PolicyListModel::PolicyListModel(client::Session &session, QObject *parent)
    : QAbstractTableModel(parent)
    , m_session(session)
{}

const ListedEntry *PolicyListModel::entry(const QModelIndex &index) const
{
    return index.model() == this ? &m_entries[static_cast<std::size_t>(index.row())] : nullptr;
}

const ListedEntry *PolicyListModel::find(const QString &id) const
{
    const auto found = std::ranges::find(m_entries, id, &ListedEntry::id);
    return found == m_entries.end() ? nullptr : &*found;
}

QModelIndex PolicyListModel::index(const QString &id) const
{
    const auto found = std::ranges::find(m_entries, id, &ListedEntry::id);
    return found == m_entries.end() ? QModelIndex() : index(static_cast<int>(found - m_entries.begin()), 0);
}

int PolicyListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

int PolicyListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant PolicyListModel::data(const QModelIndex &index, int role) const
{
    const ListedEntry *const shown = entry(index);
    if (!shown || role != Qt::DisplayRole)
        return {};
    const auto &policy = shown->policy;
    switch (static_cast<Column>(index.column())) {
    case Name:
        return shown->name();
    case Kind:
        return QVariant::fromValue(shown->kind());
    case Version:
        return policy ? QVariant(policy->version) : QVariant();
    case Assigned:
        return policy ? QVariant(QStringList(policy->assigned.groups.begin(), policy->assigned.groups.end()))
                      : QVariant();
    case Draft:
        return shown->draft.has_value();
    case Change:
        return policy ? QVariant(policy->change) : QVariant();
    case Changed:
        return policy ? policy->changed : shown->draft->saved;
    case ColumnCount:
        break;
    }
    return {};
}

client::Task<Expected<PolicyListModel::Loaded>> PolicyListModel::load(client::Session &session)
{
    client::PolicyClient client(session);
    auto policies = co_await client.all();
    if (!policies)
        co_return std::unexpected(policies.error());
    auto drafts = co_await client.drafts();
    // Who may see policies may not see what is only being written.
    if (!drafts && drafts.error().type != ProblemType::NotPermitted)
        co_return std::unexpected(drafts.error());
    auto inForce = co_await client.inForce();
    if (!inForce)
        co_return std::unexpected(inForce.error());
    Loaded loaded;
    loaded.entries = joined(std::move(*policies), drafts ? std::move(*drafts) : std::vector<client::PolicyDraft>());
    loaded.inForce = std::move(*inForce);
    co_return loaded;
}

void PolicyListModel::refresh()
{
    if (m_status.isBusy())
        return;
    m_status.begin();
    QCoro::connect(load(m_session), this, [this](Expected<Loaded> loaded) { take(std::move(loaded)); });
}

void PolicyListModel::take(Expected<Loaded> loaded)
{
    if (!loaded) {
        if (session::SyncStatus::isRefusal(loaded.error()))
            showEntries({});
        return m_status.fail(loaded.error());
    }
    m_inForce = std::move(loaded->inForce);
    showEntries(loaded->entries);
    Q_EMIT changed();
    m_status.succeed(m_session.now());
}

void PolicyListModel::showEntries(const std::vector<ListedEntry> &after)
{
    const auto isSame = [&](std::size_t from, std::size_t to) { return m_entries[from] == after[to]; };
    const auto placed = [](std::size_t place) { return static_cast<std::ptrdiff_t>(place); };
    for (const rows::RowChange &change : rows::rowChanges(idsOf(m_entries), idsOf(after), isSame)) {
        const auto first = static_cast<int>(change.row);
        const auto last = static_cast<int>(change.row + change.count - 1);
        const auto at = m_entries.begin() + placed(change.row);
        const auto source = after.begin() + placed(change.source);
        switch (change.kind) {
        case rows::RowChange::Kind::Remove:
            beginRemoveRows({}, first, last);
            m_entries.erase(at, at + placed(change.count));
            endRemoveRows();
            break;
        case rows::RowChange::Kind::Insert:
            beginInsertRows({}, first, last);
            m_entries.insert(at, source, source + placed(change.count));
            endInsertRows();
            break;
        case rows::RowChange::Kind::Update:
            std::copy(source, source + placed(change.count), at);
            Q_EMIT dataChanged(index(first, 0), index(last, ColumnCount - 1));
            break;
        }
    }
}

} // namespace enigm::models::policies

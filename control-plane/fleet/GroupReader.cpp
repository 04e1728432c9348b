#include "control-plane/fleet/GroupReader.h"

#include "control-plane/store/Reader.h"

namespace enigm::controlplane::fleet {

namespace {

Expected<qint64> countIn(const Expected<store::GroupScope> &scope, const store::Repositories &store)
{
    if (!scope)
        return std::unexpected(scope.error());
    const auto counts = store.groupDevices.countByState(*scope);
    if (!counts)
        return std::unexpected(counts.error());
    qint64 total = 0;
    for (const auto &[state, count] : *counts)
        total += count;
    return total;
}

} // namespace

GroupReader::GroupReader(const store::Database &database, bool isSample)
    : m_database(database)
    , m_isSample(isSample)
{}

Expected<GroupPage> GroupReader::page(const QString &after, int limit) const
{
    const auto reader = m_database.read();
    if (!reader)
        return std::unexpected(reader.error());
    auto rows = (*reader)->groups.page(after, limit + 1);
    if (!rows)
        return std::unexpected(rows.error());
    GroupPage page;
    if (rows->size() > static_cast<std::size_t>(limit)) {
        rows->pop_back();
        page.next = rows->back().id;
    }
    for (const store::GroupRow &row : *rows) {
        auto group = ListedGroup::of(row);
        if (!group)
            return std::unexpected(group.error());
        page.items.push_back(std::move(*group));
    }
    return page;
}

Expected<GroupDetail> GroupReader::detail(const QString &id) const
{
    const auto reader = m_database.read();
    if (!reader)
        return std::unexpected(reader.error());
    const store::Repositories &store = *reader->operator->();
    auto group = groupOf(id, store);
    if (!group)
        return std::unexpected(group.error());
    auto members = store.groups.members(id);
    if (!members)
        return std::unexpected(members.error());
    const auto devices = countIn(scopeOf(*group, store, m_isSample), store);
    if (!devices)
        return std::unexpected(devices.error());
    return GroupDetail{.group = std::move(*group), .members = std::move(*members), .devices = *devices};
}

Expected<qint64> GroupReader::count(const enigm::fleet::GroupRule &rule) const
{
    const auto reader = m_database.read();
    if (!reader)
        return std::unexpected(reader.error());
    const store::Repositories &store = *reader->operator->();
    return countIn(scopeOf(rule, store, m_isSample), store);
}

} // namespace enigm::controlplane::fleet

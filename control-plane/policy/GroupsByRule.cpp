#include "control-plane/policy/GroupsByRule.h"

#include "control-plane/fleet/Group.h"

namespace enigm::controlplane::policy {

namespace {

constexpr int pageSize = 1'000;

} // namespace

Expected<GroupsByRule> GroupsByRule::load(const store::Repositories &store)
{
    GroupsByRule loaded;
    QString after;
    bool isLast = false;
    while (!isLast) {
        const auto rows = store.groups.page(after, pageSize);
        if (!rows)
            return std::unexpected(rows.error());
        for (const store::GroupRow &row : *rows) {
            auto group = fleet::ListedGroup::of(row);
            if (!group)
                return std::unexpected(group.error());
            if (group->definition.rule)
                loaded.m_groups.push_back({.id = row.id, .rule = std::move(*group->definition.rule)});
            after = row.id;
        }
        isLast = rows->size() < static_cast<std::size_t>(pageSize);
    }
    return loaded;
}

void GroupsByRule::addTo(std::vector<QString> &groups, const enigm::fleet::GroupFacts &facts) const
{
    for (const Group &group : m_groups) {
        if (group.rule.matches(facts))
            groups.push_back(group.id);
    }
}

} // namespace enigm::controlplane::policy

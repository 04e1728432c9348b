#include "control-plane/policy/PoliciesInForce.h"

#include "control-plane/fleet/Group.h"

using namespace Qt::StringLiterals;

namespace enigm::controlplane::policy {

namespace {

constexpr int pageSize = 1'000;

Expected<enigm::policy::AssignedPolicy> assignedOf(const store::PolicyInForceRow &row)
{
    auto document = enigm::policy::PolicyDocument::parse(row.document);
    if (!document)
        return refuse(ProblemType::Unavailable,
                      u"the database holds a policy that cannot be read: %1"_s.arg(document.error().toString()),
                      row.policy.id);
    enigm::policy::AssignedPolicy assigned;
    assigned.policy.policy = row.policy.id;
    assigned.policy.version = row.policy.version;
    assigned.policy.document = std::move(*document);
    if (!row.policy.isAssignedToAll)
        assigned.groups = row.groups;
    return assigned;
}

} // namespace

Expected<std::shared_ptr<const PoliciesInForce>> PoliciesInForce::load(const store::Repositories &store)
{
    std::shared_ptr<PoliciesInForce> loaded(new PoliciesInForce);
    if (auto done = loaded->loadPolicies(store); !done)
        return std::unexpected(done.error());
    if (auto done = loaded->loadGroups(store); !done)
        return std::unexpected(done.error());
    return loaded;
}

Expected<void> PoliciesInForce::loadPolicies(const store::Repositories &store)
{
    const auto cursor = store.policies.lastCursor();
    if (!cursor)
        return std::unexpected(cursor.error());
    const auto rows = store.policies.inForce();
    if (!rows)
        return std::unexpected(rows.error());
    enigm::policy::PolicySet policies;
    for (const store::PolicyInForceRow &row : *rows) {
        auto assigned = assignedOf(row);
        if (!assigned)
            return std::unexpected(assigned.error());
        policies.push_back(std::move(*assigned));
    }
    m_policyCursor = *cursor;
    m_evaluator.emplace(policies, m_dictionary);
    return {};
}

Expected<void> PoliciesInForce::loadGroups(const store::Repositories &store)
{
    const auto cursor = store.groups.lastCursor();
    if (!cursor)
        return std::unexpected(cursor.error());
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
                m_groups.push_back({.id = row.id, .rule = std::move(*group->definition.rule)});
            after = row.id;
        }
        isLast = rows->size() < static_cast<std::size_t>(pageSize);
    }
    m_groupCursor = *cursor;
    return {};
}

Expected<bool> PoliciesInForce::isCurrent(const store::Repositories &store) const
{
    const auto policies = store.policies.lastCursor();
    if (!policies)
        return std::unexpected(policies.error());
    const auto groups = store.groups.lastCursor();
    if (!groups)
        return std::unexpected(groups.error());
    return *policies == m_policyCursor && *groups == m_groupCursor;
}

enigm::policy::GroupSet PoliciesInForce::groupsOf(const enigm::fleet::GroupFacts &facts,
                                                  std::vector<QString> listing) const
{
    for (const GroupByRule &group : m_groups) {
        if (group.rule.matches(facts))
            listing.push_back(group.id);
    }
    return m_dictionary.knownOf(listing);
}

} // namespace enigm::controlplane::policy

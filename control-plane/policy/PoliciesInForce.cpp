#include "control-plane/policy/PoliciesInForce.h"

#include "control-plane/policy/Policy.h"

namespace enigm::controlplane::policy {

namespace {

Expected<enigm::policy::AssignedPolicy> assignedOf(const store::PolicyInForceRow &row)
{
    auto document = storedDocument(row.document, row.policy.id);
    if (!document)
        return std::unexpected(document.error());
    enigm::policy::AssignedPolicy assigned;
    assigned.policy.policy = row.policy.id;
    assigned.policy.version = row.policy.version;
    assigned.policy.document = std::move(*document);
    if (!row.policy.isAssignedToAll)
        assigned.groups = row.groups;
    return assigned;
}

} // namespace

Expected<enigm::policy::PolicySet> policiesInForce(const store::Repositories &store)
{
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
    return policies;
}

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
    const auto policies = policiesInForce(store);
    if (!policies)
        return std::unexpected(policies.error());
    auto versions = AssignedVersions::load(store);
    if (!versions)
        return std::unexpected(versions.error());
    m_policyCursor = *cursor;
    m_versions = std::move(*versions);
    m_evaluator.emplace(*policies, m_dictionary);
    return {};
}

Expected<void> PoliciesInForce::loadGroups(const store::Repositories &store)
{
    const auto cursor = store.groups.lastCursor();
    if (!cursor)
        return std::unexpected(cursor.error());
    auto groups = GroupsByRule::load(store);
    if (!groups)
        return std::unexpected(groups.error());
    m_groupCursor = *cursor;
    m_groups = std::move(*groups);
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

void PoliciesInForce::setByGroups(enigm::policy::DeviceInputs &inputs, const enigm::fleet::GroupFacts &facts,
                                  std::vector<QString> listing, const std::optional<QByteArray> &held) const
{
    m_groups.addTo(listing, facts);
    inputs.setGroups(m_dictionary.knownOf(listing));
    if (held)
        inputs.set(policyStateOf(held, m_versions.of(listing)));
}

} // namespace enigm::controlplane::policy

#include "control-plane/policy/DevicePolicies.h"

#include "contract/policy/PolicySet.h"
#include "control-plane/policy/GroupsByRule.h"
#include "control-plane/policy/Policy.h"
#include "control-plane/store/Reader.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::policy {

namespace {

/// By id, those that list the device and those whose rule finds it.
Expected<std::vector<QString>> groupsOf(const enigm::fleet::DeviceHandle &device, const store::Repositories &store,
                                        const InputTerms &terms)
{
    auto groups = store.groups.listing(device);
    if (!groups)
        return groups;
    const auto row = store.deviceInputs.find(device);
    if (!row)
        return std::unexpected(row.error());
    const auto facts = *row ? groupFactsOf(**row, terms) : std::nullopt;
    if (!facts)
        return groups;
    const auto byRule = GroupsByRule::load(store);
    if (!byRule)
        return std::unexpected(byRule.error());
    byRule->addTo(*groups, *facts);
    return groups;
}

} // namespace

json::Value DevicePolicy::toJson() const
{
    return json::Object{{"assigned_by"_L1, assignedBy},
                        {"document"_L1, version.document.toJson()},
                        {"in_force_by"_L1, inForceBy},
                        {"policy"_L1, version.policy},
                        {"version"_L1, version.version}};
}

DevicePolicies::DevicePolicies(const store::Database &database, InputTerms terms, EvidenceSource evidence)
    : m_database(database)
    , m_terms(terms)
    , m_evidence(std::move(evidence))
{}

Expected<std::vector<DevicePolicy>> DevicePolicies::of(const enigm::fleet::DeviceHandle &device) const
{
    const auto reader = m_database.read();
    if (!reader)
        return std::unexpected(reader.error());
    const store::Repositories &store = *reader->operator->();
    const auto groups = groupsOf(device, store, m_terms);
    if (!groups)
        return std::unexpected(groups.error());
    const auto rows = store.policies.inForce();
    if (!rows)
        return std::unexpected(rows.error());
    std::vector<DevicePolicy> policies;
    for (const store::PolicyInForceRow &row : *rows) {
        enigm::policy::AssignedPolicy assigned;
        if (!row.policy.isAssignedToAll)
            assigned.groups = row.groups;
        if (!assigned.appliesTo(*groups))
            continue;
        auto document = storedDocument(row.document, row.policy.id);
        if (!document)
            return std::unexpected(document.error());
        policies.push_back(
            {.version = {.policy = row.policy.id, .version = row.policy.version, .document = std::move(*document)},
             .inForceBy = row.policy.inForceBy,
             .assignedBy = row.policy.assignedBy});
    }
    return policies;
}

Expected<QByteArray> DevicePolicies::evidence(const enigm::fleet::DeviceHandle &device, const QString &change) const
{
    const auto policies = of(device);
    if (!policies)
        return std::unexpected(policies.error());
    const bool isNamed = std::ranges::any_of(*policies, [&change](const DevicePolicy &policy) {
        return policy.inForceBy == change || policy.assignedBy == change;
    });
    if (!isNamed)
        return refuse(ProblemType::NotFound, u"No policy of this device rests on such a change."_s, change);
    const auto bundle = m_evidence(change);
    if (!bundle)
        return std::unexpected(bundle.error());
    return bundle->toBytes();
}

} // namespace enigm::controlplane::policy

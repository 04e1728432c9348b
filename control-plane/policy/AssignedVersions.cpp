#include "control-plane/policy/AssignedVersions.h"

#include "contract/reports/HeldPolicies.h"

namespace enigm::controlplane::policy {

using enigm::policy::PolicyState;

Expected<AssignedVersions> AssignedVersions::load(const store::Repositories &store)
{
    auto rows = store.policies.assignedVersions();
    if (!rows)
        return std::unexpected(rows.error());
    AssignedVersions versions;
    for (store::AssignedVersionRow &row : *rows) {
        Version version{.assigned = {}, .digest = std::move(row.digest)};
        if (!row.isAssignedToAll)
            version.assigned.groups = std::move(row.groups);
        versions.m_versions.push_back(std::move(version));
    }
    return versions;
}

QByteArray AssignedVersions::of(const std::vector<QString> &groups) const
{
    std::vector<QByteArray> digests;
    for (const Version &version : m_versions) {
        if (version.assigned.appliesTo(groups))
            digests.push_back(version.digest);
    }
    return reports::digestOfVersions(digests);
}

PolicyState policyStateOf(const std::optional<QByteArray> &held, const QByteArray &assigned)
{
    if (!held)
        return PolicyState::Unconfirmed;
    return *held == assigned ? PolicyState::Current : PolicyState::Outdated;
}

} // namespace enigm::controlplane::policy

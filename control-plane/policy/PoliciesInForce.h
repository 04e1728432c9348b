#pragma once

#include "contract/fleet/GroupRule.h"
#include "contract/policy/Evaluator.h"
#include "contract/problems/Problem.h"
#include "control-plane/policy/AssignedVersions.h"
#include "control-plane/policy/GroupsByRule.h"
#include "control-plane/store/Repositories.h"

#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace enigm::controlplane::policy {

/// Every policy in force, by id. Unavailable where the store holds what no reader takes.
[[nodiscard]] Expected<enigm::policy::PolicySet> policiesInForce(const store::Repositories &store);

/// Every policy in force, compiled, and the groups that devices are found in by rule, as the store stood. Does not
/// change, so that any thread may decide by it.
class PoliciesInForce
{
public:
    /// Unavailable where the store holds what no reader takes.
    [[nodiscard]] static Expected<std::shared_ptr<const PoliciesInForce>> load(const store::Repositories &store);

    /// Whether policies and groups are still as they were.
    [[nodiscard]] Expected<bool> isCurrent(const store::Repositories &store) const;

    [[nodiscard]] const enigm::policy::Evaluator &evaluator() const { return *m_evaluator; }
    /// Sets what hangs on the groups that a device is in: these, and how what it has confirmed (nothing: it never did)
    /// compares with what is assigned to it. `listing`: the groups that list it.
    void setByGroups(enigm::policy::DeviceInputs &inputs, const enigm::fleet::GroupFacts &facts,
                     std::vector<QString> listing, const std::optional<QByteArray> &held) const;

private:
    PoliciesInForce() = default;
    [[nodiscard]] Expected<void> loadPolicies(const store::Repositories &store);
    [[nodiscard]] Expected<void> loadGroups(const store::Repositories &store);

    qint64 m_policyCursor = 0;
    qint64 m_groupCursor = 0;
    enigm::policy::GroupDictionary m_dictionary;
    std::optional<enigm::policy::Evaluator> m_evaluator; ///< set once loaded
    GroupsByRule m_groups;
    AssignedVersions m_versions;
};

} // namespace enigm::controlplane::policy

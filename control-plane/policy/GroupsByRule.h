#pragma once

#include "contract/fleet/GroupRule.h"
#include "contract/problems/Problem.h"
#include "control-plane/store/Repositories.h"

#include <QString>

#include <vector>

namespace enigm::controlplane::policy {

/// The groups that devices are found in by rule, as the store stood.
class GroupsByRule
{
public:
    GroupsByRule() = default;
    [[nodiscard]] static Expected<GroupsByRule> load(const store::Repositories &store);

    /// Adds the ids of the groups that have a device like this.
    void addTo(std::vector<QString> &groups, const enigm::fleet::GroupFacts &facts) const;

private:
    struct Group
    {
        QString id;
        enigm::fleet::GroupRule rule;
    };
    std::vector<Group> m_groups;
};

} // namespace enigm::controlplane::policy

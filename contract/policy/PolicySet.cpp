#include "contract/policy/PolicySet.h"

#include <algorithm>

namespace enigm::policy {

bool AssignedPolicy::appliesTo(const std::vector<QString> &deviceGroups) const
{
    return !groups || std::ranges::any_of(*groups, [&deviceGroups](const QString &group) {
        return std::ranges::find(deviceGroups, group) != deviceGroups.end();
    });
}

Settings settingsFor(const PolicySet &policies, const std::vector<QString> &deviceGroups)
{
    Settings settings;
    for (const AssignedPolicy &assigned : policies) {
        if (assigned.appliesTo(deviceGroups))
            settings = settings.combined(assigned.policy.document.settings);
    }
    return settings;
}

} // namespace enigm::policy

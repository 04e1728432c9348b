#include "api-client/policies/Policies.h"

namespace enigm::client {

std::optional<std::vector<QString>> PolicyAssignment::scope() const
{
    return toAll ? std::nullopt : std::optional(groups);
}

changes::PolicyStanding standingOf(const PolicyDetail &detail)
{
    return {.policy = detail.policy.id,
            .version = detail.policy.version,
            .last = detail.versions.empty() ? detail.policy.version : detail.versions.front().version,
            .digest = detail.policy.digest,
            .groups = detail.policy.assigned.scope()};
}

} // namespace enigm::client

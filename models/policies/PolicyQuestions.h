#pragma once

#include "contract/policy/Input.h"
#include "contract/policy/PolicySet.h"

#include <vector>

namespace enigm::models::policies {

/// The policies with this one in the place of the one of its id, or beside the others.
[[nodiscard]] policy::PolicySet withPolicy(policy::PolicySet policies, policy::AssignedPolicy policy);
[[nodiscard]] const policy::AssignedPolicy *find(const policy::PolicySet &policies, const QString &id);

/// What a device can ask about at `time` and be answered otherwise after than before: each action and resource that a
/// policy which differs has a rule for, and each governed path where a rule looks at the path.
[[nodiscard]] std::vector<policy::Question> questionsBetween(const policy::PolicySet &before,
                                                             const policy::PolicySet &after, qint64 time);

/// Whether a rule for one of these questions looks at the time, so that the answer is one of this moment.
[[nodiscard]] bool hangsOnTime(const policy::PolicySet &policies, const std::vector<policy::Question> &questions);

} // namespace enigm::models::policies

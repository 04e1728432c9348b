#pragma once

#include "contract/policy/PolicySet.h"

#include <QHash>
#include <QString>

#include <optional>

namespace enigm::models::policies {

/// What a policy is edited from.
struct PolicySubject
{
    QString policy;                                    ///< id of the policy, new or not
    std::optional<policy::PolicyVersion> inForce = {}; ///< nothing: a new policy
    policy::PolicyDocument document = {};              ///< where the writing begins
    std::optional<std::vector<QString>> assigned = {}; ///< as of policy::AssignedPolicy; of a new one: everybody
    policy::PolicySet policies = {};                   ///< all that are in force, this one among them
    QHash<QString, QString> groups = {};               ///< what groups are called, by id
    qint64 revision = 0;                               ///< of the draft that is kept; 0: none is

    [[nodiscard]] bool isNew() const { return !inForce; }
    /// All that would be in force with this in the place of the one that is.
    [[nodiscard]] policy::PolicySet with(policy::PolicyDocument changed) const;
};

} // namespace enigm::models::policies

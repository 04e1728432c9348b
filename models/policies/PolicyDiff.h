#pragma once

#include "contract/policy/PolicyDocument.h"

#include <optional>
#include <vector>

namespace enigm::models::policies {

/// A member of a rule; of conditions, the input.
enum class RuleMember { Effect, Action, Resource, Condition, Obligations };
struct RulePlace
{
    RuleMember member = RuleMember::Effect;
    policy::Input input = policy::Input::Actor; ///< of a condition

    friend bool operator==(const RulePlace &, const RulePlace &) = default;
};

/// What became of the rule of one id: one that is added has no `before`, one that is removed no `after`.
struct RuleDiff
{
    std::optional<policy::Rule> before;
    std::optional<policy::Rule> after;
    std::vector<RulePlace> changed = {}; ///< where it was and is, in the order of the members

    [[nodiscard]] const QString &id() const { return after ? after->id : before->id; }
    friend bool operator==(const RuleDiff &, const RuleDiff &) = default;
};

/// How one document differs from another: cell by cell.
struct PolicyDiff
{
    policy::PolicyDocument before;
    policy::PolicyDocument after;
    std::vector<RuleDiff> rules; ///< those that differ, by id

    [[nodiscard]] bool renames() const { return before.name != after.name; }
    [[nodiscard]] bool resets() const { return before.settings != after.settings; }
    [[nodiscard]] bool isEmpty() const { return before == after; }
};

/// Both with their rules sorted by id.
[[nodiscard]] PolicyDiff diffOf(policy::PolicyDocument before, policy::PolicyDocument after);

} // namespace enigm::models::policies

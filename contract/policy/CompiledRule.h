#pragma once

#include "contract/policy/GroupDictionary.h"
#include "contract/policy/PolicySet.h"

#include <array>
#include <vector>

namespace enigm::policy {

/// Where a rule holds, over codes. A rule that denies holds where an input that it asks for is missing, as if the worst
/// were so; one that allows does not.
struct RuleMatch
{
    Effect effect = Effect::Deny;
    /// By input: bit n says whether the code n is accepted, bit 0 whether its absence is. Of the actor, bit n says so
    /// of the set of categories whose bits are n.
    std::array<quint32, wordInputCount> accepts{};
    GroupSet assigned; ///< the groups that the policy is assigned to; empty: every device
    GroupSet asked;    ///< the groups that the rule asks for; empty: none
    std::vector<TimeWindow> times;
    Inputs asks; ///< which inputs it looks at

    [[nodiscard]] bool acceptsGroups(const GroupSet &groups) const;
    [[nodiscard]] bool acceptsMinute(int minute) const;
    friend bool operator==(const RuleMatch &, const RuleMatch &) = default;
};

/// The number of sets of categories of actors.
inline constexpr std::size_t actorSetCount = 32;

struct CompiledRule
{
    RuleName name;
    RuleMatch match;
    Obligations obligations;
};

/// A rule of a policy that is assigned to these groups (as AssignedPolicy has them, but not to none at all).
[[nodiscard]] CompiledRule compiled(const AssignedPolicy &policy, const Rule &rule, GroupDictionary &groups);
/// The rules that are always in force where questions of this kind are decided.
[[nodiscard]] std::vector<CompiledRule> floorRules(PolicyKind kind);

} // namespace enigm::policy

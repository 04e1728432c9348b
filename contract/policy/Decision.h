#pragma once

#include "contract/policy/CompiledRule.h"

#include <optional>
#include <vector>

namespace enigm::policy {

struct Decision
{
    Effect effect = Effect::Deny;
    /// The rule that decided, of those of equal weight the first by name; null where nothing allows. Belongs to who
    /// decided.
    const CompiledRule *rule = nullptr;
    /// Of every rule that allows; each has to be met. Two paths to be used cannot be.
    Obligations obligations = {};
};

/// A decision, and why it is no permit.
struct Explanation
{
    Decision decision = {};
    /// The rules that deny, sorted, those of the floor first.
    std::vector<RuleName> denying = {};
    /// The inputs that would have to differ: the smallest set outside of which nothing stands in the way, which is to
    /// say that some rule that allows fails on inputs of the set alone and every rule that denies asks for one of them.
    /// Of sets of one size the one that comes first in the order of Input. Empty for a permit, and where there is no
    /// such set.
    Inputs differ = {};
    /// The first rule by name that would allow then; nothing where no inputs could lead to a permit.
    std::optional<RuleName> nearest = {};
};

} // namespace enigm::policy

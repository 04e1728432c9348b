#include "models/policies/PolicyDiff.h"

#include <algorithm>

namespace enigm::models::policies {

using policy::Conditions;
using policy::Input;
using policy::Rule;

namespace {

bool asksTheSame(const Conditions &left, const Conditions &right, Input input)
{
    if (input == Input::Groups)
        return left.groups == right.groups;
    if (input == Input::Times)
        return left.times == right.times;
    return left.accepted[static_cast<std::size_t>(input)] == right.accepted[static_cast<std::size_t>(input)];
}

std::vector<RulePlace> placesOf(const Rule &before, const Rule &after)
{
    std::vector<RulePlace> places;
    if (before.effect != after.effect)
        places.push_back({RuleMember::Effect});
    if (before.action != after.action)
        places.push_back({RuleMember::Action});
    if (before.resource != after.resource)
        places.push_back({RuleMember::Resource});
    for (const Input input : policy::allInputs()) {
        if (!asksTheSame(before.conditions, after.conditions, input))
            places.push_back({.member = RuleMember::Condition, .input = input});
    }
    if (before.obligations != after.obligations)
        places.push_back({RuleMember::Obligations});
    return places;
}

} // namespace

PolicyDiff diffOf(policy::PolicyDocument before, policy::PolicyDocument after)
{
    std::vector<RuleDiff> rules;
    auto old = before.rules.begin();
    auto fresh = after.rules.begin();
    while (old != before.rules.end() || fresh != after.rules.end()) {
        if (fresh == after.rules.end() || (old != before.rules.end() && old->id < fresh->id)) {
            rules.push_back({.before = *old++, .after = {}});
        } else if (old == before.rules.end() || fresh->id < old->id) {
            rules.push_back({.before = {}, .after = *fresh++});
        } else {
            if (*old != *fresh)
                rules.push_back({.before = *old, .after = *fresh, .changed = placesOf(*old, *fresh)});
            ++old;
            ++fresh;
        }
    }
    return {.before = std::move(before), .after = std::move(after), .rules = std::move(rules)};
}

} // namespace enigm::models::policies

#include "contract/policy/CompiledRule.h"

#include <algorithm>

namespace enigm::policy {

namespace {

constexpr quint32 everything = ~0U;

constexpr std::size_t placeOf(Input input)
{
    return static_cast<std::size_t>(input);
}

/// Bit n: whether the set of categories whose bits are n has one of `categories`.
quint32 actorsWithAny(Actors categories)
{
    quint32 sets = 0;
    for (std::size_t set = 1; set < actorSetCount; ++set) {
        if (categories.hasAny(Actors::fromBits(static_cast<Actors::Bits>(set))))
            sets |= 1U << set;
    }
    return sets;
}

/// A condition names categories by code, which counts from 1.
Actors categoriesOf(Codes codes)
{
    return Actors::fromBits(static_cast<Actors::Bits>(codes >> 1));
}

RuleMatch matchOf(Effect effect)
{
    RuleMatch match{.effect = effect, .assigned = {}, .asked = {}, .times = {}, .asks = {}};
    match.accepts.fill(everything);
    return match;
}

void ask(RuleMatch &match, Input input, quint32 accepted)
{
    match.asks.insert(input);
    match.accepts[placeOf(input)] = accepted | (match.effect == Effect::Deny ? 1U : 0U);
}

CompiledRule floorRule(QLatin1StringView name, Input input, quint32 denied)
{
    CompiledRule rule{.name = {floorPolicy, name}, .match = matchOf(Effect::Deny), .obligations = {}};
    ask(rule.match, input, denied);
    return rule;
}

} // namespace

bool RuleMatch::acceptsGroups(const GroupSet &groups) const
{
    return (assigned.empty() || haveCommon(assigned, groups)) && (asked.empty() || haveCommon(asked, groups));
}

bool RuleMatch::acceptsMinute(int minute) const
{
    return times.empty() ||
           std::ranges::any_of(times, [minute](const TimeWindow &window) { return window.holdsAt(minute); });
}

CompiledRule compiled(const AssignedPolicy &policy, const Rule &rule, GroupDictionary &groups)
{
    CompiledRule result{
        .name = {policy.policy.policy, rule.id}, .match = matchOf(rule.effect), .obligations = rule.obligations};
    RuleMatch &match = result.match;
    for (const Input input : allInputs().first(wordInputCount)) {
        const Codes accepted = rule.conditions.accepted[placeOf(input)];
        if (accepted != 0)
            ask(match, input, input == Input::Actor ? actorsWithAny(categoriesOf(accepted)) : accepted);
    }
    match.asked = groups.setOf(rule.conditions.groups);
    if (policy.groups)
        match.assigned = groups.setOf(*policy.groups);
    if (!match.asked.empty() || !match.assigned.empty())
        match.asks.insert(Input::Groups);
    match.times = rule.conditions.times;
    if (!match.times.empty())
        match.asks.insert(Input::Times);
    return result;
}

std::vector<CompiledRule> floorRules(PolicyKind kind)
{
    const Actors operators{ActorCategory::Administrator, ActorCategory::Approver, ActorCategory::SecurityReviewer,
                           ActorCategory::ReleaseManager};
    if (!isAboutDevices(kind))
        return {floorRule(floorActor, Input::Actor, ~actorsWithAny(operators))};
    const quint32 inService =
        codesOf(codeOf(fleet::DeviceState::Trusted)) | codesOf(codeOf(fleet::DeviceState::Restricted));
    return {floorRule(floorActor, Input::Actor, ~actorsWithAny({ActorCategory::Device})),
            floorRule(floorDevice, Input::DeviceState, ~inService)};
}

} // namespace enigm::policy

#include "contract/policy/MaskTable.h"

#include <algorithm>

namespace enigm::policy {

namespace {

constexpr MaskTable::Mask bitOf(std::size_t rule)
{
    return MaskTable::Mask(1) << rule;
}

/// Adds the rule to the entry of each of these groups.
void addTo(std::vector<MaskTable::Mask> &entries, const GroupSet &groups, std::size_t rule)
{
    for (const GroupIndex group : groups) {
        if (entries.size() <= group)
            entries.resize(group + 1, 0);
        entries[group] |= bitOf(rule);
    }
}

} // namespace

MaskTable::MaskTable(std::span<const RuleMatch *const> rules)
{
    Q_ASSERT(rules.size() <= capacity);
    for (std::size_t rule = 0; rule < rules.size(); ++rule) {
        const RuleMatch &match = *rules[rule];
        (match.effect == Effect::Allow ? m_allows : m_denies) |= bitOf(rule);
        for (const Input input : allInputs())
            m_asks[static_cast<std::size_t>(input)] |= match.asks.has(input) ? bitOf(rule) : 0;
        for (std::size_t input = 0; input < wordInputCount; ++input) {
            for (std::size_t code = 0; code < actorSetCount; ++code)
                m_tables[input][code] |= Mask(match.accepts[input] >> code & 1U) << rule;
        }
    }
    buildGroups(rules);
    buildTimes(rules);
}

void MaskTable::buildGroups(std::span<const RuleMatch *const> rules)
{
    m_assignedToAll = m_askForNone = everyRule;
    for (std::size_t rule = 0; rule < rules.size(); ++rule) {
        addTo(m_assigned, rules[rule]->assigned, rule);
        addTo(m_asked, rules[rule]->asked, rule);
        if (!rules[rule]->assigned.empty())
            m_assignedToAll &= ~bitOf(rule);
        if (!rules[rule]->asked.empty())
            m_askForNone &= ~bitOf(rule);
    }
    const std::size_t size = std::max(m_assigned.size(), m_asked.size());
    m_assigned.resize(size, 0);
    m_asked.resize(size, 0);
}

void MaskTable::buildTimes(std::span<const RuleMatch *const> rules)
{
    if (asksOf(Input::Times) == 0)
        return;
    std::vector<TimeWindow> windows;
    for (const RuleMatch *const match : rules)
        std::ranges::copy(match->times, std::back_inserter(windows));
    for (const int edge : edgesOf(windows)) {
        Mask mask = 0;
        for (std::size_t rule = 0; rule < rules.size(); ++rule)
            mask |= rules[rule]->acceptsMinute(edge) ? bitOf(rule) : 0;
        m_stretches.push_back({.from = edge, .mask = mask});
    }
}

MaskTable::Mask MaskTable::ofPath(const std::optional<NetworkPath> &path) const
{
    return m_tables[static_cast<std::size_t>(Input::NetworkPath)][path ? codeOf(*path) : missing];
}

MaskTable::Mask MaskTable::ofTime(const std::optional<qint64> &time) const
{
    if (m_stretches.empty())
        return everyRule;
    if (!time)
        return ofMissing(Input::Times);
    const auto next = std::ranges::upper_bound(m_stretches, minuteOfWeek(*time), {}, &Stretch::from);
    return std::prev(next)->mask;
}

MaskTable::Mask MaskTable::ofGroups(const std::optional<GroupSet> &groups) const
{
    if (!groups)
        return ofMissing(Input::Groups);
    Mask assigned = m_assignedToAll;
    Mask asked = m_askForNone;
    for (const GroupIndex group : *groups) {
        if (group >= m_assigned.size())
            break; // sorted: no rule knows this one or those behind it
        assigned |= m_assigned[group];
        asked |= m_asked[group];
    }
    return assigned & asked;
}

MaskTable::Mask MaskTable::of(const Question &question) const
{
    return ofActor(question.actor) & ofPath(question.path) & ofTime(question.time);
}

MaskTable::Mask MaskTable::of(const DeviceInputs &device) const
{
    Mask mask = ofGroups(device.groups());
    for (std::size_t i = 0; i < deviceInputCount; ++i)
        mask &= m_tables[static_cast<std::size_t>(firstDeviceInput) + i][device.codes()[i]];
    return mask;
}

MaskTable::Mask MaskTable::ofInput(Input input, const Question &question, const DeviceInputs &device) const
{
    switch (input) {
    case Input::Actor:
        return ofActor(question.actor);
    case Input::NetworkPath:
        return ofPath(question.path);
    case Input::Times:
        return ofTime(question.time);
    case Input::Groups:
        return ofGroups(device.groups());
    case Input::DeviceState:
    case Input::OsTrust:
    case Input::TrustCenter:
    case Input::AppSession:
    case Input::PolicyState:
    case Input::Integrity:
    case Input::Attestation:
        return column(input)[device.code(input)];
    }
    Q_UNREACHABLE();
}

MaskTable::Mask MaskTable::ofFree(Input input) const
{
    return m_allows | ~asksOf(input);
}

} // namespace enigm::policy

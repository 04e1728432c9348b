#include "contract/policy/QuestionRules.h"

#include "contract/policy/Obstacles.h"

#include <algorithm>
#include <bit>

namespace enigm::policy {

QuestionRules::QuestionRules(ActionCategory action, log::Resource resource, std::vector<CompiledRule> rules)
    : m_action(action)
    , m_resource(resource)
    , m_rules(floorRules(kindOf(action)))
{
    std::ranges::sort(rules, {}, &CompiledRule::name);
    std::ranges::move(rules, std::back_inserter(m_rules));
    std::vector<const RuleMatch *> matches;
    matches.reserve(m_rules.size());
    for (const CompiledRule &rule : m_rules)
        matches.push_back(&rule.match);
    m_tables = tablesOf(matches);
    m_obliging.resize(m_tables.size());
    for (std::size_t i = 0; i < m_rules.size(); ++i) {
        for (const Obligation obligation : allOf<Obligation>()) {
            if (m_rules[i].obligations.has(obligation))
                m_obliging[i / MaskTable::capacity][static_cast<std::size_t>(obligation)] |= MaskTable::Mask(1)
                                                                                             << i % MaskTable::capacity;
        }
    }
}

Decision QuestionRules::decide(const Question &question, const DeviceInputs &device) const
{
    Decision decision;
    for (std::size_t i = 0; i < m_tables.size(); ++i) {
        const MaskTable &table = m_tables[i];
        const CompiledRule *const rules = m_rules.data() + i * MaskTable::capacity;
        const MaskTable::Mask holds = table.of(question) & table.of(device);
        if (const MaskTable::Mask denies = holds & table.denies())
            return {.effect = Effect::Deny, .rule = rules + std::countr_zero(denies)};
        const MaskTable::Mask allows = holds & table.allows();
        if (allows == 0)
            continue;
        if (!decision.rule)
            decision = {.effect = Effect::Allow, .rule = rules + std::countr_zero(allows)};
        for (std::size_t obligation = 0; obligation < m_obliging[i].size(); ++obligation) {
            if ((allows & m_obliging[i][obligation]) != 0)
                decision.obligations.insert(static_cast<Obligation>(obligation));
        }
    }
    return decision;
}

Explanation QuestionRules::explain(const Question &question, const DeviceInputs &device) const
{
    Explanation explanation{.decision = decide(question, device)};
    if (explanation.decision.effect == Effect::Allow)
        return explanation;
    for (std::size_t i = 0; i < m_tables.size(); ++i) {
        MaskTable::Mask denies = m_tables[i].of(question) & m_tables[i].of(device) & m_tables[i].denies();
        for (; denies != 0; denies &= denies - 1)
            explanation.denying.push_back(
                m_rules[i * MaskTable::capacity + static_cast<std::size_t>(std::countr_zero(denies))].name);
    }
    const Obstacles obstacles(m_tables, question, device);
    if (const auto way = obstacles.smallestWay()) {
        explanation.differ = way->freed;
        explanation.nearest = m_rules[way->rule].name;
    }
    return explanation;
}

std::vector<MaskTable> tablesOf(const std::vector<const RuleMatch *> &matches)
{
    std::vector<MaskTable> tables;
    for (std::size_t first = 0; first < matches.size(); first += MaskTable::capacity) {
        const std::size_t count = std::min(MaskTable::capacity, matches.size() - first);
        tables.emplace_back(std::span(matches).subspan(first, count));
    }
    return tables;
}

} // namespace enigm::policy

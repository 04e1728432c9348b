#include "contract/policy/Evaluator.h"

#include "contract/policy/PathRules.h"

#include <map>
#include <utility>

namespace enigm::policy {

namespace {

constexpr std::size_t floors = 2;

std::size_t placeOf(ActionCategory action, log::Resource resource)
{
    return static_cast<std::size_t>(action) * log::allResources().size() + static_cast<std::size_t>(resource);
}

using RulesByQuestion = std::map<std::pair<ActionCategory, log::Resource>, std::vector<CompiledRule>>;

RulesByQuestion compileAll(const PolicySet &policies, GroupDictionary &groups)
{
    RulesByQuestion rules;
    for (const AssignedPolicy &policy : policies) {
        if (policy.groups && policy.groups->empty())
            continue;
        for (const Rule &rule : policy.policy.document.rules)
            rules[{rule.action, rule.resource}].push_back(compiled(policy, rule, groups));
        for (const Rule &rule : pathRules(policy.policy.document.settings))
            rules[{rule.action, rule.resource}].push_back(compiled(policy, rule, groups));
    }
    return rules;
}

} // namespace

Evaluator::Evaluator(const PolicySet &policies, GroupDictionary &groups)
{
    auto rules = compileAll(policies, groups);
    m_questions.reserve(floors + rules.size());
    m_questions.emplace_back(ActionCategory::Access, log::Resource::Device, std::vector<CompiledRule>());
    m_questions.emplace_back(ActionCategory::Read, log::Resource::Device, std::vector<CompiledRule>());
    for (const ActionCategory action : allOf<ActionCategory>())
        m_places.resize(m_places.size() + log::allResources().size(), isAboutDevices(kindOf(action)) ? 0 : 1);
    for (auto &[question, compiledRules] : rules) {
        const auto [action, resource] = question;
        m_places[placeOf(action, resource)] = static_cast<quint8>(m_questions.size());
        m_questions.emplace_back(action, resource, std::move(compiledRules));
    }
}

Decision Evaluator::decide(const Question &question, const DeviceInputs &device) const
{
    return rulesOf(question.action, question.resource).decide(question, device);
}

Explanation Evaluator::explain(const Question &question, const DeviceInputs &device) const
{
    return rulesOf(question.action, question.resource).explain(question, device);
}

const QuestionRules &Evaluator::rulesOf(ActionCategory action, log::Resource resource) const
{
    return m_questions[m_places[placeOf(action, resource)]];
}

std::span<const QuestionRules> Evaluator::questions() const
{
    return std::span(m_questions).subspan(floors);
}

} // namespace enigm::policy

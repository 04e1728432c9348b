#include "control-plane/policy/TrustDecisions.h"

#include "control-plane/store/Reader.h"

#include <algorithm>

namespace enigm::controlplane::policy {

namespace {

constexpr qint64 minute = 60;

TrustAnswer answerOf(enigm::policy::Explanation explanation)
{
    TrustAnswer answer{.isPermit = explanation.decision.effect == enigm::policy::Effect::Allow,
                       .obligations = explanation.decision.obligations,
                       .denying = std::move(explanation.denying),
                       .differ = explanation.differ,
                       .nearest = std::move(explanation.nearest)};
    if (explanation.decision.rule)
        answer.rule = explanation.decision.rule->name;
    return answer;
}

/// Windows begin and end with a minute.
bool looksAtTime(const enigm::policy::QuestionRules &rules)
{
    return std::ranges::any_of(rules.rules(), [](const enigm::policy::CompiledRule &rule) {
        return rule.match.asks.has(enigm::policy::Input::Times);
    });
}

} // namespace

TrustDecisions::TrustDecisions(const store::Database &database, const time::Clock &clock, InputTerms terms)
    : m_database(database)
    , m_clock(clock)
    , m_terms(terms)
{}

Expected<std::shared_ptr<const PoliciesInForce>> TrustDecisions::policies(const store::Repositories &store)
{
    const std::lock_guard lock(m_mutex);
    if (m_policies) {
        const auto isCurrent = m_policies->isCurrent(store);
        if (!isCurrent)
            return std::unexpected(isCurrent.error());
        if (*isCurrent)
            return m_policies;
    }
    auto loaded = PoliciesInForce::load(store);
    if (loaded)
        m_policies = *loaded;
    return loaded;
}

Expected<TrustAnswer> TrustDecisions::decide(const enigm::fleet::DeviceHandle &device, enigm::policy::Question question)
{
    const auto reader = m_database.read();
    if (!reader)
        return std::unexpected(reader.error());
    const store::Repositories &store = *reader->operator->();
    const auto inForce = policies(store);
    if (!inForce)
        return std::unexpected(inForce.error());
    const qint64 now = m_clock.now();
    const auto known = inputsOf(device, **inForce, store, m_terms, now);
    if (!known)
        return std::unexpected(known.error());
    question.time = now;
    const auto &rules = (*inForce)->evaluator().rulesOf(question.action, question.resource);
    TrustAnswer answer = answerOf(rules.explain(question, known->inputs));
    answer.time = now;
    answer.validUntil = now + mostValidity;
    if (looksAtTime(rules))
        answer.validUntil = std::min(answer.validUntil, now - now % minute + minute);
    if (known->goodUntil)
        answer.validUntil = std::min(answer.validUntil, *known->goodUntil);
    return answer;
}

} // namespace enigm::controlplane::policy

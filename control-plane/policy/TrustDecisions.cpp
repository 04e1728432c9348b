#include "control-plane/policy/TrustDecisions.h"

#include "contract/fleet/DeviceTransition.h"
#include "control-plane/store/Reader.h"

#include <algorithm>

namespace enigm::controlplane::policy {

using enigm::policy::DenialCategory;
using enigm::policy::NetworkPath;

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

/// The rules of the floor come first.
DenialCategory categoryOf(const std::vector<enigm::policy::RuleName> &denying)
{
    if (denying.empty())
        return DenialCategory::NotAllowed;
    return denying.front().policy == enigm::policy::floorPolicy ? DenialCategory::Floor : DenialCategory::DeniedBy;
}

/// Windows begin and end with a minute.
bool looksAtTime(const enigm::policy::QuestionRules &rules)
{
    return std::ranges::any_of(rules.rules(), [](const enigm::policy::CompiledRule &rule) {
        return rule.match.asks.has(enigm::policy::Input::Times);
    });
}

/// When an answer of `now` may be another although nothing has happened.
std::optional<qint64> changesAt(const enigm::policy::QuestionRules &rules, const KnownInputs &known, qint64 now)
{
    if (!looksAtTime(rules))
        return known.goodUntil;
    const qint64 next = now - now % minute + minute;
    return known.goodUntil ? std::min(next, *known.goodUntil) : next;
}

qint64 validUntil(std::optional<qint64> changesAt, qint64 now)
{
    const qint64 most = now + TrustDecisions::mostValidity;
    return changesAt ? std::min(most, *changesAt) : most;
}

bool isServed(const enigm::policy::DeviceInputs &inputs)
{
    const enigm::policy::Code code = inputs.code(enigm::policy::Input::DeviceState);
    return code != enigm::policy::missing && enigm::fleet::isServed(static_cast<enigm::fleet::DeviceState>(code - 1));
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

Expected<TrustDecisions::Moment> TrustDecisions::momentOf(const enigm::fleet::DeviceHandle &device)
{
    const auto reader = m_database.read();
    if (!reader)
        return std::unexpected(reader.error());
    const store::Repositories &store = *reader->operator->();
    auto inForce = policies(store);
    if (!inForce)
        return std::unexpected(inForce.error());
    const qint64 now = m_clock.now();
    auto known = inputsOf(device, **inForce, store, m_terms, now);
    if (!known)
        return std::unexpected(known.error());
    return Moment{.policies = std::move(*inForce), .known = std::move(*known), .time = now};
}

TrustAnswer TrustDecisions::Moment::decide(enigm::policy::Question question) const
{
    question.time = time;
    const auto &rules = policies->evaluator().rulesOf(question.action, question.resource);
    TrustAnswer answer = answerOf(rules.explain(question, known.inputs));
    answer.time = time;
    answer.validUntil = policy::validUntil(changesAt(rules, known, time), time);
    return answer;
}

Expected<TrustAnswer> TrustDecisions::decide(const enigm::fleet::DeviceHandle &device, enigm::policy::Question question)
{
    const auto moment = momentOf(device);
    if (!moment)
        return std::unexpected(moment.error());
    return moment->decide(std::move(question));
}

Expected<std::vector<DecidedQuestion>> TrustDecisions::decideAll(const enigm::fleet::DeviceHandle &device)
{
    const auto moment = momentOf(device);
    if (!moment)
        return std::unexpected(moment.error());
    std::vector<DecidedQuestion> decided;
    const auto decideBy = [&](const enigm::policy::QuestionRules &rules, std::optional<NetworkPath> path) {
        const enigm::policy::Question question{.action = rules.action(),
                                               .resource = rules.resource(),
                                               .actor = {enigm::policy::ActorCategory::Device},
                                               .path = path};
        decided.push_back({.question = question, .answer = moment->decide(question)});
    };
    for (const enigm::policy::QuestionRules &rules : moment->policies->evaluator().questions()) {
        const enigm::policy::PolicyKind kind = enigm::policy::kindOf(rules.action());
        if (kind == enigm::policy::PolicyKind::NetworkPath) {
            for (const NetworkPath path : enigm::policy::allOf<NetworkPath>())
                decideBy(rules, path);
        } else if (enigm::policy::isAboutDevices(kind)) {
            decideBy(rules, std::nullopt);
        }
    }
    return decided;
}

enigm::policy::DecisionAnswer DecidedQuestion::toAnswer(bool withReasons) const
{
    enigm::policy::DecisionAnswer given;
    given.action = question.action;
    given.resource = question.resource;
    given.path = question.path;
    given.effect = answer.isPermit ? enigm::policy::Effect::Allow : enigm::policy::Effect::Deny;
    if (!answer.isPermit)
        given.category = categoryOf(answer.denying);
    given.obligations = answer.obligations;
    if (withReasons)
        given.reasons = enigm::policy::DecisionReasons{
            .rule = answer.rule, .denying = answer.denying, .differ = answer.differ, .nearest = answer.nearest};
    given.time = answer.time;
    given.validUntil = answer.validUntil;
    return given;
}

Expected<std::optional<enigm::policy::PolicyState>>
TrustDecisions::policyStateOf(const enigm::fleet::DeviceHandle &device)
{
    const auto moment = momentOf(device);
    if (!moment)
        return std::unexpected(moment.error());
    const enigm::policy::Code code = moment->known.inputs.code(enigm::policy::Input::PolicyState);
    if (code == enigm::policy::missing)
        return std::optional<enigm::policy::PolicyState>();
    return static_cast<enigm::policy::PolicyState>(code - 1);
}

Expected<std::vector<Verdict>> TrustDecisions::judge(std::span<const enigm::fleet::DeviceHandle> devices,
                                                     enigm::policy::Question question)
{
    const auto reader = m_database.read();
    if (!reader)
        return std::unexpected(reader.error());
    const store::Repositories &store = *reader->operator->();
    const auto inForce = policies(store);
    if (!inForce)
        return std::unexpected(inForce.error());
    const qint64 now = m_clock.now();
    question.time = now;
    const auto &rules = (*inForce)->evaluator().rulesOf(question.action, question.resource);
    std::vector<Verdict> verdicts;
    verdicts.reserve(devices.size());
    for (const enigm::fleet::DeviceHandle &device : devices) {
        const auto known = inputsOf(device, **inForce, store, m_terms, now);
        if (!known)
            return std::unexpected(known.error());
        const enigm::policy::Decision decision = rules.decide(question, known->inputs);
        const auto changing = changesAt(rules, *known, now);
        verdicts.push_back({.isPermit = decision.effect == enigm::policy::Effect::Allow,
                            .isServed = isServed(known->inputs),
                            .obligations = decision.obligations,
                            .time = now,
                            .validUntil = validUntil(changing, now),
                            .changesAt = changing});
    }
    return verdicts;
}

} // namespace enigm::controlplane::policy

#include "tests/support/policies/PolicyMaker.h"

#include "contract/encoding/Uuid.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::test {

using namespace policy;

namespace {

constexpr qint64 monday = 1'767'571'200; // 5 January 2026, 00:00 UTC

QString idOf(std::size_t number)
{
    return u"0197f9a0-0000-7000-8000-%1"_s.arg(number, 12, 16, QLatin1Char('0'));
}

/// What this kind may ask for.
std::vector<std::pair<ActionCategory, log::Resource>> questionsOf(PolicyKind kind)
{
    std::vector<std::pair<ActionCategory, log::Resource>> questions;
    for (const ActionCategory action : allOf<ActionCategory>()) {
        for (const log::Resource resource : log::allResources().first(kind == PolicyKind::Administration ? 2 : 16)) {
            if (kindOf(action) == kind && bearsOn(action, resource))
                questions.emplace_back(action, resource);
        }
    }
    return questions;
}

} // namespace

const std::vector<QString> &knownGroups()
{
    static const std::vector<QString> groups{idOf(0xa0), idOf(0xa1), idOf(0xa2), idOf(0xa3), idOf(0xa4)};
    return groups;
}

std::size_t PolicyMaker::below(std::size_t count)
{
    // std::uniform_int_distribution gives other numbers with other libraries.
    return m_random() % count;
}

Codes PolicyMaker::someOf(Input input)
{
    const std::size_t words = wordsOf(input).size();
    Codes codes = codesOf(static_cast<Code>(below(words) + 1));
    for (std::size_t i = 0; i < words; ++i) {
        if (chance(40))
            codes = static_cast<Codes>(codes | codesOf(static_cast<Code>(i + 1)));
    }
    return codes;
}

std::vector<QString> PolicyMaker::someGroups(std::size_t least)
{
    std::vector<QString> groups = knownGroups();
    shuffle(groups);
    groups.resize(least + below(3));
    std::ranges::sort(groups);
    return groups;
}

Conditions PolicyMaker::conditions()
{
    Conditions conditions;
    const unsigned density = 5 + static_cast<unsigned>(below(45));
    for (std::size_t i = 0; i < wordInputCount; ++i) {
        if (chance(density))
            conditions.accepted[i] = someOf(allInputs()[i]);
    }
    if (chance(density / 2))
        conditions.groups = someGroups(1);
    for (std::size_t left = chance(density / 2) ? 1 + below(3) : 0; left > 0; --left) {
        const TimeWindow window{.days = 1U + static_cast<unsigned>(below(127)),
                                .from = static_cast<int>(below(minutesOfDay)),
                                .minutes = 1 + static_cast<int>(below(minutesOfDay))};
        if (std::ranges::find(conditions.times, window) == conditions.times.end())
            conditions.times.push_back(window);
    }
    std::ranges::sort(conditions.times);
    return conditions;
}

Obligations PolicyMaker::obligations()
{
    Obligations obligations;
    if (chance(20))
        obligations.insert(Obligation::Attest);
    if (chance(20))
        obligations.insert(obligationOf(oneOf(allOf<NetworkPath>())));
    if (chance(20))
        obligations.insert(oneOf(
            std::array{Obligation::RestoreIntegrity, Obligation::RestoreOsTrust, Obligation::RestoreTrustCenter}));
    return obligations;
}

Rule PolicyMaker::ruleOf(const QString &id, Effect effect, ActionCategory action, log::Resource resource)
{
    Rule rule{.id = id, .effect = effect, .action = action, .resource = resource, .conditions = conditions()};
    if (effect == Effect::Allow)
        rule.obligations = obligations();
    if (!Rule::fromJson(id, rule.toJson(), {}))
        rule.obligations = {}; // they contradicted the conditions
    return rule;
}

Rule PolicyMaker::rule(const QString &id, PolicyKind kind, unsigned denials)
{
    const auto [action, resource] = oneOf(questionsOf(kind));
    return ruleOf(id, chance(denials) ? Effect::Deny : Effect::Allow, action, resource);
}

AssignedPolicy PolicyMaker::policy(PolicyKind kind, std::size_t rules, unsigned denials)
{
    AssignedPolicy policy;
    policy.policy.policy = idOf(m_random());
    policy.policy.document.kind = kind;
    policy.policy.document.name = u"Made by chance"_s;
    for (std::size_t i = 0; i < rules; ++i)
        policy.policy.document.rules.push_back(rule(u"r%1"_s.arg(i, 3, 10, QLatin1Char('0')), kind, denials));
    if (kind == PolicyKind::DeviceTrust && chance(50))
        policy.policy.document.settings = {.privacyMode = oneOf(allOf<PrivacyMode>()),
                                           .launcher = oneOf(allOf<Launcher>())};
    if (chance(40))
        policy.groups = someGroups(chance(5) ? 0 : 1);
    return policy;
}

PolicySet PolicyMaker::policies()
{
    const PolicyKind kind = oneOf(allOf<PolicyKind>());
    PolicySet policies;
    for (std::size_t left = 1 + below(3); left > 0; --left)
        policies.push_back(policy(kind, 1 + below(8)));
    for (const NetworkPath path : allOf<NetworkPath>()) {
        if (kind == PolicyKind::NetworkPath && chance(20))
            policies[below(policies.size())].policy.document.settings.of(path) = oneOf(allOf<PathState>());
    }
    return policies;
}

DeviceFacts PolicyMaker::device()
{
    DeviceFacts facts;
    const unsigned known = chance(80) ? 97 : 60;
    for (const Input input : allInputs().subspan(1, deviceInputCount)) {
        if (chance(known))
            facts.words[static_cast<std::size_t>(input) - 1] = oneOf(wordsOfDevices(input));
    }
    if (chance(75))
        facts.words.front() = toWord(fleet::DeviceState::Trusted);
    if (chance(known))
        facts.groups = someGroups(0);
    return facts;
}

Question PolicyMaker::question(ActionCategory action, log::Resource resource)
{
    Question question{.action = action, .resource = resource};
    question.actor.insert(oneOf(allOf<ActorCategory>()));
    if (isAboutDevices(kindOf(action)) && chance(90))
        question.actor = {ActorCategory::Device};
    else if (chance(30))
        question.actor.insert(oneOf(allOf<ActorCategory>()));
    if (chance(5))
        question.actor = {};
    if (chance(80))
        question.path = oneOf(allOf<NetworkPath>());
    if (chance(95))
        question.time = monday + static_cast<qint64>(below(std::size_t(minutesOfWeek) * 60));
    return question;
}

Question PolicyMaker::questionFor(const PolicySet &policies)
{
    const Rule rule = oneOf(oneOf(policies).policy.document.rules);
    return question(rule.action, rule.resource);
}

} // namespace enigm::test

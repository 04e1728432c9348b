#include "tests/contract/policy/NaiveEvaluator.h"

#include <algorithm>
#include <bit>

using namespace Qt::StringLiterals;

namespace enigm::test {

using namespace policy;

namespace {

enum class Holds { No, Yes, Unknown };

constexpr unsigned bitOf(Input input)
{
    return 1U << static_cast<unsigned>(input);
}

/// One rule, and how each of its conditions stands.
struct Judged
{
    RuleName name;
    Effect effect = Effect::Deny;
    Obligations obligations = {};
    unsigned asks = 0;    ///< the inputs that it asks for
    unsigned fails = 0;   ///< of those, the ones that are not so
    unsigned unknown = 0; ///< of those, the ones that are not known

    /// A rule that allows holds where all is so; one that denies where nothing is not so.
    [[nodiscard]] bool holds() const { return fails == 0 && (effect == Effect::Deny || unknown == 0); }
    void judge(Input input, Holds answer)
    {
        asks |= bitOf(input);
        fails |= answer == Holds::No ? bitOf(input) : 0;
        unknown |= answer == Holds::Unknown ? bitOf(input) : 0;
    }
};

Holds isAmong(const std::vector<QLatin1StringView> &words, const std::optional<QLatin1StringView> &word)
{
    if (!word || *word == "unknown"_L1)
        return Holds::Unknown;
    return std::ranges::find(words, *word) != words.end() ? Holds::Yes : Holds::No;
}

Holds isActor(const std::vector<QLatin1StringView> &words, Actors actor)
{
    if (actor.isEmpty())
        return Holds::Unknown;
    for (const ActorCategory category : allOf<ActorCategory>()) {
        if (actor.has(category) && isAmong(words, toWord(category)) == Holds::Yes)
            return Holds::Yes;
    }
    return Holds::No;
}

Holds isInOneOf(const std::vector<QString> &groups, const std::optional<std::vector<QString>> &device)
{
    if (!device)
        return Holds::Unknown;
    for (const QString &group : groups) {
        if (std::ranges::find(*device, group) != device->end())
            return Holds::Yes;
    }
    return Holds::No;
}

/// Whether so many minutes from the start of day `day` (0 is a Monday) on lie in a window.
bool isWithin(const TimeWindow &window, int day, int minute)
{
    return (window.days >> ((day + 7) % 7) & 1U) != 0 && minute >= window.from && minute < window.from + window.minutes;
}

Holds isTime(const std::vector<TimeWindow> &windows, const std::optional<qint64> &time)
{
    if (!time)
        return Holds::Unknown;
    const qint64 days = *time / 86'400; // since a Thursday
    const int day = static_cast<int>((days + 3) % 7);
    const int minute = static_cast<int>(*time % 86'400 / 60);
    for (const TimeWindow &window : windows) {
        if (isWithin(window, day, minute) || isWithin(window, day - 1, minute + 24 * 60))
            return Holds::Yes;
    }
    return Holds::No;
}

Holds both(Holds left, Holds right)
{
    if (left == Holds::No || right == Holds::No)
        return Holds::No;
    return left == Holds::Unknown || right == Holds::Unknown ? Holds::Unknown : Holds::Yes;
}

Judged judged(const AssignedPolicy &policy, const Rule &rule, const Question &question, const DeviceFacts &device)
{
    Judged result{.name = {policy.policy.policy, rule.id}, .effect = rule.effect, .obligations = rule.obligations};
    const Conditions &conditions = rule.conditions;
    for (const Input input : allInputs().first(wordInputCount)) {
        if (!conditions.asks(input))
            continue;
        const auto words = conditions.acceptedWords(input);
        if (input == Input::Actor)
            result.judge(input, isActor(words, question.actor));
        else if (input == Input::NetworkPath)
            result.judge(input, isAmong(words, question.path ? std::optional(toWord(*question.path)) : std::nullopt));
        else
            result.judge(input, isAmong(words, device.word(input)));
    }
    // That a policy is assigned to groups is one more condition of each of its rules.
    const bool asksGroups = !conditions.groups.empty();
    if (asksGroups || policy.groups) {
        const Holds asked = asksGroups ? isInOneOf(conditions.groups, device.groups) : Holds::Yes;
        const Holds assigned = policy.groups ? isInOneOf(*policy.groups, device.groups) : Holds::Yes;
        result.judge(Input::Groups, both(asked, assigned));
    }
    if (!conditions.times.empty())
        result.judge(Input::Times, isTime(conditions.times, question.time));
    return result;
}

/// What the state of a network path denies, as the contract has it in words: off and prohibited are not to be used,
/// and beside one that is required no other is.
std::vector<Judged> statesOfPaths(const AssignedPolicy &policy, const Question &question, const DeviceFacts &device)
{
    std::vector<Judged> rules;
    if (question.action != ActionCategory::Connect || question.resource != log::Resource::NetworkPath)
        return rules;
    const Settings &settings = policy.policy.document.settings;
    const auto judge = [&](const char *place, NetworkPath path, const std::optional<PathState> &state) {
        if (!state || state == PathState::Optional)
            return;
        Judged rule{.name = {policy.policy.policy, QString::fromLatin1(place)}};
        const bool isThis = question.path == path;
        const Holds bad = isThis == (state != PathState::Required) ? Holds::Yes : Holds::No;
        rule.judge(Input::NetworkPath, question.path ? bad : Holds::Unknown);
        if (policy.groups)
            rule.judge(Input::Groups, isInOneOf(*policy.groups, device.groups));
        rules.push_back(rule);
    };
    judge("settings/vpn_network", NetworkPath::VpnNetwork, settings.vpnNetwork);
    judge("settings/proxy_network", NetworkPath::ProxyNetwork, settings.proxyNetwork);
    judge("settings/tor_gateway", NetworkPath::TorGateway, settings.torGateway);
    return rules;
}

Judged floorRule(QLatin1StringView name, Input input, Holds isBad)
{
    Judged result{.name = {floorPolicy, name}};
    result.judge(input, isBad);
    return result;
}

std::vector<Judged> floorOf(const Question &question, const DeviceFacts &device)
{
    const bool asksAsDevice = question.actor.has(ActorCategory::Device);
    const bool asksAsOperator = question.actor.size() > (asksAsDevice ? 1 : 0);
    const bool isAboutOperators = kindOf(question.action) == PolicyKind::Administration;
    const bool isRight = isAboutOperators ? asksAsOperator : asksAsDevice;
    std::vector<Judged> rules{floorRule("actor"_L1, Input::Actor, isRight ? Holds::No : Holds::Yes)};
    if (isAboutOperators)
        return rules;
    const auto &state = device.word(Input::DeviceState);
    const bool isInService = state == "trusted"_L1 || state == "restricted"_L1;
    rules.push_back(floorRule("device"_L1, Input::DeviceState, isInService ? Holds::No : Holds::Yes));
    return rules;
}

/// Every set of inputs, the smaller ones first, those of one size in the order of their first difference.
const std::vector<unsigned> &setsOfInputs()
{
    static const std::vector<unsigned> sets = [] {
        std::vector<unsigned> result;
        for (unsigned set = 0; set < 1U << inputCount; ++set)
            result.push_back(set);
        std::ranges::sort(result, [](unsigned left, unsigned right) {
            if (std::popcount(left) != std::popcount(right))
                return std::popcount(left) < std::popcount(right);
            const unsigned difference = left ^ right;
            return (left & (difference & (0U - difference))) != 0;
        });
        return result;
    }();
    return sets;
}

/// The first set outside of which nothing stands in the way of a permit.
void findWay(NaiveEvaluator::Answer &answer, const std::vector<Judged> &rules)
{
    for (const unsigned set : setsOfInputs()) {
        const bool isDenied = std::ranges::any_of(rules, [set](const Judged &rule) {
            return rule.effect == Effect::Deny && rule.holds() && (rule.asks & set) == 0;
        });
        if (isDenied)
            continue;
        const auto allowing = std::ranges::find_if(rules, [set](const Judged &rule) {
            return rule.effect == Effect::Allow && ((rule.fails | rule.unknown) & ~set) == 0;
        });
        if (allowing == rules.end())
            continue;
        for (const Input input : allInputs()) {
            if ((set & bitOf(input)) != 0)
                answer.differ.push_back(input);
        }
        answer.nearest = allowing->name;
        return;
    }
}

} // namespace

NaiveEvaluator::Answer NaiveEvaluator::answer(const Question &question, const DeviceFacts &device) const
{
    std::vector<Judged> rules;
    for (const AssignedPolicy &policy : m_policies) {
        const bool isForNobody = policy.groups && policy.groups->empty();
        for (const Rule &rule : policy.policy.document.rules) {
            if (!isForNobody && rule.action == question.action && rule.resource == question.resource)
                rules.push_back(judged(policy, rule, question, device));
        }
        if (!isForNobody) {
            const std::vector<Judged> states = statesOfPaths(policy, question, device);
            rules.insert(rules.end(), states.begin(), states.end());
        }
    }
    std::ranges::sort(rules, {}, &Judged::name);
    const std::vector<Judged> floor = floorOf(question, device);
    rules.insert(rules.begin(), floor.begin(), floor.end());

    Answer answer;
    for (const Judged &rule : rules) {
        if (rule.effect == Effect::Deny && rule.holds())
            answer.denying.push_back(rule.name);
    }
    if (!answer.denying.empty()) {
        answer.rule = answer.denying.front();
        findWay(answer, rules);
        return answer;
    }
    for (const Judged &rule : rules) {
        if (rule.effect == Effect::Deny || !rule.holds())
            continue;
        answer.isPermit = true;
        answer.obligations.unite(rule.obligations);
        if (!answer.rule)
            answer.rule = rule.name;
    }
    if (!answer.isPermit)
        findWay(answer, rules);
    return answer;
}

} // namespace enigm::test

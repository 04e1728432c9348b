#include "tests/benchmarks/policy/PolicyArea.h"

#include "contract/policy/WhatIf.h"
#include "tests/benchmarks/harness/Ratio.h"
#include "tests/benchmarks/policy/CedarRun.h"
#include "tests/benchmarks/policy/ColumnSums.h"
#include "tests/benchmarks/policy/HttpsDecisions.h"
#include "tests/support/policies/PolicyMaker.h"

#include <algorithm>
#include <cstdio>
#include <iterator>
#include <limits>
#include <optional>

using namespace Qt::StringLiterals;

namespace enigm::benchmarks {

namespace {

using namespace policy;

constexpr double mostSums = 8;
constexpr double leastCedar = 100;
constexpr int rounds = 15;
constexpr int rules = 64;
constexpr int changedRules = 8;
constexpr unsigned denials = 25; // of a hundred rules
constexpr qint64 noon = 1'767'614'400;

/// As a device asks it.
constexpr Question question()
{
    return {.action = ActionCategory::Connect,
            .resource = log::Resource::NetworkPath,
            .actor = {ActorCategory::Device},
            .path = NetworkPath::VpnNetwork,
            .time = noon};
}

/// One of the words of an input in three, and one at least.
Codes someWords(test::PolicyMaker &maker, Input input)
{
    const std::size_t words = wordsOf(input).size();
    Codes codes = codesOf(static_cast<Code>(1 + maker.below(words)));
    for (std::size_t i = 1; i < words; ++i)
        codes = static_cast<Codes>(codes | (maker.chance(33) ? codesOf(static_cast<Code>(i)) : 0));
    return codes;
}

/// A narrow rule about devices alone, so that the question disposes of none, and few devices are the same to all.
Rule narrowRule(test::PolicyMaker &maker, const QString &id)
{
    Rule rule{.id = id,
              .effect = maker.chance(denials) ? Effect::Deny : Effect::Allow,
              .action = question().action,
              .resource = question().resource};
    for (const Input input : allInputs().subspan(1, deviceInputCount)) {
        if (maker.chance(60))
            rule.conditions.accepted[static_cast<std::size_t>(input)] = someWords(maker, input);
    }
    if (maker.chance(30))
        rule.conditions.groups = {maker.oneOf(test::knownGroups())};
    return rule;
}

PolicySet firstVersion(test::PolicyMaker &maker)
{
    PolicySet policies{maker.policy(PolicyKind::NetworkPath, rules)};
    policies.front().groups.reset();
    for (Rule &rule : policies.front().policy.document.rules)
        rule = narrowRule(maker, rule.id);
    return policies;
}

PolicySet nextVersion(test::PolicyMaker &maker, PolicySet policies)
{
    for (int i = 0; i < changedRules; ++i) {
        Rule &rule = policies.front().policy.document.rules[static_cast<std::size_t>(i * rules / changedRules)];
        rule = narrowRule(maker, rule.id);
    }
    return policies;
}

FleetColumns fleetOf(test::PolicyMaker &maker, GroupDictionary &groups, int devices)
{
    FleetColumns fleet;
    fleet.reserve(static_cast<std::size_t>(devices));
    for (int i = 0; i < devices; ++i)
        fleet.append(maker.device().inputs(groups));
    return fleet;
}

/// Devices that differ.
std::vector<DeviceInputs> sampleOf(const FleetColumns &fleet)
{
    constexpr std::size_t sampled = 1'024;
    std::vector<DeviceInputs> devices;
    for (std::size_t row = 0; row < sampled; ++row)
        devices.push_back(fleet.at(row));
    return devices;
}

/// Of one decision, the least of several rounds; and what was decided.
double nanosecondsOfDecision(const Evaluator &evaluator, const std::vector<DeviceInputs> &devices,
                             std::vector<bool> &permits)
{
    constexpr int repeats = 50;
    double least = std::numeric_limits<double>::infinity();
    permits.assign(devices.size(), false);
    for (int round = 0; round < rounds; ++round) {
        const double took = secondsOf([&] {
            for (int i = 0; i < repeats; ++i) {
                for (std::size_t row = 0; row < devices.size(); ++row)
                    permits[row] = evaluator.decide(question(), devices[row]).effect == Effect::Allow;
            }
        });
        least = std::min(least, took * 1e9 / (double(devices.size()) * repeats));
    }
    return least;
}

/// Cedar's decision in ours. Nothing where Cedar is not at hand.
Expected<std::optional<double>> cedarInDecisions(const PolicySet &policies, const std::vector<DeviceInputs> &devices,
                                                 const std::vector<bool> &permits, const GroupDictionary &groups,
                                                 double ours)
{
    const QString directory = qEnvironmentVariable("ENIGM_CEDAR");
    if (directory.isEmpty()) {
        std::fputs("policy.cedar-in-decisions is measured by ./enigm bench, which fetches Cedar.\n", stderr);
        return std::optional<double>();
    }
    const auto cedar = nanosecondsOfCedar(directory, policies, question(), devices, permits, groups);
    if (!cedar)
        return std::unexpected(cedar.error());
    return std::optional(*cedar / ours);
}

} // namespace

QString PolicyArea::name() const
{
    return u"policy"_s;
}

Expected<std::vector<Figure>> PolicyArea::measure(bool quick)
{
    const int devices = quick ? 100'000 : 1'000'000;
    test::PolicyMaker maker(1);
    GroupDictionary groups;
    const PolicySet before = firstVersion(maker);
    const Evaluator old(before, groups);
    const Evaluator next(nextVersion(maker, before), groups);
    const FleetColumns fleet = fleetOf(maker, groups, devices);

    const WhatIf expected = whatIf(old, next, question(), fleet);
    bool allGood = expected.gains > 0 && expected.loses > 0;
    const auto ours = [&] {
        const WhatIf result = whatIf(old, next, question(), fleet);
        allGood = allGood && result.gains == expected.gains && result.loses == expected.loses;
    };
    const quint64 sum = sumOfColumns(fleet);
    const auto bare = [&] { allGood = sumOfColumns(fleet) == sum && allGood; };
    const double sums = 1 / speedRatio(ours, bare, rounds);
    const double perSecond = devices / secondsOf(ours);
    const std::vector<DeviceInputs> sample = sampleOf(fleet);
    std::vector<bool> permits;
    const double decision = nanosecondsOfDecision(old, sample, permits);
    const auto cedar = cedarInDecisions(before, sample, permits, groups, decision);
    if (!cedar)
        return std::unexpected(cedar.error());
    if (!allGood || std::ranges::find(permits, true) == permits.end())
        return refuse(ProblemType::Internal, u"the policies decide nothing, or not always the same"_s);

    const json::Object sizes{{"devices"_L1, devices},
                             {"rules"_L1, rules},
                             {"changed_rules"_L1, changedRules},
                             {"group_sets"_L1, qint64(fleet.groupSets().size())},
                             {"rounds"_L1, rounds}};
    std::vector<Figure> figures{
        {.name = u"policy.what-if-in-column-sums"_s,
         .value = sums,
         .limit = mostSums,
         .bound = Figure::Bound::AtMost,
         .sizes = sizes},
        {.name = u"policy.what-if-devices-per-second"_s, .value = perSecond, .limit = std::nullopt, .sizes = sizes},
        {.name = u"policy.decision-nanoseconds"_s,
         .value = decision,
         .limit = std::nullopt,
         .sizes = json::Object{{"rules"_L1, rules}}},
    };
    if (*cedar)
        figures.push_back({.name = u"policy.cedar-in-decisions"_s,
                           .value = **cedar,
                           .limit = leastCedar,
                           .bound = Figure::Bound::AtLeast,
                           .sizes = json::Object{{"rules"_L1, rules}, {"devices"_L1, qint64(sample.size())}}});
    std::ranges::move(httpsDecisionFigures(quick ? 1 : 7, quick ? 300 : 1'500), std::back_inserter(figures));
    return figures;
}

} // namespace enigm::benchmarks

#include "contract/policy/Denials.h"

#include "contract/policy/QuestionRules.h"
#include "contract/policy/RuleRelations.h"

#include <algorithm>
#include <bit>
#include <numeric>

namespace enigm::policy {

namespace {

constexpr int mostTries = 100'000;

/// A time of this minute of the week.
constexpr qint64 timeOf(int minute)
{
    constexpr qint64 monday = qint64(4) * minutesOfDay * 60; // 5 January 1970
    return monday + qint64(minute) * 60;
}

/// A question and a device with this code for one input, which tells no more.
struct Value
{
    Question question = {};
    DeviceInputs device = {};
};

Value valueOf(Input input, quint32 code)
{
    Value value;
    if (input == Input::Actor) {
        value.question.actor = Actors::fromBits(static_cast<Actors::Bits>(code));
    } else if (input == Input::NetworkPath) {
        value.question.path = static_cast<NetworkPath>(code - 1);
    } else {
        std::array<Code, deviceInputCount> codes{};
        codes[static_cast<std::size_t>(input) - static_cast<std::size_t>(firstDeviceInput)] = static_cast<Code>(code);
        value.device = DeviceInputs(codes, std::nullopt);
    }
    return value;
}

/// The smallest sets of groups that satisfy the rule: more groups make more rules hold, and never fewer.
std::vector<GroupSet> smallestGroups(const RuleMatch &rule)
{
    std::vector<GroupSet> sets{{}};
    for (const GroupSet *const wanted : {&rule.assigned, &rule.asked}) {
        if (wanted->empty())
            continue;
        std::vector<GroupSet> larger;
        for (const GroupSet &set : sets) {
            for (const GroupIndex group : *wanted) {
                GroupSet with = set;
                if (!std::ranges::binary_search(with, group))
                    with.insert(std::ranges::upper_bound(with, group), group);
                larger.push_back(std::move(with));
            }
        }
        sets = std::move(larger);
    }
    return sets;
}

int countOf(const std::vector<MaskTable::Mask> &mask)
{
    return std::accumulate(mask.begin(), mask.end(), 0,
                           [](int sum, MaskTable::Mask word) { return sum + std::popcount(word); });
}

} // namespace

Denials::Denials(std::vector<const RuleMatch *> rules)
    : m_rules(std::move(rules))
    , m_tables(tablesOf(m_rules))
{}

Denials::Mask Denials::maskOf(Input input, const Question &question, const DeviceInputs &device) const
{
    Mask mask;
    for (const MaskTable &table : m_tables)
        mask.push_back(table.ofInput(input, question, device) & table.denies());
    return mask;
}

Denials::Choices Denials::choicesOf(Input input, const RuleMatch &rule) const
{
    Choices choices;
    if (input == Input::Times) {
        std::vector<TimeWindow> windows = rule.times;
        for (const RuleMatch *const denial : m_rules)
            std::ranges::copy(denial->times, std::back_inserter(windows));
        for (const int minute : edgesOf(windows)) {
            if (rule.acceptsMinute(minute))
                choices.push_back(maskOf(input, {.time = timeOf(minute)}, {}));
        }
    } else if (input == Input::Groups) {
        for (GroupSet &groups : smallestGroups(rule)) {
            DeviceInputs device;
            device.setGroups(std::move(groups));
            choices.push_back(maskOf(input, {}, device));
        }
    } else {
        const quint32 accepted = rule.accepts[static_cast<std::size_t>(input)] & validCodes(input);
        for (quint32 code = 1; code < actorSetCount; ++code) {
            if ((accepted >> code & 1U) == 0)
                continue;
            const Value value = valueOf(input, code);
            choices.push_back(maskOf(input, value.question, value.device));
        }
    }
    std::ranges::sort(choices, [](const Mask &left, const Mask &right) {
        const int difference = countOf(left) - countOf(right);
        return difference != 0 ? difference < 0 : left < right;
    });
    choices.erase(std::ranges::unique(choices).begin(), choices.end());
    return choices;
}

bool Denials::escapes(const Mask &standing, std::span<const Choices> inputs, int &triesLeft)
{
    if (countOf(standing) == 0)
        return true;
    if (inputs.empty())
        return false;
    for (const Mask &choice : inputs.front()) {
        if (--triesLeft < 0)
            return true;
        Mask rest = standing;
        for (std::size_t i = 0; i < rest.size(); ++i)
            rest[i] &= choice[i];
        if (escapes(rest, inputs.subspan(1), triesLeft))
            return true;
    }
    return false;
}

bool Denials::leave(const RuleMatch &rule) const
{
    std::vector<Choices> choices;
    for (const Input input : allInputs())
        choices.push_back(choicesOf(input, rule));
    Mask all;
    for (const MaskTable &table : m_tables)
        all.push_back(table.denies());
    int triesLeft = mostTries;
    return escapes(all, choices, triesLeft);
}

} // namespace enigm::policy

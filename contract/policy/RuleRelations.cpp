#include "contract/policy/RuleRelations.h"

#include <algorithm>

namespace enigm::policy {

namespace {

bool isSubset(const GroupSet &part, const GroupSet &whole)
{
    return !part.empty() && std::ranges::includes(whole, part);
}

/// The minutes from which one of the two may hold that did not before.
std::vector<int> edgesOfBoth(const RuleMatch &left, const RuleMatch &right)
{
    std::vector<TimeWindow> windows = left.times;
    std::ranges::copy(right.times, std::back_inserter(windows));
    return edgesOf(windows);
}

} // namespace

quint32 validCodes(Input input)
{
    if (input == Input::Actor)
        return ~0U;
    return static_cast<quint32>((quint64(1) << (wordsOf(input).size() + 1)) - 1);
}

bool covers(const RuleMatch &wide, const RuleMatch &narrow)
{
    for (const Input input : allInputs().first(wordInputCount)) {
        const auto place = static_cast<std::size_t>(input);
        if ((narrow.accepts[place] & ~wide.accepts[place] & validCodes(input)) != 0)
            return false;
    }
    if (!wide.assigned.empty() && !isSubset(narrow.assigned, wide.assigned))
        return false;
    if (!wide.asked.empty() && !isSubset(narrow.asked, wide.asked))
        return false;
    if (wide.times.empty())
        return true;
    return !narrow.times.empty() && std::ranges::all_of(edgesOfBoth(wide, narrow), [&wide, &narrow](int minute) {
        return wide.acceptsMinute(minute) || !narrow.acceptsMinute(minute);
    });
}

bool canMeet(const RuleMatch &left, const RuleMatch &right)
{
    for (const Input input : allInputs().first(wordInputCount)) {
        const auto place = static_cast<std::size_t>(input);
        if ((left.accepts[place] & right.accepts[place] & validCodes(input) & ~1U) == 0)
            return false;
    }
    return std::ranges::any_of(edgesOfBoth(left, right), [&left, &right](int minute) {
        return left.acceptsMinute(minute) && right.acceptsMinute(minute);
    });
}

} // namespace enigm::policy

#include "simulator/fleet/CommandTally.h"

namespace enigm::simulator {

std::optional<ProblemType> refusalOf(const CommandResult &result)
{
    if (result.refusal)
        return result.refusal->type;
    return result.said ? result.said->problem : std::nullopt;
}

void CommandTally::add(const CommandResult &result)
{
    const auto refusal = refusalOf(result);
    if (refusal) {
        ++refused;
        ++problems[problemSlug(*refusal)];
    } else {
        ++acknowledged;
    }
}

void CommandTally::addEnd(const std::optional<Problem> &problem)
{
    ++devices;
    if (problem) {
        ++failed;
        ++problems[problemSlug(problem->type)];
    }
}

} // namespace enigm::simulator

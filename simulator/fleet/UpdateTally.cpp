#include "simulator/fleet/UpdateTally.h"

using namespace Qt::StringLiterals;

namespace enigm::simulator {

void UpdateTally::add(const UpdateResult &result)
{
    ++outcomes[toWord(result.outcome)];
    if (result.failure)
        ++failures[ota::toWord(*result.failure)];
    if (result.problem)
        ++problems[problemSlug(result.problem->type)];
    if (result.resumed > 0)
        ++resumed;
}

QLatin1StringView toWord(UpdateResult::Outcome outcome)
{
    switch (outcome) {
    case UpdateResult::Outcome::None:
        return "none"_L1;
    case UpdateResult::Outcome::Confirmed:
        return "confirmed"_L1;
    case UpdateResult::Outcome::Failed:
        return "failed"_L1;
    case UpdateResult::Outcome::Refused:
        return "refused"_L1;
    case UpdateResult::Outcome::Silent:
        return "silent"_L1;
    case UpdateResult::Outcome::Unreachable:
        return "unreachable"_L1;
    }
    Q_UNREACHABLE();
}

} // namespace enigm::simulator

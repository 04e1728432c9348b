#include "simulator/fleet/Tally.h"

namespace enigm::simulator {

void Tally::add(const CheckInResult &result)
{
    switch (result.outcome) {
    case CheckInResult::Outcome::Accepted:
        ++accepted;
        break;
    case CheckInResult::Outcome::Refused:
        ++refused;
        break;
    case CheckInResult::Outcome::Failed:
        ++failed;
        break;
    }
    if (result.problem)
        ++problems[problemSlug(result.problem->type)];
}

} // namespace enigm::simulator

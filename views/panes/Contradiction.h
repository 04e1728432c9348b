#pragma once

#include "api-client/audit/LogFollower.h"
#include "contract/problems/Problem.h"

#include <QString>

namespace enigm::views::panes {

/// What to keep of a broken proof, as JSON: what contradicts what, and the heads that this console had verified then.
/// `now` in Unix seconds.
[[nodiscard]] QString contradictionText(const client::LogFollower &follower, const Problem &contradiction, qint64 now);

} // namespace enigm::views::panes

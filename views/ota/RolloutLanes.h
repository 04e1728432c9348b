#pragma once

#include "contract/ota/RolloutRecord.h"
#include "views/charts/LaneChart.h"

#include <vector>

namespace enigm::views::ota {

/// The groups of a rollout as lanes: how many have confirmed and are on their way, against what completes a group; how
/// many have failed, against what halts it. `now` in Unix seconds.
[[nodiscard]] std::vector<charts::Lane> lanesOf(const enigm::ota::RolloutRecord &rollout, qint64 now);

} // namespace enigm::views::ota

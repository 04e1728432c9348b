#pragma once

#include "views/design/states/PaneState.h"

namespace enigm::models::policies {
class FleetSource;
}

namespace enigm::views::policies {

/// What stands in the place of an answer while there are no devices to compute it over; `now` in Unix seconds.
[[nodiscard]] design::PaneState fleetState(const models::policies::FleetSource &source, qint64 now);

} // namespace enigm::views::policies

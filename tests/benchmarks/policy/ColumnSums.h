#pragma once

#include "contract/policy/FleetColumns.h"

namespace enigm::benchmarks {

/// Reads every column of a fleet once and does the least with it: the yardstick of what reads them too.
[[nodiscard]] quint64 sumOfColumns(const policy::FleetColumns &fleet);

} // namespace enigm::benchmarks

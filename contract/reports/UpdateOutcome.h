#pragma once

#include "contract/reports/AttestedReport.h"

namespace enigm::reports {

/// A report of how far a device is with an update; where it says something new, the body of an update.outcome entry.
using UpdateOutcome = AttestedReport<UpdateReport>;

} // namespace enigm::reports

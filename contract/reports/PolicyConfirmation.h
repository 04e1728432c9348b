#pragma once

#include "contract/reports/AttestedReport.h"

namespace enigm::reports {

/// Which policies a device has said that hold there; where they are others than before, the body of a
/// policies.confirmed entry.
using PolicyConfirmation = AttestedReport<HeldPolicies>;

} // namespace enigm::reports

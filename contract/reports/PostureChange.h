#pragma once

#include "contract/reports/AttestedReport.h"

namespace enigm::reports {

/// A posture that a device has reported; where it is another than before, the body of a posture.changed entry.
using PostureChange = AttestedReport<Posture>;

} // namespace enigm::reports

#pragma once

#include "contract/reports/AttestedReport.h"

namespace enigm::reports {

/// What a device has made of a command; the body of an effect.outcome entry.
using EffectOutcome = AttestedReport<Acknowledgement>;

} // namespace enigm::reports

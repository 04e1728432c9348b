#pragma once

#include "api-client/enrollment/AcceptanceReview.h"
#include "app/enigmctl/output/Answer.h"
#include "contract/operators/GovernedAcceptance.h"

namespace enigm::ctl {

/// One line: how many roots and boot keys, the least level and patch, and the list.
[[nodiscard]] QString acceptanceText(const operators::GovernedAcceptance &acceptance);
/// All of it: as the document that would be signed, and as a table with the words that people compare.
[[nodiscard]] Answer describeAcceptance(const operators::GovernedAcceptance &acceptance);
/// What a change of it changes, as it was recomputed here.
[[nodiscard]] QString textOf(const client::AcceptanceReview &review);

} // namespace enigm::ctl

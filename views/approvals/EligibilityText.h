#pragma once

#include "models/changes/SigningEligibility.h"
#include "views/design/facts/StateWord.h"

#include <QString>

namespace enigm::views::approvals {

/// "Waits for you", "You asked": whether the person who is signed in may sign, as a badge.
[[nodiscard]] design::StateWord eligibilityWord(models::changes::SigningEligibility eligibility);
/// The same as a sentence that says why, and what can be done.
[[nodiscard]] QString eligibilitySentence(models::changes::SigningEligibility eligibility);

} // namespace enigm::views::approvals

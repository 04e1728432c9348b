#pragma once

#include "contract/policy/CompiledRule.h"

namespace enigm::policy {

// How two rules for one question lie to each other, whatever devices there are.

/// A bit for each code that the input can have; bit 0 stands for a missing one.
[[nodiscard]] quint32 validCodes(Input input);

/// Whether `wide` holds wherever `narrow` does, missing inputs included.
[[nodiscard]] bool covers(const RuleMatch &wide, const RuleMatch &narrow);

/// Whether some question about some device makes both hold, with every input known. A device may be in any groups.
[[nodiscard]] bool canMeet(const RuleMatch &left, const RuleMatch &right);

} // namespace enigm::policy

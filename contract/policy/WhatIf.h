#pragma once

#include "contract/policy/Evaluator.h"
#include "contract/policy/FleetColumns.h"

#include <vector>

namespace enigm::policy {

/// What becomes of one device.
enum class Transition : quint8 { StaysDenied, Loses, Gains, StaysPermitted };

/// What other policies would do to a whole fleet.
struct WhatIf
{
    std::size_t permittedBefore = 0;
    std::size_t permittedAfter = 0;
    std::size_t gains = 0;
    std::size_t loses = 0;
    std::vector<Transition> transitions; ///< by row

    /// The rows that this becomes of, from `from` on, at most so many.
    [[nodiscard]] std::vector<std::size_t> rows(Transition transition, std::size_t from = 0,
                                                std::size_t most = ~std::size_t(0)) const;
};

/// Asks each device's question of both. Evaluators and columns number groups by one dictionary.
[[nodiscard]] WhatIf whatIf(const Evaluator &before, const Evaluator &after, const Question &question,
                            const FleetColumns &fleet);

} // namespace enigm::policy

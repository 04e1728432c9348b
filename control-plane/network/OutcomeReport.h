#pragma once

#include "contract/json/JsonValue.h"
#include "contract/network/AccessWords.h"
#include "contract/policy/PolicyWords.h"
#include "contract/problems/Problem.h"
#include "control-plane/audit/Sequencer.h"
#include "control-plane/network/EnforcementPoints.h"
#include "control-plane/store/Transaction.h"

#include <optional>
#include <vector>

namespace enigm::controlplane::network {

/// What an enforcement point has let through and refused in a span of time, as counts by category and nothing more:
/// {"counts":[{"category","count","decision","path"}],"from","to"}. There is no member for a device, an address, a
/// destination or content.
struct OutcomeReport
{
    struct Count
    {
        std::optional<enigm::network::DenialReason> denial; ///< nothing: permits
        qint64 count = 0;
    };
    static constexpr std::size_t mostCounts = 64;
    static constexpr qint64 longest = 86'400; ///< seconds
    static constexpr qint64 mostAhead = 60;   ///< seconds by which a clock may be fast

    qint64 from = 0;
    qint64 to = 0;
    std::vector<Count> counts; ///< each kind once

    /// Of this point, at an instant. What ObjectReader refuses, and OutOfRange, each with its place.
    [[nodiscard]] static Expected<OutcomeReport> parse(const json::Value &value, const EnforcementPoint &point,
                                                       qint64 now);
    /// In a job: its entry, the counts by the hour, and the last ones of the point.
    [[nodiscard]] Expected<void> keep(audit::Sequencer &sequencer, store::Transaction &transaction,
                                      const EnforcementPoint &point, qint64 now) const;
};

} // namespace enigm::controlplane::network

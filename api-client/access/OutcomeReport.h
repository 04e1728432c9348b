#pragma once

#include "contract/json/JsonValue.h"
#include "contract/network/AccessWords.h"
#include "contract/policy/PolicyWords.h"

#include <QByteArray>

#include <map>
#include <optional>

namespace enigm::client {

/// How often an enforcement point let somebody pass (nothing) or refused, by reason. Without addresses, destinations or
/// content: there is no member for them.
using OutcomeCounts = std::map<std::optional<network::DenialReason>, qint64>;

/// What an enforcement point counted in a span of time.
struct OutcomeReport
{
    QByteArray idempotencyKey; ///< the same for every attempt to hand it in
    qint64 from = 0;           ///< Unix seconds
    qint64 to = 0;             ///< after `from`, a day at most
    OutcomeCounts counts;      ///< of 1 or more

    static constexpr qint64 longestSpan = 86'400;
    static constexpr qint64 mostCounted = qint64(1) << 31;

    /// {"counts":[{"category","count","decision","path"}],"from","to"}
    [[nodiscard]] json::Value toJson(policy::NetworkPath path) const;
};

} // namespace enigm::client

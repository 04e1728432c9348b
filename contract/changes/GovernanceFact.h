#pragma once

#include "contract/json/JsonValue.h"
#include "contract/problems/Problem.h"

#include <vector>

namespace enigm::changes {

/// The `fact` of every governance entry but the founding: {"logged":{"approvals":[…],"request":n},"time":t}. The
/// numbers are the governance sizes at which the log took the request and each approval.
struct GovernanceFact
{
    qint64 requestLoggedAt = 0;
    std::vector<qint64> approvalsLoggedAt;
    qint64 time = 0; ///< Unix seconds of execution

    static Expected<GovernanceFact> fromJson(const json::Value &value, const QString &pointer);
    [[nodiscard]] json::Value toJson() const;
    friend bool operator==(const GovernanceFact &, const GovernanceFact &) = default;
};

} // namespace enigm::changes

#pragma once

#include "contract/json/JsonValue.h"
#include "contract/log/LogHead.h"
#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace enigm::log {

/// A leaf of the governance log (`docs/contract.md`, "Log entries"): the only place that operators, keys, roles, rules,
/// witnesses and pins come from. Canonical JSON.
///
/// Leaf 0: kind "founding", change null, approvals = every founder's JWS (typ enigm-founding+jws) over the founding
/// payload, fact = that payload, activity = the empty log.
/// Others: kind = the action's word, change and approvals = the signed bytes, fact = {"logged":{"approvals":[…],
/// "request":n},"time":t} with the governance sizes at which request and approvals were logged, activity = the head of
/// the activity log that holds the execution entry of this change as its last entry.
struct GovernanceEntry
{
    qint64 index = 0;
    QString kind;
    std::optional<QByteArray> change;  ///< compact JWS
    std::vector<QByteArray> approvals; ///< compact JWS
    json::Value fact;
    LogHead activity;

    /// What a C2SP entry bundle can hold; bounds the founding, whose payload every founder's JWS repeats.
    static constexpr qsizetype maxLeafBytes = 65535;

    [[nodiscard]] QByteArray toLeaf() const;
    /// Strict: the bytes must be exactly toLeaf() of the answer.
    static Expected<GovernanceEntry> parse(QByteArrayView leaf);
};

} // namespace enigm::log

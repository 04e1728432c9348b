#pragma once

#include "contract/json/JsonValue.h"
#include "contract/problems/Problem.h"
#include "control-plane/store/Database.h"

#include <QString>

namespace enigm::controlplane::network {

/// What operators read of enforcement points and of how they decide. Thread-safe.
class PointReader
{
public:
    /// Longest span of outcomes that is answered at once, in seconds.
    static constexpr qint64 longest = 92 * 86'400;

    /// Borrows it.
    explicit PointReader(const store::Database &database)
        : m_database(database)
    {}

    /// At most `limit` behind the id `after`: {"items":[…],"next":id|null}.
    [[nodiscard]] Expected<json::Value> page(const QString &after, int limit) const;
    /// Of the hours that begin within [from, to): {"from","items":[…],"to"}. OutOfRange.
    [[nodiscard]] Expected<json::Value> outcomes(qint64 from, qint64 to) const;

private:
    const store::Database &m_database;
};

} // namespace enigm::controlplane::network

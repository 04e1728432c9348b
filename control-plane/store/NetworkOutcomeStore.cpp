#include "control-plane/store/NetworkOutcomeStore.h"

#include "control-plane/store/Connection.h"
#include "control-plane/store/Query.h"

using namespace Qt::StringLiterals;

namespace enigm::controlplane::store {

namespace {

NetworkOutcomeRow outcomeFrom(const Query &row)
{
    return {.hour = row.integer(0),
            .path = row.text(1),
            .source = row.text(2),
            .decision = row.text(3),
            .category = row.text(4),
            .count = row.integer(5)};
}

} // namespace

Expected<void> NetworkOutcomeStore::add(const NetworkOutcomeRow &outcome)
{
    return Query(m_connection, u"INSERT INTO network_outcome (hour, point, source, decision, category, count) "
                               "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (hour, point, source, decision, category) "
                               "DO UPDATE SET count = count + excluded.count"_s)
        .bind(outcome.hour)
        .bind(outcome.point)
        .bind(outcome.source)
        .bind(outcome.decision)
        .bind(outcome.category)
        .bind(outcome.count)
        .run();
}

Expected<void> NetworkOutcomeStore::removeBefore(qint64 hour)
{
    return Query(m_connection, u"DELETE FROM network_outcome WHERE hour < ?"_s).bind(hour).run();
}

Expected<std::vector<NetworkOutcomeRow>> NetworkOutcomeStore::between(qint64 from, qint64 to) const
{
    Query query(m_connection,
                u"SELECT o.hour, p.path, o.source, o.decision, o.category, sum(o.count) FROM network_outcome o "
                "JOIN enforcement_point p ON p.id = o.point WHERE o.hour >= ? AND o.hour < ? "
                "GROUP BY o.hour, p.path, o.source, o.decision, o.category "
                "ORDER BY o.hour, p.path, o.source, o.decision, o.category"_s);
    return query.bind(from).bind(to).all(outcomeFrom);
}

} // namespace enigm::controlplane::store

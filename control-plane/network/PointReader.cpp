#include "control-plane/network/PointReader.h"

#include "control-plane/store/Reader.h"

using namespace Qt::StringLiterals;

namespace enigm::controlplane::network {

namespace {

json::Value valueOf(const std::optional<store::PointCounts> &counts)
{
    if (!counts)
        return {};
    return json::Object{{"denials"_L1, counts->denials},
                        {"from"_L1, counts->from},
                        {"permits"_L1, counts->permits},
                        {"to"_L1, counts->to}};
}

template <typename T>
json::Value orNull(const std::optional<T> &value)
{
    return value ? json::Value(*value) : json::Value();
}

json::Value documentOf(const store::EnforcementPointRow &point)
{
    return json::Object{
        {"decided"_L1, valueOf(point.decided)},
        {"enrolled"_L1, json::Object{{"change"_L1, point.enrolledChange}, {"time"_L1, point.enrolledAt}}},
        {"id"_L1, point.id},
        {"key"_L1, point.key},
        {"last_seen"_L1, orNull(point.lastSeen)},
        {"name"_L1, point.name},
        {"path"_L1, point.path},
        {"reported"_L1, valueOf(point.reported)},
        {"revoked"_L1, point.revokedAt ? json::Value(json::Object{{"change"_L1, orNull(point.revokedChange)},
                                                                  {"time"_L1, *point.revokedAt}})
                                       : json::Value()}};
}

json::Value documentOf(const store::NetworkOutcomeRow &outcome)
{
    return json::Object{{"category"_L1, outcome.category.isEmpty() ? json::Value() : json::Value(outcome.category)},
                        {"count"_L1, outcome.count},
                        {"decision"_L1, outcome.decision},
                        {"hour"_L1, outcome.hour},
                        {"path"_L1, outcome.path},
                        {"source"_L1, outcome.source}};
}

} // namespace

Expected<json::Value> PointReader::page(const QString &after, int limit) const
{
    const auto reader = m_database.read();
    if (!reader)
        return std::unexpected(reader.error());
    const auto rows = (*reader)->enforcementPoints.page(after, limit);
    if (!rows)
        return std::unexpected(rows.error());
    json::Array items;
    for (const store::EnforcementPointRow &row : *rows)
        items.push_back(documentOf(row));
    const bool isLast = rows->size() < static_cast<std::size_t>(limit);
    return json::Object{{"items"_L1, std::move(items)},
                        {"next"_L1, isLast ? json::Value() : json::Value(rows->back().id)}};
}

Expected<json::Value> PointReader::outcomes(qint64 from, qint64 to) const
{
    if (from >= to || to - from > longest)
        return refuse(ProblemType::OutOfRange, u"A span of at most 92 days is expected."_s, u"to"_s);
    const auto reader = m_database.read();
    if (!reader)
        return std::unexpected(reader.error());
    const auto rows = (*reader)->networkOutcomes.between(from, to);
    if (!rows)
        return std::unexpected(rows.error());
    json::Array items;
    for (const store::NetworkOutcomeRow &row : *rows)
        items.push_back(documentOf(row));
    return json::Object{{"from"_L1, from}, {"items"_L1, std::move(items)}, {"to"_L1, to}};
}

} // namespace enigm::controlplane::network

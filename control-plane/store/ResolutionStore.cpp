#include "control-plane/store/ResolutionStore.h"

#include "control-plane/store/Connection.h"
#include "control-plane/store/Query.h"

using namespace Qt::StringLiterals;

namespace enigm::controlplane::store {

namespace {

using enigm::changes::RecordedResolution;

Expected<RecordedResolution> resolutionFrom(const Query &row)
{
    RecordedResolution resolution{
        .device = {}, .position = {.index = row.integer(1), .governanceSize = row.integer(2), .time = row.integer(3)}};
    if (row.isNull(0))
        return resolution;
    auto handle = fleet::DeviceHandle::parse(row.text(0));
    if (!handle)
        return std::unexpected(handle.error());
    resolution.device = std::move(*handle);
    return resolution;
}

} // namespace

Expected<void> ResolutionStore::insert(const QString &change)
{
    return Query(m_connection, u"INSERT INTO handle_resolution (change) VALUES (?)"_s).bind(change).run();
}

Expected<void> ResolutionStore::answer(const QString &change, const RecordedResolution &resolution)
{
    return Query(m_connection, u"UPDATE handle_resolution SET handle = ?, position = ?, governance_size = ?, time = ? "
                               "WHERE change = ? AND position IS NULL"_s)
        .bind(resolution.device ? std::optional(resolution.device->text()) : std::nullopt)
        .bind(resolution.position.index)
        .bind(resolution.position.governanceSize)
        .bind(resolution.position.time)
        .bind(change)
        .runOnExisting(change);
}

Expected<std::optional<RecordedResolution>> ResolutionStore::find(const QString &change) const
{
    Query query(m_connection, u"SELECT handle, position, governance_size, time FROM handle_resolution "
                              "WHERE change = ? AND position IS NOT NULL"_s);
    return query.bind(change).first(resolutionFrom);
}

Expected<std::vector<QString>> ResolutionStore::waiting(int limit) const
{
    Query query(m_connection, u"SELECT change FROM handle_resolution WHERE position IS NULL ORDER BY change LIMIT ?"_s);
    return query.bind(limit).all([](const Query &row) { return row.text(0); });
}

} // namespace enigm::controlplane::store

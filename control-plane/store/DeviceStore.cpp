#include "control-plane/store/DeviceStore.h"

#include "control-plane/store/Connection.h"
#include "control-plane/store/HandleRange.h"
#include "control-plane/store/Query.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::store {

namespace {

constexpr auto columns = "handle, key, state, certificate, attestation, facts, security_level, patch, enrolled_at, "
                         "last_seen, cursor, attested_at, attestation_asked"_L1;

Expected<DeviceRow> deviceFrom(const Query &row)
{
    auto handle = fleet::DeviceHandle::parse(row.text(0));
    if (!handle)
        return std::unexpected(handle.error());
    const auto state = storedState(row.text(2));
    if (!state)
        return std::unexpected(state.error());
    return DeviceRow{.handle = std::move(*handle),
                     .key = row.text(1),
                     .state = *state,
                     .certificate = row.bytesOrNull(3),
                     .attestation = {.outcome = row.text(4),
                                     .facts = row.bytes(5),
                                     .securityLevel = row.text(6),
                                     .patch = row.integerOrNull(7),
                                     .judged = row.integer(11)},
                     .enrolledAt = row.integer(8),
                     .lastSeen = row.integerOrNull(9),
                     .cursor = row.integer(10),
                     .attestationAsked = row.integerOrNull(12)};
}

} // namespace

Expected<void> DeviceStore::insert(const DeviceRow &device)
{
    return Query(m_connection, u"INSERT INTO device (%1) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s.arg(columns))
        .bind(device.handle.text())
        .bind(device.key)
        .bind(toWord(device.state))
        .bind(device.certificate)
        .bind(device.attestation.outcome)
        .bind(device.attestation.facts)
        .bind(device.attestation.securityLevel)
        .bind(device.attestation.patch)
        .bind(device.enrolledAt)
        .bind(device.lastSeen)
        .bind(device.cursor)
        .bind(device.attestation.judged)
        .bind(device.attestationAsked)
        .run();
}

Expected<void> DeviceStore::insert(std::span<const DeviceRow> devices)
{
    for (const DeviceRow &device : devices) {
        if (auto done = insert(device); !done)
            return std::unexpected(done.error().under(device.handle.text()));
    }
    return {};
}

Expected<void> DeviceStore::setState(const fleet::DeviceHandle &handle, fleet::DeviceState state, qint64 cursor)
{
    return Query(m_connection, u"UPDATE device SET state = ?, cursor = ? WHERE handle = ?"_s)
        .bind(toWord(state))
        .bind(cursor)
        .bind(handle.text())
        .runOnExisting(handle.text());
}

Expected<void> DeviceStore::setCertificate(const fleet::DeviceHandle &handle,
                                           const std::optional<QByteArray> &certificate, qint64 cursor)
{
    return Query(m_connection, u"UPDATE device SET certificate = ?, cursor = ? WHERE handle = ?"_s)
        .bind(certificate)
        .bind(cursor)
        .bind(handle.text())
        .runOnExisting(handle.text());
}

Expected<void> DeviceStore::setAttestation(const fleet::DeviceHandle &handle, const DeviceAttestation &attestation,
                                           qint64 cursor)
{
    return Query(m_connection, u"UPDATE device SET attestation = ?, facts = ?, security_level = ?, patch = ?, "
                               "attested_at = ?, attestation_asked = NULL, cursor = ? WHERE handle = ?"_s)
        .bind(attestation.outcome)
        .bind(attestation.facts)
        .bind(attestation.securityLevel)
        .bind(attestation.patch)
        .bind(attestation.judged)
        .bind(cursor)
        .bind(handle.text())
        .runOnExisting(handle.text());
}

Expected<void> DeviceStore::setOutcome(const fleet::DeviceHandle &handle, const QString &outcome,
                                       const QByteArray &facts, qint64 cursor)
{
    return Query(m_connection, u"UPDATE device SET attestation = ?, facts = ?, cursor = ? WHERE handle = ?"_s)
        .bind(outcome)
        .bind(facts)
        .bind(cursor)
        .bind(handle.text())
        .runOnExisting(handle.text());
}

Expected<void> DeviceStore::setAttestationAsked(const fleet::DeviceHandle &handle, qint64 time, qint64 cursor)
{
    return Query(m_connection, u"UPDATE device SET attestation_asked = ?, cursor = ? WHERE handle = ?"_s)
        .bind(time)
        .bind(cursor)
        .bind(handle.text())
        .runOnExisting(handle.text());
}

Expected<void> DeviceStore::touch(const fleet::DeviceHandle &handle, qint64 cursor)
{
    return Query(m_connection, u"UPDATE device SET cursor = ? WHERE handle = ?"_s)
        .bind(cursor)
        .bind(handle.text())
        .runOnExisting(handle.text());
}

Expected<void> DeviceStore::setLastSeen(const fleet::DeviceHandle &handle, qint64 time, qint64 cursor)
{
    return Query(m_connection, u"UPDATE device SET last_seen = ?, cursor = ? WHERE handle = ?"_s)
        .bind(time)
        .bind(cursor)
        .bind(handle.text())
        .runOnExisting(handle.text());
}

Expected<std::optional<DeviceRow>> DeviceStore::find(const fleet::DeviceHandle &handle) const
{
    Query query(m_connection, u"SELECT %1 FROM device WHERE handle = ?"_s.arg(columns));
    return query.bind(handle.text()).first(deviceFrom);
}

Expected<std::optional<DeviceRow>> DeviceStore::findByCertificate(const QByteArray &certificate) const
{
    Query query(m_connection, u"SELECT %1 FROM device WHERE certificate = ?"_s.arg(columns));
    return query.bind(certificate).first(deviceFrom);
}

Expected<std::vector<DeviceRow>> DeviceStore::findByKey(const QString &thumbprint) const
{
    Query query(m_connection, u"SELECT %1 FROM device WHERE key = ? ORDER BY handle"_s.arg(columns));
    return query.bind(thumbprint).all(deviceFrom);
}

Expected<std::vector<DeviceRow>> DeviceStore::page(const DeviceFilter &filter, const QString &after, int limit) const
{
    if (filter.states.empty())
        return pageOf(std::nullopt, filter, after, limit);
    // One indexed page a state, merged: no plan that depends on how many devices are in which state.
    std::vector<DeviceRow> merged;
    for (const fleet::DeviceState state : filter.states) {
        auto page = pageOf(state, filter, after, limit);
        if (!page)
            return page;
        std::ranges::move(*page, std::back_inserter(merged));
    }
    std::ranges::sort(merged, {}, &DeviceRow::handle);
    if (merged.size() > static_cast<std::size_t>(limit))
        merged.erase(merged.begin() + limit, merged.end());
    return merged;
}

Expected<std::vector<DeviceRow>> DeviceStore::pageOf(std::optional<fleet::DeviceState> state,
                                                     const DeviceFilter &filter, const QString &after, int limit) const
{
    const HandleRange range(filter, after);
    Query query(m_connection, u"SELECT %1 FROM device WHERE %2 %3 ORDER BY handle LIMIT ?"_s.arg(
                                  columns, state ? "state = ? AND"_L1 : ""_L1, range.condition(u"handle"_s)));
    if (state)
        query.bind(toWord(*state));
    range.bindTo(query);
    return query.bind(limit).all(deviceFrom);
}

Expected<std::vector<DeviceRow>> DeviceStore::attestedBefore(qint64 time, const QString &outcome, int limit) const
{
    Query query(m_connection, u"SELECT %1 FROM device WHERE attestation = ? AND attested_at < ? AND state <> ? "
                              "ORDER BY attested_at LIMIT ?"_s.arg(columns));
    return query.bind(outcome)
        .bind(time)
        .bind(toWord(fleet::DeviceState::PendingEnrollment))
        .bind(limit)
        .all(deviceFrom);
}

Expected<std::vector<DeviceRow>> DeviceStore::changedSince(qint64 cursor, int limit) const
{
    Query query(m_connection, u"SELECT %1 FROM device WHERE cursor > ? ORDER BY cursor LIMIT ?"_s.arg(columns));
    return query.bind(cursor).bind(limit).all(deviceFrom);
}

Expected<std::map<fleet::DeviceState, qint64>> DeviceStore::countByState(const DeviceFilter &filter) const
{
    const HandleRange range(filter, {});
    // All of the fleet is counted along the index by state, and not along the table, which has everything of each
    // device.
    const QString handle = filter.handlePrefix.isEmpty() ? u"+handle"_s : u"handle"_s;
    Query query(m_connection,
                u"SELECT state, count(*) FROM device WHERE %1 GROUP BY state"_s.arg(range.condition(handle)));
    range.bindTo(query);
    const auto rows = query.all([](const Query &row) -> Expected<std::pair<fleet::DeviceState, qint64>> {
        const auto state = storedState(row.text(0));
        if (!state)
            return std::unexpected(state.error());
        return std::pair(*state, row.integer(1));
    });
    if (!rows)
        return std::unexpected(rows.error());
    return std::map(rows->begin(), rows->end());
}

} // namespace enigm::controlplane::store

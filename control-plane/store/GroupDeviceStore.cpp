#include "control-plane/store/GroupDeviceStore.h"

#include "control-plane/store/Connection.h"
#include "control-plane/store/HandleRange.h"
#include "control-plane/store/Query.h"

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::store {

namespace {

constexpr auto ofCohort = "state = ? AND attestation = ? AND security_level = ? AND patch IS ?"_L1;
constexpr auto ofGroup = "FROM device_group_member CROSS JOIN device ON device.handle = device_group_member.handle "
                         "WHERE device_group_member.device_group = ?"_L1;

Query &bindCohort(Query &query, const DeviceCohort &cohort)
{
    return query.bind(toWord(cohort.state)).bind(cohort.attestation).bind(cohort.securityLevel).bind(cohort.patch);
}

bool asksFor(const DeviceFilter &filter, fleet::DeviceState state)
{
    return filter.states.empty() || std::ranges::find(filter.states, state) != filter.states.end();
}

QString marks(std::size_t count)
{
    return QStringList(static_cast<qsizetype>(count), u"?"_s).join(u", "_s);
}

QString handleOf(const Query &row)
{
    return row.text(0);
}

} // namespace

/// Step by step through the index: the first of each run, then what comes behind its last.
Expected<std::vector<DeviceCohort>> GroupDeviceStore::cohorts() const
{
    std::vector<DeviceCohort> cohorts;
    // A step passes the whole run; unknown patch levels, which are NULL, sort first in it.
    constexpr qint64 behindEveryPatch = std::numeric_limits<qint64>::max();
    std::optional<DeviceCohort> alike;
    for (;;) {
        Query query(m_connection,
                    u"SELECT state, attestation, security_level FROM device %1 "
                    "ORDER BY state, attestation, security_level, patch LIMIT 1"_s.arg(
                        alike ? "WHERE (state, attestation, security_level, patch) > (?, ?, ?, ?)"_L1 : ""_L1));
        if (alike)
            query.bind(toWord(alike->state)).bind(alike->attestation).bind(alike->securityLevel).bind(behindEveryPatch);
        auto next = query.first([](const Query &row) -> Expected<DeviceCohort> {
            const auto state = storedState(row.text(0));
            if (!state)
                return std::unexpected(state.error());
            return DeviceCohort{.state = *state, .attestation = row.text(1), .securityLevel = row.text(2), .patch = {}};
        });
        if (!next)
            return std::unexpected(next.error());
        if (!*next)
            return cohorts;
        alike = std::move(**next);
        const auto patches = patchesOf(*alike);
        if (!patches)
            return std::unexpected(patches.error());
        for (const auto &patch : *patches) {
            cohorts.push_back(*alike);
            cohorts.back().patch = patch;
        }
    }
}

/// Of the devices that are alike but for it.
Expected<std::vector<std::optional<qint64>>> GroupDeviceStore::patchesOf(const DeviceCohort &cohort) const
{
    std::vector<std::optional<qint64>> patches;
    constexpr auto alike = "state = ? AND attestation = ? AND security_level = ?"_L1;
    const auto step = [&](const QString &further, const std::optional<qint64> &last) {
        Query query(m_connection,
                    u"SELECT patch FROM device WHERE %1 AND %2 ORDER BY patch LIMIT 1"_s.arg(alike, further));
        query.bind(toWord(cohort.state)).bind(cohort.attestation).bind(cohort.securityLevel);
        if (last)
            query.bind(*last);
        return query.first([](const Query &row) { return row.integerOrNull(0); });
    };
    auto next = step(u"patch IS NULL"_s, {});
    if (next && *next)
        patches.push_back({});
    for (qint64 last = std::numeric_limits<qint64>::min(); next; last = *patches.back()) {
        next = step(u"patch > ?"_s, last);
        if (next && !*next)
            return patches;
        if (next)
            patches.push_back(**next);
    }
    return std::unexpected(next.error());
}

Expected<std::vector<DeviceRow>> GroupDeviceStore::page(const GroupScope &scope, const DeviceFilter &filter,
                                                        const QString &after, int limit) const
{
    const auto found = handles(scope, filter, after, limit);
    if (!found)
        return std::unexpected(found.error());
    const DeviceStore devices(m_connection);
    std::vector<DeviceRow> rows;
    for (const QString &text : *found) {
        const auto handle = fleet::DeviceHandle::parse(text);
        if (!handle)
            return std::unexpected(handle.error());
        auto row = devices.find(*handle);
        if (!row)
            return std::unexpected(row.error());
        if (*row)
            rows.push_back(std::move(**row));
    }
    return rows;
}

GroupDeviceStore::Handles GroupDeviceStore::handles(const GroupScope &scope, const DeviceFilter &filter,
                                                    const QString &after, int limit) const
{
    if (const auto *const group = std::get_if<QString>(&scope))
        return listed(*group, filter, after, limit);
    std::vector<QString> merged;
    for (const DeviceCohort &cohort : std::get<std::vector<DeviceCohort>>(scope)) {
        if (!asksFor(filter, cohort.state))
            continue;
        auto some = alike(cohort, filter, after, limit);
        if (!some)
            return some;
        std::ranges::move(*some, std::back_inserter(merged));
    }
    std::ranges::sort(merged);
    if (merged.size() > static_cast<std::size_t>(limit))
        merged.resize(static_cast<std::size_t>(limit));
    return merged;
}

GroupDeviceStore::Handles GroupDeviceStore::alike(const DeviceCohort &cohort, const DeviceFilter &filter,
                                                  const QString &after, int limit) const
{
    const HandleRange range(filter, after);
    Query query(m_connection, u"SELECT handle FROM device WHERE %1 AND %2 ORDER BY handle LIMIT ?"_s.arg(
                                  ofCohort, range.condition(u"handle"_s)));
    return range.bindTo(bindCohort(query, cohort)).bind(limit).all(handleOf);
}

GroupDeviceStore::Handles GroupDeviceStore::listed(const QString &group, const DeviceFilter &filter,
                                                   const QString &after, int limit) const
{
    const HandleRange range(filter, after);
    const QString states =
        filter.states.empty() ? QString() : u"AND device.state IN (%1)"_s.arg(marks(filter.states.size()));
    Query query(m_connection,
                u"SELECT device_group_member.handle %1 AND %2 %3 ORDER BY device_group_member.handle LIMIT ?"_s.arg(
                    ofGroup, range.condition(u"device_group_member.handle"_s), states));
    range.bindTo(query.bind(group));
    for (const fleet::DeviceState state : filter.states)
        query.bind(toWord(state));
    return query.bind(limit).all(handleOf);
}

GroupDeviceStore::Counts GroupDeviceStore::countByState(const GroupScope &scope, const DeviceFilter &filter) const
{
    if (const auto *const group = std::get_if<QString>(&scope))
        return countListed(*group, filter);
    return countAlike(std::get<std::vector<DeviceCohort>>(scope), filter);
}

GroupDeviceStore::Counts GroupDeviceStore::countAlike(const std::vector<DeviceCohort> &cohorts,
                                                      const DeviceFilter &filter) const
{
    const HandleRange range(filter, {});
    std::map<fleet::DeviceState, qint64> counts;
    for (const DeviceCohort &cohort : cohorts) {
        Query query(m_connection,
                    u"SELECT count(*) FROM device WHERE %1 AND %2"_s.arg(ofCohort, range.condition(u"handle"_s)));
        const auto count =
            range.bindTo(bindCohort(query, cohort)).first([](const Query &row) { return row.integer(0); });
        if (!count)
            return std::unexpected(count.error());
        if (const qint64 devices = count->value_or(0); devices > 0)
            counts[cohort.state] += devices;
    }
    return counts;
}

GroupDeviceStore::Counts GroupDeviceStore::countListed(const QString &group, const DeviceFilter &filter) const
{
    const HandleRange range(filter, {});
    Query query(m_connection, u"SELECT device.state, count(*) %1 AND %2 GROUP BY device.state"_s.arg(
                                  ofGroup, range.condition(u"device_group_member.handle"_s)));
    const auto rows =
        range.bindTo(query.bind(group)).all([](const Query &row) -> Expected<std::pair<fleet::DeviceState, qint64>> {
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

#include "control-plane/store/RolloutDeviceStore.h"

#include "control-plane/store/Connection.h"
#include "control-plane/store/NativeStatement.h"
#include "control-plane/store/Query.h"

using namespace Qt::StringLiterals;

namespace enigm::controlplane::store {

namespace {

using fleet::DeviceHandle;
using ota::UpdateFailure;
using ota::UpdateState;

constexpr auto columns = "rollout, handle, place, state, since, attempts, failure"_L1;

/// Enumerations are stored as numbers in the order of declaration.
template <ota::RolloutWord Enum>
Expected<Enum> numbered(qint64 number)
{
    const auto all = ota::allOf<Enum>();
    if (number < 0 || static_cast<std::size_t>(number) >= all.size())
        return refuse(ProblemType::Unavailable, u"the database holds a number of rollouts that is not known"_s);
    return all[static_cast<std::size_t>(number)];
}

template <ota::RolloutWord Enum>
qint64 numberOf(Enum value)
{
    return static_cast<qint64>(value);
}

Expected<RolloutDeviceRow> deviceFrom(const Query &row)
{
    auto handle = DeviceHandle::parse(row.text(1));
    if (!handle)
        return std::unexpected(handle.error());
    const auto state = numbered<UpdateState>(row.integer(3));
    if (!state)
        return std::unexpected(state.error());
    RolloutDeviceRow device{.rollout = row.integer(0),
                            .handle = std::move(*handle),
                            .place = row.integer(2),
                            .state = *state,
                            .since = row.integer(4),
                            .attempts = row.integer(5)};
    if (row.isNull(6))
        return device;
    const auto failure = numbered<UpdateFailure>(row.integer(6));
    if (!failure)
        return std::unexpected(failure.error());
    device.failure = *failure;
    return device;
}

Expected<std::vector<DeviceHandle>> handlesFrom(const QByteArray &joined)
{
    std::vector<DeviceHandle> handles;
    handles.reserve(static_cast<std::size_t>(joined.size() / DeviceHandle::textLength));
    for (qsizetype at = 0; at < joined.size(); at += DeviceHandle::textLength) {
        auto handle = DeviceHandle::parse(QString::fromLatin1(joined.mid(at, DeviceHandle::textLength)));
        if (!handle)
            return std::unexpected(handle.error());
        handles.push_back(std::move(*handle));
    }
    return handles;
}

} // namespace

Expected<void> RolloutDeviceStore::assign(qint64 rollout, const Assigned &devices)
{
    const auto insert = m_connection.native("INSERT INTO rollout_device (rollout, handle, place, state, since, "
                                            "attempts) VALUES (?, ?, ?, 0, 0, 0)");
    static_assert(static_cast<int>(UpdateState::Waiting) == 0);
    if (!insert)
        return std::unexpected(insert.error());
    QByteArrayView rest = devices.handles;
    for (const quint8 place : devices.places) {
        const QByteArrayView handle = rest.first(DeviceHandle::textLength);
        if (auto done = (*insert)->bind(rollout).bindText(handle).bind(qint64(place)).run(); !done)
            return done;
        rest = rest.sliced(DeviceHandle::textLength);
    }
    return {};
}

Expected<int> RolloutDeviceStore::removeSome(qint64 rollout, int limit)
{
    return Query(m_connection, u"DELETE FROM rollout_device WHERE rollout = ? AND handle IN "
                               "(SELECT handle FROM rollout_device WHERE rollout = ? ORDER BY handle LIMIT ?)"_s)
        .bind(rollout)
        .bind(rollout)
        .bind(limit)
        .runCounting();
}

Expected<void> RolloutDeviceStore::update(const RolloutDeviceRow &device)
{
    Query update(m_connection, u"UPDATE rollout_device SET state = ?, since = ?, attempts = ?, failure = ? "
                               "WHERE rollout = ? AND handle = ?"_s);
    return update.bind(numberOf(device.state))
        .bind(device.since)
        .bind(device.attempts)
        .bind(device.failure ? std::optional(numberOf(*device.failure)) : std::nullopt)
        .bind(device.rollout)
        .bind(device.handle.text())
        .runOnExisting(device.handle.text());
}

Expected<void> RolloutDeviceStore::forEachTrusted(const std::function<bool(QByteArrayView)> &visit) const
{
    const auto select = m_connection.native("SELECT handle FROM device WHERE state = 'trusted' ORDER BY handle");
    if (!select)
        return std::unexpected(select.error());
    for (;;) {
        const auto more = (*select)->next();
        if (!more)
            return std::unexpected(more.error());
        if (!*more)
            return {};
        if (!visit((*select)->bytes(0))) {
            (*select)->finish();
            return {};
        }
    }
}

Expected<std::optional<RolloutDeviceRow>> RolloutDeviceStore::find(qint64 rollout, const DeviceHandle &handle) const
{
    Query query(m_connection, u"SELECT %1 FROM rollout_device WHERE rollout = ? AND handle = ?"_s.arg(columns));
    return query.bind(rollout).bind(handle.text()).first(deviceFrom);
}

Expected<std::vector<RolloutDeviceRow>> RolloutDeviceStore::page(qint64 rollout, const RolloutDeviceFilter &filter,
                                                                 const QString &after, int limit) const
{
    Query query(m_connection, u"SELECT %1 FROM rollout_device WHERE rollout = ? AND handle > ? %2 %3 "
                              "ORDER BY handle LIMIT ?"_s.arg(columns, filter.place ? "AND place = ?"_L1 : ""_L1,
                                                              filter.state ? "AND state = ?"_L1 : ""_L1));
    query.bind(rollout).bind(after);
    if (filter.place)
        query.bind(*filter.place);
    if (filter.state)
        query.bind(numberOf(*filter.state));
    return query.bind(limit).all(deviceFrom);
}

Expected<std::vector<RolloutDeviceRow>> RolloutDeviceStore::quietSince(qint64 rollout, qint64 place, qint64 time,
                                                                       const QString &after, int limit) const
{
    static_assert(UpdateState::Installed < UpdateState::Confirmed && UpdateState::Waiting < UpdateState::Installed);
    Query query(m_connection, u"SELECT %1 FROM rollout_device WHERE rollout = ? AND handle > ? AND place = ? "
                              "AND state <= ? AND since <= ? ORDER BY handle LIMIT ?"_s.arg(columns));
    return query.bind(rollout)
        .bind(after)
        .bind(place)
        .bind(numberOf(UpdateState::Installed))
        .bind(time)
        .bind(limit)
        .all(deviceFrom);
}

Expected<void> RolloutDeviceStore::keepMembers(const ota::RolloutMembers &members,
                                               const std::vector<DeviceHandle> &handles, qint64 time)
{
    QByteArray joined;
    joined.reserve(static_cast<qsizetype>(handles.size()) * DeviceHandle::textLength);
    for (const DeviceHandle &handle : handles)
        joined.append(handle.text().toLatin1());
    m_connection.countBytes(joined.size());
    return Query(m_connection,
                 u"INSERT OR IGNORE INTO rollout_members (root, count, made_at, handles) VALUES (?, ?, ?, ?)"_s)
        .bind(members.root)
        .bind(members.count)
        .bind(time)
        .bind(joined)
        .run();
}

Expected<bool> RolloutDeviceStore::hasMembers(const QByteArray &root) const
{
    Query query(m_connection, u"SELECT 1 FROM rollout_members WHERE root = ?"_s);
    const auto row = query.bind(root).first([](const Query &) { return true; });
    if (!row)
        return std::unexpected(row.error());
    return row->has_value();
}

Expected<std::optional<std::vector<DeviceHandle>>> RolloutDeviceStore::members(const QByteArray &root) const
{
    Query query(m_connection, u"SELECT handles FROM rollout_members WHERE root = ?"_s);
    return query.bind(root).first([](const Query &row) { return handlesFrom(row.bytes(0)); });
}

} // namespace enigm::controlplane::store

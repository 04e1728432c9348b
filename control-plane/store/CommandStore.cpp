#include "control-plane/store/CommandStore.h"

#include "contract/fleet/DeviceTransition.h"
#include "control-plane/store/Connection.h"
#include "control-plane/store/Query.h"

using namespace Qt::StringLiterals;

namespace enigm::controlplane::store {

namespace {

using fleet::CommandState;

constexpr auto selection =
    "SELECT device_command.handle, execution, device_command.change, obey_by, device_command.state, delivered, "
    "answered, problem, device_command.cursor, digest, action, executed_time, refusals, entry "
    "FROM device_command JOIN change ON change.id = device_command.change WHERE "_L1;

Expected<CommandRow> commandFrom(const Query &row)
{
    auto handle = fleet::DeviceHandle::parse(row.text(0));
    if (!handle)
        return std::unexpected(handle.error());
    const auto state = fleet::commandStateFromWord(row.text(4));
    if (!state)
        return refuse(ProblemType::Unavailable, u"the database holds the unknown command state %1"_s.arg(row.text(4)));
    return CommandRow{.handle = std::move(*handle),
                      .execution = row.integer(1),
                      .change = row.text(2),
                      .obeyBy = row.integer(3),
                      .state = *state,
                      .delivered = row.integerOrNull(5),
                      .answered = row.integerOrNull(6),
                      .problem = row.textOrNull(7),
                      .refusals = row.integer(12),
                      .entry = row.integerOrNull(13),
                      .cursor = row.integer(8),
                      .digest = row.bytes(9),
                      .action = row.text(10),
                      .queued = row.integer(11)};
}

} // namespace

Expected<void> CommandStore::insert(const CommandRow &command)
{
    return Query(m_connection, u"INSERT INTO device_command (handle, execution, change, obey_by, state, cursor) "
                               "VALUES (?, ?, ?, ?, ?, ?)"_s)
        .bind(command.handle.text())
        .bind(command.execution)
        .bind(command.change)
        .bind(command.obeyBy)
        .bind(toWord(CommandState::Queued))
        .bind(command.cursor)
        .run();
}

Expected<void> CommandStore::setDelivered(const fleet::DeviceHandle &handle, qint64 execution, qint64 time,
                                          qint64 cursor)
{
    return Query(m_connection, u"UPDATE device_command SET state = ?, delivered = ?, cursor = ? "
                               "WHERE handle = ? AND execution = ? AND state = ?"_s)
        .bind(toWord(CommandState::Delivered))
        .bind(time)
        .bind(cursor)
        .bind(handle.text())
        .bind(execution)
        .bind(toWord(CommandState::Queued))
        .run();
}

Expected<void> CommandStore::cancelStale(const fleet::DeviceHandle &handle, qint64 cursor)
{
    return Query(m_connection, u"UPDATE device_command SET state = ?, cursor = ? WHERE handle = ? AND state <> ? AND "
                               "change IN (SELECT id FROM change WHERE action NOT IN (?, ?))"_s)
        .bind(toWord(CommandState::Cancelled))
        .bind(cursor)
        .bind(handle.text())
        .bind(toWord(CommandState::Acknowledged))
        .bind(toAction(fleet::DeviceAct::Replace))
        .bind(fleet::wipeAction)
        .run();
}

Expected<void> CommandStore::setAnswered(const CommandRow &command, qint64 cursor)
{
    return Query(m_connection,
                 u"UPDATE device_command SET state = ?, answered = ?, problem = ?, refusals = ?, entry = ?, cursor = ? "
                 "WHERE handle = ? AND execution = ?"_s)
        .bind(toWord(command.state))
        .bind(command.answered)
        .bind(command.problem)
        .bind(command.refusals)
        .bind(command.entry)
        .bind(cursor)
        .bind(command.handle.text())
        .bind(command.execution)
        .runOnExisting(command.handle.text());
}

Expected<std::optional<CommandRow>> CommandStore::find(const fleet::DeviceHandle &handle, qint64 execution) const
{
    Query query(m_connection, selection + u"device_command.handle = ? AND execution = ?"_s);
    return query.bind(handle.text()).bind(execution).first(commandFrom);
}

Expected<std::vector<CommandRow>> CommandStore::ofDevice(const fleet::DeviceHandle &handle) const
{
    Query query(m_connection, selection + u"device_command.handle = ? ORDER BY execution"_s);
    return query.bind(handle.text()).all(commandFrom);
}

Expected<std::vector<CommandRow>> CommandStore::ofChange(const QString &change) const
{
    Query query(m_connection, selection + u"device_command.change = ? ORDER BY device_command.handle"_s);
    return query.bind(change).all(commandFrom);
}

} // namespace enigm::controlplane::store

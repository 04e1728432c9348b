#include "control-plane/store/RolloutStore.h"

#include "control-plane/store/Connection.h"
#include "control-plane/store/Query.h"

using namespace Qt::StringLiterals;

namespace enigm::controlplane::store {

namespace {

using ota::GroupCounts;
using ota::HaltReason;
using ota::RolloutEvent;
using ota::RolloutHalt;
using ota::RolloutState;
using ota::UpdateState;

constexpr auto rolloutColumns = "number, id, release, manifest, plan, change, digest, execution, started_at, obey_by, "
                                "state, entry, frozen, resumed_at, outside, halted_at, halted_by, halt_reason, "
                                "halt_group, cursor"_L1;
constexpr auto groupColumns = "rollout, place, state, opened, succeeded, completed, forgiven, accepted, swept, count, "
                              "waiting, offered, downloading, verified, installed, confirmed, failed, not_eligible, "
                              "withdrawn"_L1;
constexpr auto eventColumns = "number, kind, place, time, who, change, reason, entry"_L1;

/// The value of a stored word; Unavailable for one that nobody writes.
template <ota::RolloutWord Enum>
Expected<Enum> stored(const QString &word)
{
    const auto value = ota::fromWord<Enum>(word);
    if (!value)
        return refuse(ProblemType::Unavailable, u"the database holds a word of rollouts that is not known"_s, word);
    return *value;
}

template <ota::RolloutWord Enum>
std::optional<QString> wordOrNull(const std::optional<Enum> &value)
{
    return value ? std::optional<QString>(ota::toWord(*value)) : std::nullopt;
}

Expected<std::optional<RolloutHalt>> haltFrom(const Query &row)
{
    if (row.isNull(15))
        return std::optional<RolloutHalt>();
    const auto reason = stored<HaltReason>(row.text(17));
    if (!reason)
        return std::unexpected(reason.error());
    return std::optional(RolloutHalt{
        .by = row.textOrNull(16), .group = row.integerOrNull(18), .reason = *reason, .time = row.integer(15)});
}

Expected<RolloutRow> rolloutFrom(const Query &row)
{
    const auto state = stored<RolloutState>(row.text(10));
    if (!state)
        return std::unexpected(state.error());
    auto halted = haltFrom(row);
    if (!halted)
        return std::unexpected(halted.error());
    return RolloutRow{.number = row.integer(0),
                      .id = row.text(1),
                      .release = row.text(2),
                      .manifest = row.bytes(3),
                      .plan = row.bytes(4),
                      .change = row.text(5),
                      .digest = row.bytes(6),
                      .execution = row.integer(7),
                      .startedAt = row.integer(8),
                      .obeyBy = row.integer(9),
                      .state = *state,
                      .entry = row.integer(11),
                      .isFrozen = row.boolean(12),
                      .resumedAt = row.integer(13),
                      .outside = row.integer(14),
                      .halted = std::move(*halted),
                      .cursor = row.integer(19)};
}

Expected<RolloutGroupRow> groupFrom(const Query &row)
{
    const auto state = stored<ota::GroupState>(row.text(2));
    if (!state)
        return std::unexpected(state.error());
    return RolloutGroupRow{.rollout = row.integer(0),
                           .place = row.integer(1),
                           .state = *state,
                           .opened = row.integerOrNull(3),
                           .succeeded = row.integerOrNull(4),
                           .completed = row.integerOrNull(5),
                           .forgiven = row.integer(6),
                           .isAccepted = row.boolean(7),
                           .swept = row.integer(8),
                           .counts = {.count = row.integer(9),
                                      .waiting = row.integer(10),
                                      .offered = row.integer(11),
                                      .downloading = row.integer(12),
                                      .verified = row.integer(13),
                                      .installed = row.integer(14),
                                      .confirmed = row.integer(15),
                                      .failed = row.integer(16),
                                      .notEligible = row.integer(17),
                                      .withdrawn = row.integer(18)}};
}

Expected<RolloutEvent> eventFrom(const Query &row)
{
    const auto kind = stored<ota::RolloutEventKind>(row.text(1));
    if (!kind)
        return std::unexpected(kind.error());
    std::optional<HaltReason> reason;
    if (!row.isNull(6)) {
        const auto known = stored<HaltReason>(row.text(6));
        if (!known)
            return std::unexpected(known.error());
        reason = *known;
    }
    return RolloutEvent{.id = row.integer(0),
                        .kind = *kind,
                        .group = row.integerOrNull(2),
                        .time = row.integer(3),
                        .who = row.textOrNull(4),
                        .change = row.textOrNull(5),
                        .reason = reason,
                        .entry = row.integer(7)};
}

QLatin1StringView columnOf(UpdateState state)
{
    return state == UpdateState::NotEligible ? "not_eligible"_L1 : ota::toWord(state);
}

} // namespace

Expected<qint64> RolloutStore::insert(const RolloutRow &rollout, qint64 groups)
{
    Query insert(m_connection, u"INSERT INTO rollout (id, release, manifest, plan, change, digest, execution, "
                               "started_at, obey_by, state, entry, frozen, resumed_at, outside, cursor) "
                               "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING number"_s);
    const auto number = insert.bind(rollout.id)
                            .bind(rollout.release)
                            .bind(rollout.manifest)
                            .bind(rollout.plan)
                            .bind(rollout.change)
                            .bind(rollout.digest)
                            .bind(rollout.execution)
                            .bind(rollout.startedAt)
                            .bind(rollout.obeyBy)
                            .bind(ota::toWord(rollout.state))
                            .bind(rollout.entry)
                            .bind(rollout.isFrozen)
                            .bind(rollout.resumedAt)
                            .bind(rollout.outside)
                            .bind(rollout.cursor)
                            .first([](const Query &row) { return row.integer(0); });
    if (!number)
        return std::unexpected(number.error());
    for (qint64 place = 0; place < groups; ++place) {
        Query group(m_connection, u"INSERT INTO rollout_group (rollout, place, state) VALUES (?, ?, ?)"_s);
        if (auto done = group.bind(**number).bind(place).bind(ota::toWord(ota::GroupState::Waiting)).run(); !done)
            return std::unexpected(done.error());
    }
    return **number;
}

Expected<void> RolloutStore::update(const RolloutRow &rollout)
{
    const auto &halted = rollout.halted;
    Query update(m_connection, u"UPDATE rollout SET state = ?, entry = ?, frozen = ?, resumed_at = ?, outside = ?, "
                               "halted_at = ?, halted_by = ?, halt_reason = ?, halt_group = ?, cursor = ? "
                               "WHERE number = ?"_s);
    return update.bind(ota::toWord(rollout.state))
        .bind(rollout.entry)
        .bind(rollout.isFrozen)
        .bind(rollout.resumedAt)
        .bind(rollout.outside)
        .bind(halted ? std::optional(halted->time) : std::nullopt)
        .bind(halted ? halted->by : std::nullopt)
        .bind(halted ? wordOrNull(std::optional(halted->reason)) : std::nullopt)
        .bind(halted ? halted->group : std::nullopt)
        .bind(rollout.cursor)
        .bind(rollout.number)
        .runOnExisting(rollout.id);
}

Expected<void> RolloutStore::update(const RolloutGroupRow &group)
{
    Query update(m_connection, u"UPDATE rollout_group SET state = ?, opened = ?, succeeded = ?, completed = ?, "
                               "forgiven = ?, accepted = ?, swept = ? WHERE rollout = ? AND place = ?"_s);
    return update.bind(ota::toWord(group.state))
        .bind(group.opened)
        .bind(group.succeeded)
        .bind(group.completed)
        .bind(group.forgiven)
        .bind(group.isAccepted)
        .bind(group.swept)
        .bind(group.rollout)
        .bind(group.place)
        .runOnExisting(QString::number(group.place));
}

Expected<void> RolloutStore::setCounts(qint64 rollout, qint64 place, const GroupCounts &counts)
{
    Query update(m_connection, u"UPDATE rollout_group SET count = ?, waiting = ?, offered = ?, downloading = ?, "
                               "verified = ?, installed = ?, confirmed = ?, failed = ?, not_eligible = ?, "
                               "withdrawn = ? WHERE rollout = ? AND place = ?"_s);
    return update.bind(counts.count)
        .bind(counts.waiting)
        .bind(counts.offered)
        .bind(counts.downloading)
        .bind(counts.verified)
        .bind(counts.installed)
        .bind(counts.confirmed)
        .bind(counts.failed)
        .bind(counts.notEligible)
        .bind(counts.withdrawn)
        .bind(rollout)
        .bind(place)
        .runOnExisting(QString::number(place));
}

Expected<void> RolloutStore::moveCount(qint64 rollout, qint64 place, UpdateState from, UpdateState to, qint64 cursor)
{
    Query update(m_connection,
                 u"UPDATE rollout_group SET cursor = ?, %1 = %1 - 1, %2 = %2 + 1 WHERE rollout = ? AND place = ?"_s.arg(
                     columnOf(from), columnOf(to)));
    return update.bind(cursor).bind(rollout).bind(place).runOnExisting(QString::number(place));
}

Expected<void> RolloutStore::addFailures(qint64 rollout, ota::UpdateFailure failure, qint64 devices)
{
    return Query(m_connection, u"INSERT INTO rollout_failure (rollout, failure, count) VALUES (?, ?, ?) "
                               "ON CONFLICT (rollout, failure) DO UPDATE SET count = count + excluded.count"_s)
        .bind(rollout)
        .bind(ota::toWord(failure))
        .bind(devices)
        .run();
}

Expected<void> RolloutStore::addEvent(qint64 rollout, const RolloutEvent &event)
{
    return Query(m_connection,
                 u"INSERT INTO rollout_event (rollout, %1) SELECT ?, coalesce(max(number), 0) + 1, ?, ?, ?, ?, ?, ?, ? "
                 "FROM rollout_event WHERE rollout = ?"_s.arg(eventColumns))
        .bind(rollout)
        .bind(ota::toWord(event.kind))
        .bind(event.group)
        .bind(event.time)
        .bind(event.who)
        .bind(event.change)
        .bind(wordOrNull(event.reason))
        .bind(event.entry)
        .bind(rollout)
        .run();
}

Expected<std::optional<RolloutRow>> RolloutStore::find(const QString &id) const
{
    Query query(m_connection, u"SELECT %1 FROM rollout WHERE id = ?"_s.arg(rolloutColumns));
    return query.bind(id).first(rolloutFrom);
}

Expected<std::optional<RolloutRow>> RolloutStore::findByExecution(qint64 execution) const
{
    Query query(m_connection, u"SELECT %1 FROM rollout WHERE execution = ?"_s.arg(rolloutColumns));
    return query.bind(execution).first(rolloutFrom);
}

Expected<std::vector<RolloutRow>> RolloutStore::inState(RolloutState state) const
{
    Query query(m_connection, u"SELECT %1 FROM rollout WHERE state = ? ORDER BY number"_s.arg(rolloutColumns));
    return query.bind(ota::toWord(state)).all(rolloutFrom);
}

Expected<std::vector<RolloutRow>> RolloutStore::unfrozen() const
{
    Query query(m_connection,
                u"SELECT %1 FROM rollout WHERE frozen = 0 AND state <> ? ORDER BY number"_s.arg(rolloutColumns));
    return query.bind(ota::toWord(RolloutState::Withdrawn)).all(rolloutFrom);
}

Expected<std::vector<RolloutRow>> RolloutStore::obeyedAt(qint64 time) const
{
    Query query(m_connection,
                u"SELECT %1 FROM rollout WHERE obey_by >= ? AND state <> ? ORDER BY number DESC"_s.arg(rolloutColumns));
    return query.bind(time).bind(ota::toWord(RolloutState::Completed)).all(rolloutFrom);
}

Expected<std::vector<RolloutRow>> RolloutStore::page(const QString &after, int limit) const
{
    Query query(m_connection, u"SELECT %1 FROM rollout WHERE id > ? ORDER BY id LIMIT ?"_s.arg(rolloutColumns));
    return query.bind(after).bind(limit).all(rolloutFrom);
}

Expected<std::vector<RolloutGroupRow>> RolloutStore::groups(qint64 rollout) const
{
    Query query(m_connection, u"SELECT %1 FROM rollout_group WHERE rollout = ? ORDER BY place"_s.arg(groupColumns));
    return query.bind(rollout).all(groupFrom);
}

Expected<std::optional<RolloutGroupRow>> RolloutStore::group(qint64 rollout, qint64 place) const
{
    Query query(m_connection, u"SELECT %1 FROM rollout_group WHERE rollout = ? AND place = ?"_s.arg(groupColumns));
    return query.bind(rollout).bind(place).first(groupFrom);
}

Expected<std::vector<ota::FailureCount>> RolloutStore::failures(qint64 rollout) const
{
    Query query(m_connection,
                u"SELECT failure, count FROM rollout_failure WHERE rollout = ? AND count > 0 ORDER BY failure"_s);
    return query.bind(rollout).all([](const Query &row) -> Expected<ota::FailureCount> {
        const auto failure = stored<ota::UpdateFailure>(row.text(0));
        if (!failure)
            return std::unexpected(failure.error());
        return ota::FailureCount{.failure = *failure, .count = row.integer(1)};
    });
}

Expected<std::vector<RolloutEvent>> RolloutStore::events(qint64 rollout, std::optional<qint64> before, int limit) const
{
    Query query(m_connection, u"SELECT %1 FROM rollout_event WHERE rollout = ? AND (? IS NULL OR number < ?) "
                              "ORDER BY number DESC LIMIT ?"_s.arg(eventColumns));
    return query.bind(rollout).bind(before).bind(before).bind(limit).all(eventFrom);
}

Expected<std::vector<QString>> RolloutStore::changedSince(qint64 cursor, int limit) const
{
    Query query(m_connection, u"SELECT id FROM rollout WHERE cursor > ? OR number IN "
                              "(SELECT rollout FROM rollout_group WHERE cursor > ?) ORDER BY id LIMIT ?"_s);
    return query.bind(cursor).bind(cursor).bind(limit).all([](const Query &row) { return row.text(0); });
}

} // namespace enigm::controlplane::store

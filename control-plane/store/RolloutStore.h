#pragma once

#include "contract/ota/RolloutRecord.h"
#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <span>
#include <vector>

namespace enigm::controlplane::store {

class Connection;

/// A rollout as stored.
struct RolloutRow
{
    qint64 number = 0; ///< by which its devices are kept; given by the store
    QString id = {};   ///< UUIDv7
    QString release = {};
    QByteArray manifest = {}; ///< digest
    QByteArray plan = {};     ///< canonical JSON
    QString change = {};      ///< reference of the rollout.start
    QByteArray digest = {};   ///< of it
    qint64 execution = 0;     ///< index of its execution
    qint64 startedAt = 0;
    qint64 obeyBy = 0;
    enigm::ota::RolloutState state = enigm::ota::RolloutState::Active;
    qint64 entry = 0;      ///< index of the entry that brought it to this state
    bool isFrozen = false; ///< whether its devices are written down
    qint64 resumedAt = 0;  ///< silence before it is nobody's fault; 0: it was never stopped
    qint64 outside = 0;    ///< trusted devices in no group
    std::optional<enigm::ota::RolloutHalt> halted = {};
    qint64 cursor = 0;

    friend bool operator==(const RolloutRow &, const RolloutRow &) = default;
};

struct RolloutGroupRow
{
    qint64 rollout = 0;
    qint64 place = 0; ///< in the plan
    enigm::ota::GroupState state = enigm::ota::GroupState::Waiting;
    std::optional<qint64> opened = {};
    std::optional<qint64> succeeded = {};
    std::optional<qint64> completed = {};
    qint64 forgiven = 0;     ///< failures that a resumption has accepted
    bool isAccepted = false; ///< a resumption has accepted that too few confirmed
    qint64 swept = 0;        ///< when silent devices were looked for last
    enigm::ota::GroupCounts counts = {};

    friend bool operator==(const RolloutGroupRow &, const RolloutGroupRow &) = default;
};

/// Rollouts, their groups and what happened to them.
class RolloutStore
{
public:
    explicit RolloutStore(Connection &connection)
        : m_connection(connection)
    {}

    /// With its groups, of which none has devices yet. Answers its number. AlreadyExists for an id that was used.
    [[nodiscard]] Expected<qint64> insert(const RolloutRow &rollout, qint64 groups);
    /// Everything of it that changes: state, entry, frozen, outside, halt, cursor.
    [[nodiscard]] Expected<void> update(const RolloutRow &rollout);
    /// State, times and what was forgiven of a group; never its counts.
    [[nodiscard]] Expected<void> update(const RolloutGroupRow &group);
    [[nodiscard]] Expected<void> setCounts(qint64 rollout, qint64 place, const enigm::ota::GroupCounts &counts);
    /// A device of a group is in one state no longer, and in another.
    [[nodiscard]] Expected<void> moveCount(qint64 rollout, qint64 place, enigm::ota::UpdateState from,
                                           enigm::ota::UpdateState to, qint64 cursor);
    /// So many more devices, or fewer, have failed for good for this reason.
    [[nodiscard]] Expected<void> addFailures(qint64 rollout, enigm::ota::UpdateFailure failure, qint64 devices);
    /// Its id is given by the store.
    [[nodiscard]] Expected<void> addEvent(qint64 rollout, const enigm::ota::RolloutEvent &event);

    [[nodiscard]] Expected<std::optional<RolloutRow>> find(const QString &id) const;
    [[nodiscard]] Expected<std::optional<RolloutRow>> findByExecution(qint64 execution) const;
    /// Every rollout in this state, oldest first.
    [[nodiscard]] Expected<std::vector<RolloutRow>> inState(enigm::ota::RolloutState state) const;
    /// Those whose devices are yet to be written down, oldest first, but for withdrawn ones.
    [[nodiscard]] Expected<std::vector<RolloutRow>> unfrozen() const;
    /// Those that are not completed and may be obeyed at `time`, newest first.
    [[nodiscard]] Expected<std::vector<RolloutRow>> obeyedAt(qint64 time) const;
    /// At most `limit` rollouts behind the id `after` (empty: from the first), by id.
    [[nodiscard]] Expected<std::vector<RolloutRow>> page(const QString &after, int limit) const;
    [[nodiscard]] Expected<std::vector<RolloutGroupRow>> groups(qint64 rollout) const;
    [[nodiscard]] Expected<std::optional<RolloutGroupRow>> group(qint64 rollout, qint64 place) const;
    [[nodiscard]] Expected<std::vector<enigm::ota::FailureCount>> failures(qint64 rollout) const;
    /// At most `limit` events before the id `before` (nothing: from the last), newest first.
    [[nodiscard]] Expected<std::vector<enigm::ota::RolloutEvent>> events(qint64 rollout, std::optional<qint64> before,
                                                                         int limit) const;
    /// At most `limit` ids, sorted, of rollouts that changed after `cursor`.
    [[nodiscard]] Expected<std::vector<QString>> changedSince(qint64 cursor, int limit) const;

private:
    Connection &m_connection;
};

} // namespace enigm::controlplane::store

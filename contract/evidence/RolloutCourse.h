#pragma once

#include "contract/changes/RolloutParameters.h"
#include "contract/ota/Membership.h"
#include "contract/ota/RolloutEntries.h"
#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QByteArrayList>
#include <QSet>
#include <QString>

#include <optional>
#include <vector>

namespace enigm::evidence {

/// How one rollout went, by the entries that the control plane wrote of it by itself: whom it is for is written down
/// once; each group opens, soaks and completes once, in turn and in time; and no more devices have confirmed than were
/// heard of.
class RolloutCourse
{
public:
    /// `change`: the digest of the rollout.start.
    RolloutCourse(const changes::StartRolloutParameters &start, const QByteArray &change);

    [[nodiscard]] const QString &rollout() const { return m_rollout; }

    /// Whom it is for. AlreadyExists where that was written down before; TargetMismatch for other groups than the plan
    /// has or other devices than it is for. `trusted`: those that there were, sorted, where that is known.
    [[nodiscard]] Expected<void> freeze(const std::vector<ota::RolloutFrozen::Group> &groups,
                                        const std::optional<QByteArrayList> &trusted);
    /// Whether who is in which group follows from the change and a handle alone.
    [[nodiscard]] bool isByShare() const { return m_membership.has_value(); }
    /// What it did at `time`, in this state (nothing: it is not known). TargetState where that was not its turn,
    /// BodyMismatch for another number of devices that have confirmed.
    [[nodiscard]] Expected<void> take(const ota::RolloutMove &move, qint64 time,
                                      std::optional<ota::RolloutState> state);
    /// People have stopped it, or let it go on: in between no group soaks.
    void stop(qint64 time) { m_stoppedAt = m_stoppedAt.value_or(time); }
    void resume(qint64 time);
    /// A device was heard of. WrongDevice for one that it is not for, TargetState before its group has opened.
    [[nodiscard]] Expected<void> hear(const QString &handle, bool hasConfirmed);
    /// An entry is withheld that has moved it: what follows is believed.
    void forget() { m_isDark = true; }
    /// People may have stopped it or let it go on, and nobody knows when: how long it stood is not counted.
    void forgetStop() { m_stoppedAt.reset(); }

private:
    struct Group
    {
        ota::RolloutGroup plan;
        ota::GroupState state = ota::GroupState::Waiting;
        qint64 soakingSince = 0; ///< later by as long as it stood
        QSet<QString> confirmed = {};
    };

    [[nodiscard]] bool isCounted(const ota::RolloutMove &move) const;
    [[nodiscard]] bool isTurn(const ota::RolloutMove &move, qint64 time) const;
    [[nodiscard]] bool hasOpened(std::size_t group) const { return m_groups[group].state != ota::GroupState::Waiting; }
    [[nodiscard]] qint64 confirmedIn(const std::optional<qint64> &group) const;
    [[nodiscard]] Expected<void> checkPopulation(const std::vector<ota::RolloutFrozen::Group> &groups,
                                                 const QByteArrayList &trusted) const;

    QString m_rollout;
    std::optional<ota::Membership> m_membership; ///< nothing where some of the plan's members are not in the log
    std::vector<Group> m_groups;
    std::optional<qint64> m_stoppedAt; ///< while it stands
    bool m_isFrozen = false;
    bool m_isDark = false;
};

} // namespace enigm::evidence

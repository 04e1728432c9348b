#pragma once

#include "contract/changes/ChangeBodies.h"
#include "contract/changes/DeviceFold.h"
#include "contract/changes/DeviceLimit.h"
#include "contract/changes/EnforcementParameters.h"
#include "contract/changes/GovernanceReplay.h"
#include "contract/changes/GroupFold.h"
#include "contract/changes/PolicyFold.h"
#include "contract/evidence/ReleaseLedger.h"
#include "contract/evidence/ResolutionLedger.h"
#include "contract/log/ActivityEntry.h"
#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QHash>
#include <QSet>
#include <QString>

#include <map>
#include <optional>
#include <vector>

namespace enigm::evidence {

struct ExecutionQuestion;

/// A head of the activity log that somebody signed, to be looked up once the whole log was read.
struct HeadClaim
{
    log::LogHead head;
    qint64 signedIn = 0; ///< activity index of the record that holds the signature
};

/// Follows every change through the activity log: verifies each signature where it was logged, recounts each execution
/// and folds what executions made: the states of devices, groups, policies, enforcement points, releases, rollouts.
/// Holds these, the open changes and the ids of changes that were seen.
class ChangeLedger
{
public:
    /// `governance` is the whole log, replayed; borrowed.
    explicit ChangeLedger(const changes::GovernanceReplay &governance);

    /// The next entry of a change, with its body.
    [[nodiscard]] Expected<void> take(const log::ActivityEntry &entry, const json::Value &body);
    /// The next entry of a change whose body was pruned or withheld: what hangs on it is not proven further.
    [[nodiscard]] Expected<void> takeWithoutBody(const log::ActivityEntry &entry);

    /// The next handle.resolved entry, with its body.
    [[nodiscard]] Expected<void> takeResolution(const log::ActivityEntry &entry, const json::Value &body)
    {
        return m_resolutions.take(entry, body);
    }

    /// The next entry of a release or rollout that the control plane wrote by itself, with its body.
    [[nodiscard]] Expected<void> takeRelease(const log::ActivityEntry &entry, const json::Value &body)
    {
        return m_releases.take(entry, body);
    }
    [[nodiscard]] Expected<void> takeReleaseWithoutBody(const log::ActivityEntry &entry)
    {
        return m_releases.takeWithoutBody(entry);
    }
    /// The next entry of devices that were offered an update.
    [[nodiscard]] Expected<void> hear(const log::ActivityEntry &entry, const json::Value *body)
    {
        return m_releases.hear(entry, body);
    }

    /// That nothing is left which an executed act had to end: EntryMismatch.
    [[nodiscard]] Expected<void> finish() const;

    [[nodiscard]] qint64 executed() const { return m_executed; }
    [[nodiscard]] qint64 unproven() const { return m_unproven + m_resolutions.unproven() + m_releases.unproven(); }
    [[nodiscard]] qint64 handlesResolved() const { return m_resolutions.answered(); }
    [[nodiscard]] qint64 signaturesVerified() const { return m_signatures + m_releases.signaturesVerified(); }
    [[nodiscard]] const std::vector<HeadClaim> &headClaims() const { return m_claims; }
    [[nodiscard]] const changes::DeviceFold &devices() const { return m_devices; }
    [[nodiscard]] const changes::GroupFold &groups() const { return m_groups; }
    [[nodiscard]] const changes::PolicyFold &policies() const { return m_policies; }
    [[nodiscard]] const changes::EnforcementFold &points() const { return m_points; }
    [[nodiscard]] const changes::ReleaseFold &releases() const { return m_releases.releases(); }
    [[nodiscard]] const changes::RolloutFold &rollouts() const { return m_releases.rollouts(); }

private:
    struct OpenChange
    {
        changes::SignedChange change;
        changes::TargetSet targets;
        qint64 requestLoggedAt = 0;
        std::vector<changes::LoggedApproval> approvals;
    };
    using Taken = Expected<void>;

    [[nodiscard]] Taken open(const log::ActivityEntry &entry, const changes::RequestedBody &body);
    [[nodiscard]] Taken follow(const log::ActivityEntry &entry, const changes::ChangeBody &body);
    [[nodiscard]] Taken take(OpenChange &change, const log::ActivityEntry &entry, const changes::DecidedBody &body);
    [[nodiscard]] Taken take(OpenChange &change, const log::ActivityEntry &entry, const changes::WithdrawnBody &body);
    [[nodiscard]] Taken take(OpenChange &change, const log::ActivityEntry &entry, const changes::CancelledBody &body);
    [[nodiscard]] Taken take(OpenChange &change, const log::ActivityEntry &entry, const changes::ExecutedBody &body);
    [[nodiscard]] Taken apply(const ExecutionQuestion &question, qint64 index);
    [[nodiscard]] Taken applyPolicy(const changes::Parameters &parameters);
    [[nodiscard]] Taken applyPoint(const changes::Parameters &parameters);
    void forgetWhatMoved(const log::ActivityEntry &entry, const OpenChange *change);
    [[nodiscard]] Taken step(const log::ActivityEntry &entry);
    [[nodiscard]] bool isBeyondLimit(const changes::ChangeRequest &request, qint64 time);
    [[nodiscard]] Taken noteHeads(const log::LogHead &governance, const log::LogHead &activity,
                                  const log::ActivityEntry &entry);

    const changes::GovernanceReplay &m_governance;
    changes::DeviceFold m_devices;
    changes::GroupFold m_groups;
    changes::PolicyFold m_policies;
    changes::EnforcementFold m_points;
    ReleaseLedger m_releases;
    ResolutionLedger m_resolutions;
    QHash<QByteArray, OpenChange> m_open; ///< by digest
    QSet<QByteArray> m_dark;              ///< digests of open changes of which a body is absent
    QSet<QString> m_ids;
    struct Canceller
    {
        QByteArray change;                ///< digest
        std::optional<QString> requester; ///< unknown where its body is absent
    };
    std::optional<Canceller> m_canceller; ///< what changes may be cancelled by at this place
    QSet<QByteArray> m_doomed;            ///< digests of changes that it must cancel, and has not yet
    /// How many devices executed changes signed, by limit and by the time of the execution.
    std::map<changes::DeviceLimit::Kind, std::map<qint64, qint64>> m_reached;
    std::vector<HeadClaim> m_claims;
    qint64 m_executed = 0;
    qint64 m_unproven = 0;
    qint64 m_signatures = 0;
};

} // namespace enigm::evidence

#pragma once

#include "api-client/audit/LogFollower.h"
#include "api-client/changes/EntryProver.h"
#include "api-client/session/Session.h"
#include "contract/changes/ChangeRecord.h"
#include "contract/changes/Effect.h"
#include "contract/changes/Parameters.h"
#include "contract/changes/Quorum.h"
#include "contract/evidence/EndOfLife.h"
#include "contract/evidence/Evidence.h"

#include <QByteArray>
#include <QMap>
#include <QString>

#include <functional>
#include <optional>
#include <vector>

namespace enigm::client {

/// What a person fills in before a change is signed.
struct ChangeDraft
{
    QString action;
    changes::TargetSet targets;
    changes::Parameters parameters;
    QString reason;
    QString reference;                ///< empty: none
    qint64 approveWithin = 24 * 3600; ///< seconds from now
    qint64 executeWithin = 48 * 3600;
    qint64 obeyWithin = 7 * 24 * 3600;
    QMap<QString, QString> names; ///< of operators that it admits
};

/// A change in a list: its request signature verified on this console's own logs, as far as they reach; else as served.
struct ChangeSummary
{
    changes::SignedChange change;
    changes::ChangeState state = changes::ChangeState::Pending; ///< as served
    std::optional<changes::FreeText> reason;
    std::optional<changes::FreeText> reference;
    changes::LogPosition requested;
    std::optional<changes::LogPosition> executed;
    int approvals = 0;
    std::vector<QString> signers; ///< operator ids that have decided, as served; may be left out
};

struct ChangePage
{
    std::vector<ChangeSummary> changes;
    std::optional<QString> next;
    QByteArray etag;
    bool notModified = false;
};

/// An evidence bundle that this console has verified from its bytes.
struct VerifiedEvidence
{
    QByteArray bytes;
    evidence::EvidenceVerdict verdict;
};

/// An end-of-life record that this console has verified from its bytes.
struct VerifiedEndOfLife
{
    QByteArray bytes;
    evidence::EndOfLifeVerdict verdict;
};

/// What a change of a group meets, while it is open.
struct GroupChange
{
    /// The version that it replaces: as served, and the very one that was signed. Nothing where the group is new.
    std::optional<changes::DeviceGroup> replaced;
    std::optional<qint64> devices; ///< how many the group will have, as things stand; as served; nothing where removed
};

/// What a change of a policy meets, while it is open: recomputed from what was signed and from what that names by
/// digest, so that the control plane can show nothing else as replaced.
struct PolicyChange
{
    std::optional<changes::PolicyStanding> replaced; ///< nothing where the policy is new
    std::optional<policy::PolicyVersion> before;     ///< the version in force; nothing where the policy is new
    policy::PolicyVersion after;                     ///< the one that will be
    changes::AssignedGroups groups;                  ///< for whom it will be
};

/// A record that this console has verified by itself, and what follows from it.
struct VerifiedChange
{
    changes::ChangeRecord record;
    changes::Effect effect;
    changes::QuorumAnswer quorum; ///< counted as of its execution, or of now while it is open; empty once it ended
    /// Why an open change cannot be carried out any more, whoever signs: the requester has lost the key or the role, or
    /// the directory does not take it any more; or, as served, the group that it replaces is another by now.
    std::optional<Problem> obstacle;
    ProvenEntries proven;                           ///< of its entries in the log; what is not is as served
    std::vector<changes::SkippedTarget> drifted;    ///< targets whose state is no longer the signed one; as served
    std::optional<GroupChange> group = {};          ///< of an open change of a group that nothing stands in the way of
    std::optional<PolicyChange> policy = {};        ///< of an open change of a policy that nothing stands in the way of
    std::optional<changes::DeviceGroup> joins = {}; ///< of an open admission into a group: the group now; as served

    /// Whether the entry that ended it is proven, its execution or a rejection; not that of an open one, and otherwise
    /// its state is as served.
    [[nodiscard]] bool isEndProven() const;
};

class ChangeClient
{
public:
    ChangeClient(Session &session, LogFollower &follower, QString installation);

    /// What the logs do not cover yet refreshes them; where that is not possible now, it is listed unverified, and the
    /// verified activity head lies before it.
    [[nodiscard]] Task<Expected<ChangePage>> page(std::vector<changes::ChangeState> states, QString after, int limit,
                                                  QByteArray etag = {});
    /// Fetches, refreshes the logs, verifies signatures, positions, quorum, targets and effect, and proves the entries.
    /// A contradiction raises the follower's alarm, here and below.
    [[nodiscard]] Task<Expected<VerifiedChange>> verified(QString reference);

    /// Composes, signs and submits; steps up on the way. `act` is the line shown in the step-up.
    [[nodiscard]] Task<Expected<changes::ChangeRecord>> request(ChangeDraft draft, QString act);
    /// Signs a decision on exactly these verified bytes and submits it. Nothing is signed while there is an alarm, nor
    /// where the logs cannot be verified up to now; the same holds of a withdrawal.
    [[nodiscard]] Task<Expected<changes::ChangeRecord>> decide(const VerifiedChange &change, changes::Decision decision,
                                                               QString comment, QString act);
    [[nodiscard]] Task<Expected<changes::ChangeRecord>> withdraw(changes::SignedChange change, QString act);
    /// The bytes of the evidence bundle, verified before they are answered.
    [[nodiscard]] Task<Expected<VerifiedEvidence>> evidence(QString reference);
    /// The same of the end-of-life record of a device: NotAcknowledged where the device has not said so yet,
    /// NotFound where it has not ended.
    [[nodiscard]] Task<Expected<VerifiedEndOfLife>> endOfLife(fleet::DeviceHandle handle);

private:
    struct Composed
    {
        signing::UnsignedJws value;
        changes::FreeText reason;
        std::optional<changes::FreeText> reference;
    };
    [[nodiscard]] Expected<Composed> compose(const ChangeDraft &draft) const;
    [[nodiscard]] Expected<void> checkListed(const ChangeSummary &summary) const;
    [[nodiscard]] Task<Expected<std::vector<changes::SkippedTarget>>> drift(const changes::ChangeRecord &record) const;
    [[nodiscard]] std::function<Expected<void>()> noAlarm() const;
    [[nodiscard]] std::unexpected<Problem> contradicted(const Problem &problem, const QString &exhibit,
                                                        const QByteArray &served) const;

    Session &m_session;
    LogFollower &m_follower;
    QString m_installation;
};

} // namespace enigm::client

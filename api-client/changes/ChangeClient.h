#pragma once

#include "api-client/audit/LogFollower.h"
#include "api-client/session/Session.h"
#include "contract/changes/ChangeRecord.h"
#include "contract/changes/Effect.h"
#include "contract/changes/Parameters.h"
#include "contract/changes/Quorum.h"
#include "contract/evidence/Evidence.h"

#include <QByteArray>
#include <QMap>
#include <QString>

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

/// A change in a list: parsed and its request signature verified against this console's directory.
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

/// A record that this console has verified by itself, and what follows from it.
struct VerifiedChange
{
    changes::ChangeRecord record;
    changes::Effect effect;
    changes::QuorumAnswer quorum; ///< counted as of its execution, or of now while it is open; empty once it ended
    /// Why an open change cannot be carried out any more, whoever signs: the requester has lost the key or the role, or
    /// the directory does not take it any more.
    std::optional<Problem> obstacle;
    bool requestProven = false;                  ///< its entry lies under the verified activity head
    std::vector<changes::SkippedTarget> drifted; ///< targets whose state is no longer the signed one
};

class ChangeClient
{
public:
    ChangeClient(Session &session, LogFollower &follower, QString installation);

    [[nodiscard]] Task<Expected<ChangePage>> page(std::vector<changes::ChangeState> states, QString after, int limit,
                                                  QByteArray etag = {});
    /// Fetches, refreshes the logs, verifies signatures, positions, quorum, targets and effect.
    [[nodiscard]] Task<Expected<VerifiedChange>> verified(QString reference);

    /// Composes, signs and submits; steps up on the way. `act` is the line shown in the step-up.
    [[nodiscard]] Task<Expected<changes::ChangeRecord>> request(ChangeDraft draft, QString act);
    /// Signs a decision on exactly these verified bytes and submits it.
    /// `change` must live until the answer: keep it in the window that shows it.
    [[nodiscard]] Task<Expected<changes::ChangeRecord>> decide(const VerifiedChange &change, changes::Decision decision,
                                                               QString comment, QString act);
    [[nodiscard]] Task<Expected<changes::ChangeRecord>> withdraw(const changes::SignedChange &change, QString act);
    /// The bytes of the evidence bundle, verified before they are answered.
    [[nodiscard]] Task<Expected<VerifiedEvidence>> evidence(QString reference);

private:
    struct Composed
    {
        signing::UnsignedJws value;
        changes::FreeText reason;
        std::optional<changes::FreeText> reference;
    };
    [[nodiscard]] Expected<Composed> compose(const ChangeDraft &draft) const;

    Session &m_session;
    LogFollower &m_follower;
    QString m_installation;
};

} // namespace enigm::client

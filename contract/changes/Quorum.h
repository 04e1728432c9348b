#pragma once

#include "contract/changes/Approval.h"
#include "contract/changes/ChangeRequest.h"
#include "contract/operators/Directory.h"
#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QString>

#include <span>
#include <vector>

namespace enigm::changes {

/// A signature with the position (governance size) at which the log took it.
struct LoggedApproval
{
    SignedApproval signedApproval;
    qint64 loggedAt = 0;
};

/// What the quorum is counted over: signed bytes and the governance log, nothing else.
struct QuorumQuestion
{
    const operators::Directory &directory;
    const SignedChange &change;
    qint64 requestLoggedAt = 0; ///< governance size
    std::span<const LoggedApproval> approvals;
    qint64 executedAt = 0; ///< governance size where execution is, or would be, logged
    /// Whether this change and what was executed lately pass a limit of leaf 0 together (DeviceLimit). Signed bytes
    /// cannot say so, and a change that passes it alone is beyond it whatever this says.
    bool beyondLimit = false;
};

/// A clause that still waits, for "waits for 1 more of approver".
struct MissingSigners
{
    int count = 0;
    operators::Roles roles;
};

struct QuorumAnswer
{
    bool complete = false;
    QString ruleId; ///< empty where the default of the action binds
    int ruleVersion = 0;
    std::vector<QString> counted;           ///< operator ids that count, in order of approval
    std::vector<QByteArray> countedDigests; ///< of their approvals, in the same order
    std::vector<Problem> discounted; ///< why an approval does not count (KeyNotValid, SameInstallation, RoleMissing)
    std::vector<MissingSigners> missing; ///< empty where complete
};

/// Counts. The one function of executor, console, device and offline verifier.
///
/// Refuses where something is wrong at all: BadSignature, UnknownKey, WrongDeployment, NotPermitted (requester may not
/// ask), KeyNotValid (requester's key), WrongClass, SelfApproval, AlreadySigned (two approvals of one person),
/// ChangeClosed (a rejection among them). Answers incomplete where people are missing. Distinct persons, none of them
/// the requester; equal installation ids never make a quorum (samples excepted); each key valid both where its approval
/// is logged and where execution is logged; clauses joined by AND, each filled by other persons; never below the floor.
[[nodiscard]] Expected<QuorumAnswer> countQuorum(const QuorumQuestion &question);

/// The same for an execution of which it is known how many signatures it counted, and not what was executed before it:
/// where those are more than the change needs by itself, it was counted beyond a limit.
[[nodiscard]] Expected<QuorumAnswer> recountExecution(QuorumQuestion question, std::size_t counted);

/// The checks of one approval alone, as the control plane makes them before it logs it (same refusals).
[[nodiscard]] Expected<void> checkApproval(const operators::Directory &directory, const SignedChange &change,
                                           const SignedApproval &approval, qint64 governanceSize);
/// The checks of a request alone: key, requester, authority, deployment (same refusals).
[[nodiscard]] Expected<void> checkRequest(const operators::Directory &directory, const SignedChange &change,
                                          qint64 governanceSize);
/// The checks of a withdrawal: by the requester, by a valid key, of this change.
[[nodiscard]] Expected<void> checkWithdrawal(const operators::Directory &directory, const SignedChange &change,
                                             const SignedWithdrawal &withdrawal, qint64 governanceSize);

/// Refuses (WouldDeadlock) where, with this directory as it would be, too few people remain to satisfy some action's
/// rule, the requester not counted. Revoking a key is exempt and is not asked.
[[nodiscard]] Expected<void> checkNoDeadlock(const operators::Directory &after);

} // namespace enigm::changes

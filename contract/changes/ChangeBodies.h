#pragma once

#include "contract/changes/Approval.h"
#include "contract/changes/ChangeRequest.h"
#include "contract/changes/Effect.h"
#include "contract/changes/Quorum.h"
#include "contract/changes/TargetSet.h"
#include "contract/json/JsonValue.h"
#include "contract/log/ActivityEntry.h"
#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <variant>
#include <vector>

namespace enigm::changes {

// The bodies of the activity entries that a change leaves behind, and the headers that go with them: what executor and
// verifier must agree on byte by byte.

/// change.requested: {"request":JWS,"targets":[{"handle","key","state"}]}
struct RequestedBody
{
    SignedChange change;
    TargetSet targets;
};

/// change.approved, change.rejected: {"approval":JWS}
struct DecidedBody
{
    SignedApproval approval;
};

/// change.withdrawn: {"withdrawal":JWS}
struct WithdrawnBody
{
    SignedWithdrawal withdrawal;
};

/// Which rule was counted by: {"id","version"}; null where the default of the action binds.
struct RuleReference
{
    QString id;
    int version = 1;
    friend bool operator==(const RuleReference &, const RuleReference &) = default;
};

/// change.executed: {"applied":[{"from","handle","to"}],"approvals":[digest],"rule":{…}|null,"skipped":[{"handle",
/// "state"}]}. Applied and skipped are in the order of the targets, the digests of the approvals that count in the
/// order in which they were logged.
struct ExecutedBody
{
    Application application;
    std::vector<QByteArray> approvals;
    std::optional<RuleReference> rule;

    /// Of an execution under a complete answer.
    static ExecutedBody make(Application application, const QuorumAnswer &answer);
};

/// change.expired, change.failed: {"problem":slug}
struct EndedBody
{
    bool hasExpired = false; ///< otherwise it failed
    ProblemType problem = ProblemType::ChangeExpired;
};

/// change.cancelled: {"by":digest,"requester":id}. Ended by an executed change.cancel-all, whose execution stands
/// before it with no entry of a change in between but of others that it cancelled.
struct CancelledBody
{
    QByteArray by; ///< digest of that change
    QString requester;
};

using ChangeBody = std::variant<RequestedBody, DecidedBody, WithdrawnBody, CancelledBody, ExecutedBody, EndedBody>;

/// Whether an entry of this action belongs to a change ("change.requested" …); "change.refused" does not: what was
/// refused never became part of one.
[[nodiscard]] bool isChangeEntry(QByteArrayView action);
/// The "action" member of the entry: "change.requested", "change.approved", "change.rejected", "change.withdrawn",
/// "change.cancelled", "change.executed", "change.expired", "change.failed".
[[nodiscard]] QString entryAction(const ChangeBody &body);
/// The body of an entry of this action; strict. UnknownAction for an action without a body here.
[[nodiscard]] Expected<ChangeBody> parseChangeBody(const QString &action, const json::Value &value);
[[nodiscard]] json::Value toJson(const ChangeBody &body);

/// The header of the entry: category and resource of the change's action; actor (requester, approver,
/// whoever cancelled, or "control-plane"); outcome (done; skipped where some targets were; failed where it ended so);
/// change; handles of the targets at request and of the applied at execution, of none otherwise. Index, time,
/// governance size and body digest are left to whoever writes it.
[[nodiscard]] log::ActivityEntry describe(const ChangeBody &body, const SignedChange &change);

/// EntryMismatch where a header is not the one that describes this body.
[[nodiscard]] Expected<void> checkDescribes(const log::ActivityEntry &entry, const ChangeBody &body,
                                            const SignedChange &change);

} // namespace enigm::changes

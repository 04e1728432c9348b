#include "control-plane/changes/Intake.h"

#include "contract/changes/Effect.h"
#include "contract/changes/Parameters.h"
#include "contract/fleet/Attestation.h"
#include "contract/fleet/DeviceTransition.h"
#include "contract/log/MerkleProof.h"
#include "control-plane/audit/StoredHashReader.h"
#include "control-plane/changes/EffectCheck.h"
#include "control-plane/changes/GroupEffect.h"

#include <algorithm>
#include <cstdlib>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::changes {

using enigm::changes::Approval;
using enigm::changes::ChangeRequest;
using enigm::changes::ChangeState;
using enigm::changes::SignedApproval;
using enigm::changes::SignedChange;
using enigm::changes::Subject;

Intake::Intake(const enigm::changes::GovernanceReplay &governance, const store::Repositories &store, qint64 now)
    : m_governance(governance)
    , m_store(store)
    , m_now(now)
{}

Expected<void> Intake::check(const QString &operatorId, const RequestSubmission &submission) const
{
    const SignedChange &change = submission.change;
    const ChangeRequest &request = change.request;
    const operators::Directory &directory = m_governance.directory();
    if (auto sound = checkNew(change); !sound)
        return sound;
    if (auto sound = enigm::changes::checkRequest(directory, change, directory.size()); !sound)
        return sound;
    if (auto sound = checkPerson(operatorId, request.requester); !sound)
        return sound;
    if (auto sound = checkTime(request.created, u"/created"_s); !sound)
        return sound;
    if (request.approveBy < m_now)
        return refuse(ProblemType::ChangeExpired, u"The time to approve this change is over."_s, u"/approve_by"_s);
    if (auto sound = checkHeads(request.governance, request.activity); !sound)
        return sound;
    if (auto sound = submission.check(); !sound)
        return sound;
    if (const auto effect = enigm::changes::effectOf(request, submission.targets); !effect)
        return std::unexpected(effect.error());
    if (subjectOf(request) == Subject::Devices)
        return checkDevices(submission);
    return checkEffect(m_store, directory, change, submission.targets);
}

Expected<void> Intake::check(const QString &operatorId, const StoredChange &stored,
                             const DecisionSubmission &submission) const
{
    const SignedApproval &approval = submission.approval;
    const operators::Directory &directory = m_governance.directory();
    const auto signatures = m_store.changes.signatures(stored.row.id);
    if (!signatures)
        return std::unexpected(signatures.error());
    if (std::ranges::find(*signatures, approval.digest(), &store::ChangeSignatureRow::digest) != signatures->end())
        return refuse(ProblemType::Replayed, u"This signature was received before."_s);
    if (auto sound = checkOpen(stored); !sound)
        return sound;
    if (auto sound = enigm::changes::checkApproval(directory, stored.change, approval, directory.size()); !sound)
        return sound;
    if (auto sound = checkPerson(operatorId, approval.approval.approver); !sound)
        return sound;
    if (auto sound = checkTime(approval.approval.time, u"/time"_s); !sound)
        return sound;
    if (auto sound = checkHeads(approval.approval.governance, approval.approval.activity); !sound)
        return sound;
    if (auto sound = submission.check(); !sound)
        return sound;
    if (auto sound = checkNotSigned(stored, approval); !sound)
        return sound;
    return approval.approval.decision == enigm::changes::Decision::Approve ? checkCounts(stored, approval)
                                                                           : Expected<void>();
}

Expected<void> Intake::check(const QString &operatorId, const StoredChange &stored,
                             const WithdrawalSubmission &submission) const
{
    const enigm::changes::SignedWithdrawal &withdrawal = submission.withdrawal;
    const operators::Directory &directory = m_governance.directory();
    const auto known = m_store.changes.withdrawal(stored.row.id);
    if (!known)
        return std::unexpected(known.error());
    if (*known && (*known)->digest == withdrawal.digest())
        return refuse(ProblemType::Replayed, u"This withdrawal was received before."_s);
    if (auto sound = checkOpen(stored); !sound)
        return sound;
    if (auto sound = enigm::changes::checkWithdrawal(directory, stored.change, withdrawal, directory.size()); !sound)
        return sound;
    if (auto sound = checkPerson(operatorId, withdrawal.withdrawal.requester); !sound)
        return sound;
    return checkTime(withdrawal.withdrawal.time, u"/time"_s);
}

Expected<void> Intake::checkNew(const SignedChange &change) const
{
    const auto same = m_store.changes.findByDigest(change.digest());
    if (!same)
        return std::unexpected(same.error());
    const auto named = m_store.changes.find(change.request.id);
    if (!named)
        return std::unexpected(named.error());
    if (*same || *named)
        return refuse(ProblemType::Replayed, u"A change of this reference was received before."_s, u"/id"_s);
    return {};
}

Expected<void> Intake::checkPerson(const QString &operatorId, const QString &signedBy) const
{
    if (operatorId != signedBy)
        return refuse(ProblemType::NotPermitted, u"Another operator signed this than is signed in."_s);
    return {};
}

Expected<void> Intake::checkTime(qint64 signedTime, const QString &where) const
{
    if (std::llabs(signedTime - m_now) > clockTolerance)
        return refuse(ProblemType::ClockOutOfRange,
                      u"The signed time lies more than five minutes from now; check the clock of this machine."_s,
                      where);
    return {};
}

Expected<void> Intake::checkHeads(const log::LogHead &governance, const log::LogHead &activity) const
{
    if (auto known = m_governance.checkHead(governance); !known)
        return known;
    const auto size = m_store.log.size(store::LogId::Activity);
    if (!size)
        return std::unexpected(size.error());
    if (activity.size <= *size) {
        const audit::StoredHashReader reader(m_store.log, store::LogId::Activity);
        const auto root = log::rootOf(reader, activity.size);
        if (!root)
            return std::unexpected(root.error());
        if (root->view() == activity.root)
            return {};
    }
    return refuse(ProblemType::UnknownLogPosition, u"This was signed on an activity log that this one never was."_s,
                  u"/activity"_s);
}

Expected<void> Intake::checkOpen(const StoredChange &stored) const
{
    if (stored.row.state == ChangeState::Expired || (isOpen(stored.row.state) && m_now > stored.row.approveBy))
        return refuse(ProblemType::ChangeExpired, u"The change has expired; ask for it again."_s);
    if (!isOpen(stored.row.state))
        return refuse(ProblemType::ChangeClosed, u"The change is %1."_s.arg(enigm::changes::word(stored.row.state)));
    return {};
}

Expected<void> Intake::checkDevices(const RequestSubmission &submission) const
{
    const bool admits = submission.change.request.action == enigm::fleet::toAction(enigm::fleet::DeviceAct::Admit);
    if (const auto *const admission = std::get_if<enigm::changes::AdmitParameters>(&submission.change.parameters)) {
        if (auto joins = checkJoin(m_store, admission->group, submission.targets); !joins)
            return std::unexpected(joins.error().under(u"/parameters/group"_s));
    }
    const auto states = statesNow(m_store, submission.targets);
    if (!states)
        return std::unexpected(states.error());
    for (std::size_t i = 0; i < states->size(); ++i) {
        const enigm::changes::TargetLeaf &leaf = submission.targets.leaves()[i];
        if ((*states)[i] != leaf.state)
            return refuse(ProblemType::TargetState,
                          u"The device is %1, and not %2 as was signed."_s.arg(enigm::fleet::toWord((*states)[i]),
                                                                               enigm::fleet::toWord(leaf.state)),
                          leaf.handle.text());
        if (!admits)
            continue;
        const auto device = m_store.devices.find(leaf.handle);
        if (!device)
            return std::unexpected(device.error());
        if ((*device)->attestation.outcome != enigm::fleet::toWord(enigm::fleet::AttestationOutcome::Verified))
            return refuse(ProblemType::AttestationRejected, u"The attestation of this device was not verified."_s,
                          leaf.handle.text());
    }
    return {};
}

Expected<void> Intake::checkNotSigned(const StoredChange &stored, const SignedApproval &approval) const
{
    const auto signatures = m_store.changes.signatures(stored.row.id);
    if (!signatures)
        return std::unexpected(signatures.error());
    if (std::ranges::find(*signatures, approval.approval.approver, &store::ChangeSignatureRow::approver) !=
        signatures->end())
        return refuse(ProblemType::AlreadySigned, u"You have signed this change before."_s);
    return {};
}

/// A signature that could not count beside those that are there is refused rather than kept.
Expected<void> Intake::checkCounts(const StoredChange &stored, const SignedApproval &approval) const
{
    auto approvals = storedApprovals(m_store, stored.row.id);
    if (!approvals)
        return std::unexpected(approvals.error());
    const qint64 size = m_governance.directory().size();
    approvals->push_back({.signedApproval = approval, .loggedAt = size});
    const auto answer = enigm::changes::countQuorum({.directory = m_governance.directory(),
                                                     .change = stored.change,
                                                     .requestLoggedAt = stored.row.requested.governanceSize,
                                                     .approvals = *approvals,
                                                     .executedAt = size,
                                                     .beyondLimit = stored.row.beyondLimit});
    if (!answer)
        return {}; // the executor says so, and fails the change
    const auto discounted = std::ranges::find_if(answer->discounted, [&approval](const Problem &problem) {
        return problem.type == ProblemType::SameInstallation && problem.where == approval.approval.approver;
    });
    if (discounted != answer->discounted.end())
        return std::unexpected(*discounted);
    return {};
}

} // namespace enigm::controlplane::changes

#pragma once

#include "contract/changes/GovernanceReplay.h"
#include "contract/log/LogHead.h"
#include "contract/problems/Problem.h"
#include "control-plane/changes/StoredChange.h"
#include "control-plane/changes/Submissions.h"

#include <QString>

namespace enigm::controlplane::changes {

/// Everything that can refuse a signed value before it is logged, given the logs and the store as they stand. Asked
/// twice: before a person is sent to step up, and again inside the transaction. Changes nothing.
class Intake
{
public:
    /// Seconds that a signed time may lie from now, either way.
    static constexpr qint64 clockTolerance = 300;

    /// Borrows both for its short life.
    Intake(const enigm::changes::GovernanceReplay &governance, const store::Repositories &store, qint64 now);

    // `operatorId` is the person who was authenticated: nobody hands in what another person signed (NotPermitted).

    /// Replayed, the refusals of changes::checkRequest, ClockOutOfRange, ChangeExpired, UnknownLogPosition,
    /// TargetMismatch, TargetState, AttestationRejected, what checkEffect refuses, and for admissions into a group what
    /// checkJoin does.
    [[nodiscard]] Expected<void> check(const QString &operatorId, const RequestSubmission &submission) const;
    /// Replayed, ChangeClosed, ChangeExpired, the refusals of changes::checkApproval, AlreadySigned, SameInstallation
    /// (also with another approver), ClockOutOfRange, UnknownLogPosition.
    [[nodiscard]] Expected<void> check(const QString &operatorId, const StoredChange &stored,
                                       const DecisionSubmission &submission) const;
    /// Replayed, ChangeClosed, ChangeExpired, the refusals of changes::checkWithdrawal, ClockOutOfRange.
    [[nodiscard]] Expected<void> check(const QString &operatorId, const StoredChange &stored,
                                       const WithdrawalSubmission &submission) const;

private:
    [[nodiscard]] Expected<void> checkNew(const enigm::changes::SignedChange &change) const;
    [[nodiscard]] Expected<void> checkPerson(const QString &operatorId, const QString &signedBy) const;
    [[nodiscard]] Expected<void> checkTime(qint64 signedTime, const QString &where) const;
    [[nodiscard]] Expected<void> checkHeads(const log::LogHead &governance, const log::LogHead &activity) const;
    [[nodiscard]] Expected<void> checkOpen(const StoredChange &stored) const;
    [[nodiscard]] Expected<void> checkDevices(const RequestSubmission &submission) const;
    [[nodiscard]] Expected<void> checkNotSigned(const StoredChange &stored,
                                                const enigm::changes::SignedApproval &approval) const;
    [[nodiscard]] Expected<void> checkCounts(const StoredChange &stored,
                                             const enigm::changes::SignedApproval &approval) const;

    const enigm::changes::GovernanceReplay &m_governance;
    const store::Repositories &m_store;
    qint64 m_now;
};

} // namespace enigm::controlplane::changes

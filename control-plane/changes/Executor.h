#pragma once

#include "contract/changes/Effect.h"
#include "contract/changes/Parameters.h"
#include "contract/changes/Quorum.h"
#include "contract/problems/Problem.h"
#include "control-plane/audit/Sequencer.h"
#include "control-plane/changes/ChangeJournal.h"
#include "control-plane/changes/GovernanceState.h"
#include "control-plane/changes/StoredChange.h"

#include <vector>

namespace enigm::controlplane::changes {

/// Carries changes out. It believes nobody: it takes the signed bytes out of the store, counts the quorum by itself,
/// and does exactly what follows from them. In jobs only.
class Executor
{
public:
    /// Borrows all for the duration of a job.
    Executor(audit::Sequencer &sequencer, GovernanceState &governance, ChangeJournal &journal);

    /// Executes the change where its quorum is complete, and leaves it as it is where people are missing. Where it can
    /// no longer be executed (Drifted, a key of the requester that was revoked, a directory or group that does not
    /// allow it) it fails, for that reason: an outcome, not a refusal.
    [[nodiscard]] Expected<void> executeIfComplete(StoredChange &stored);
    /// Keeps with the change whether it passes a limit of leaf 0 as things stand, for those who ask whom it waits for.
    [[nodiscard]] Expected<void> weigh(StoredChange &stored);

private:
    struct Count
    {
        std::vector<enigm::changes::LoggedApproval> approvals;
        enigm::changes::QuorumAnswer answer;
    };

    [[nodiscard]] Expected<Count> count(StoredChange &stored);
    [[nodiscard]] Expected<enigm::changes::Application> apply(const StoredChange &stored) const;
    [[nodiscard]] Expected<void> carryOut(StoredChange &stored, const Count &count,
                                          const enigm::changes::Application &application);
    [[nodiscard]] Expected<void> moveDevices(const StoredChange &stored,
                                             const enigm::changes::Application &application);
    [[nodiscard]] Expected<void> cancelPending(const StoredChange &stored);
    [[nodiscard]] Expected<void> amendGovernance(const StoredChange &stored, const Count &count);
    [[nodiscard]] Expected<void> settleAccounts(const StoredChange &stored);
    [[nodiscard]] Expected<void> nameOperators(const StoredChange &stored);
    [[nodiscard]] Expected<void> resetLockedPin(const StoredChange &stored,
                                                const enigm::changes::AddKeyParameters &added);

    audit::Sequencer &m_sequencer;
    GovernanceState &m_governance;
    ChangeJournal &m_journal;
};

} // namespace enigm::controlplane::changes

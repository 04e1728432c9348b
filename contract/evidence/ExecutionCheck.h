#pragma once

#include "contract/changes/ChangeBodies.h"
#include "contract/changes/GovernanceReplay.h"
#include "contract/changes/Quorum.h"

#include <span>

namespace enigm::evidence {

/// One executed change as the logs show it.
struct ExecutionQuestion
{
    const operators::Directory &directory;
    const changes::SignedChange &change;
    const changes::TargetSet &targets;
    qint64 requestLoggedAt = 0; ///< governance size
    std::span<const changes::LoggedApproval> approvals;
    const changes::ExecutedBody &execution;
    qint64 executedAt = 0;    ///< governance size
    qint64 time = 0;          ///< of the execution entry
    bool beyondLimit = false; ///< known to be (changes::QuorumQuestion), from what the log executed before
};

/// Recounts the quorum and recomputes the effect: the execution entry must say exactly what follows from the signed
/// bytes. QuorumMissing, EntryMismatch, ChangeExpired, TargetMismatch, TargetState, Drifted and what countQuorum
/// refuses.
[[nodiscard]] Expected<changes::QuorumAnswer> checkExecution(const ExecutionQuestion &question);

/// An executed governance act stands in the governance log, at the size at which it was executed, and that entry says
/// the same of it: EntryMismatch otherwise.
[[nodiscard]] Expected<void> checkGovernanceEntry(const changes::GovernanceReplay &governance,
                                                  const ExecutionQuestion &question);

} // namespace enigm::evidence

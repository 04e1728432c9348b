#pragma once

#include "contract/changes/GovernanceReplay.h"
#include "contract/log/ActivityEntry.h"
#include "contract/problems/Problem.h"

#include <QString>

#include <span>

namespace enigm::evidence {

/// The entries that an executed change left in the activity log, each proven to be in it: the request, the approvals
/// that count, the execution.
struct RecordChain
{
    const changes::GovernanceReplay &governance; ///< the whole log of the evidence
    const changes::SignedChange &change;
    std::span<const changes::LoggedApproval> approvals; ///< what the entries between the first and the last hold
    std::span<const log::ActivityEntry> entries;        ///< two more than there are approvals
};

/// "evidence record 2"
[[nodiscard]] QString recordName(std::size_t index);

/// What the entries must say of each other and of the governance log, whatever was signed: they are in the order of the
/// log (EntryMismatch); the governance log reaches to each, so that no revocation it had to know of is left out
/// (EvidenceIncomplete), and each stands where it claims to (EntryMismatch); request and approvals came in time
/// (ChangeExpired); the heads that were signed are heads that the logs had (UnknownLogPosition). `where` names the
/// record.
[[nodiscard]] Expected<void> checkRecordChain(const RecordChain &chain);

} // namespace enigm::evidence

#pragma once

#include "contract/changes/ChangeRequest.h"
#include "contract/changes/GovernanceReplay.h"
#include "contract/changes/TargetSet.h"
#include "contract/evidence/DeviceRecords.h"
#include "contract/fleet/DeviceHandle.h"
#include "contract/log/ActivityEntry.h"
#include "contract/log/SignedCheckpoint.h"
#include "contract/problems/Problem.h"

#include <QString>

#include <vector>

namespace enigm::evidence {

/// The leaf as it claims to be; the problems of JSON. Nothing is proven of it.
[[nodiscard]] Expected<changes::TargetLeaf> readTargetLeaf(const ProvenTarget &target);
/// The leaf that was read of it is one of those that were signed, in a signed from-state: TargetMismatch,
/// BadInclusionProof.
[[nodiscard]] Expected<void> checkTarget(const ProvenTarget &target, const changes::TargetLeaf &leaf,
                                         const changes::TargetClaim &claim);

/// The entry and its inclusion in the log of this checkpoint.
[[nodiscard]] Expected<log::ActivityEntry> openEntry(const ProvenEntry &proven, const log::SignedCheckpoint &activity);

/// The records of one executed change at one device, whose target was checked.
struct DeviceRecordsQuestion
{
    const DeviceRecords &records;
    const changes::SignedChange &change;         ///< parsed out of the records
    const changes::GovernanceReplay &governance; ///< the whole log of the file
    const log::SignedCheckpoint &activity;       ///< opened
    const fleet::DeviceHandle &handle;
};

/// What the records prove.
struct DeviceExecution
{
    std::vector<QString> approvers; ///< operator ids that were counted
    log::ActivityEntry entry;       ///< change.executed
};

/// That the change was requested, signed off and executed at this device, as the logs under the checkpoints hold it.
/// Floors are code: countQuorum counts no less than the floor of the class, whatever a rule says. Refuses a request,
/// approval or execution that is not in the log under its checkpoint, or not where it claims to be (checkRecordChain);
/// what countQuorum does not count or finds incomplete (QuorumMissing); an execution that was too late (ChangeExpired),
/// passed over the device (TargetMismatch) or over more devices than was signed (Drifted). `where` names the record.
[[nodiscard]] Expected<DeviceExecution> checkDeviceRecords(const DeviceRecordsQuestion &question);

} // namespace enigm::evidence

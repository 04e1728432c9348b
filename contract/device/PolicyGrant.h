#pragma once

#include "contract/changes/Parameters.h"
#include "contract/device/DeviceMemory.h"
#include "contract/problems/Problem.h"

#include <QByteArrayView>
#include <QString>

namespace enigm::device {

/// A change of a policy whose evidence verified: what is in force from then on, or for whom, and what the device keeps
/// once it has taken that over. Nothing is applied here; as for a command, the memory is stored last.
struct PolicyGrant
{
    changes::Parameters parameters; ///< of policy.publish, policy.assign or policy.rollback
    QString change;                 ///< its reference
    qint64 execution = 0;           ///< index of the execution entry
    DeviceMemory memory;            ///< of the device that has taken it over
};

/// The check for a change of a policy, for a device that holds nothing but its memory, and a clock (Unix seconds). The
/// evidence is the bundle that proves the change to everybody (evidence::EvidenceBundle): a policy names no device.
/// Pure, as checkCommand is.
///
/// Refuses what evidence::verifyEvidence does, the floor of the quorum among it; a change about no policy
/// (TargetMismatch); logs that contradict what was seen (LogForked) or are shorter (LogRewound); checkpoints with too
/// few or too old co-signatures (CosignaturesMissing, CosignaturesStale); an execution below the last that this device
/// has taken over for the same policy (StaleCommand): what is in force and for whom are told apart, as an assignment
/// may be older than the version that it holds for.
[[nodiscard]] Expected<PolicyGrant> checkPolicy(QByteArrayView evidence, const DeviceMemory &memory, qint64 now);

/// Whether a document is what the change puts in force: the one that it carries, or the one that it names by digest.
/// BodyMismatch; TargetMismatch for an assignment, which puts none in force.
[[nodiscard]] Expected<void> checkDocument(const PolicyGrant &grant, const policy::PolicyVersion &version);

} // namespace enigm::device

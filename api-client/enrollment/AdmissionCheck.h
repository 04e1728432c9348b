#pragma once

#include "api-client/enrollment/EnrollmentClient.h"
#include "contract/changes/TargetSet.h"
#include "contract/fleet/Attestation.h"
#include "contract/operators/Directory.h"

#include <functional>
#include <optional>
#include <vector>

namespace enigm::client {

/// What this client found on judging the enrolment of one device again.
struct AdmissionFinding
{
    changes::TargetLeaf target;
    std::optional<fleet::AttestationVerdict> verdict; ///< nothing where no enrolment could be had
    /// Why this device is not to be admitted: AttestationRejected; TargetMismatch where the attestation is of another
    /// key than the change names; NotFound where no enrolment is kept.
    std::optional<Problem> problem;
    std::optional<fleet::DeviceHandle> replaces; ///< as served

    [[nodiscard]] bool isSound() const { return !problem; }
};

/// Called after each device; the judging ends early where it answers false.
using AdmissionProgress = std::function<bool(qsizetype done, qsizetype total)>;

/// Judges the attestation of every device of an admission here, by what is in force in the directory that was verified
/// here and by this client's clock: what the control plane found is not asked. Where a revocation list is in force and
/// cannot be had, none holds. Findings in the order of the targets. Cancelled; the
/// problems of asking. The session outlives the task.
[[nodiscard]] Task<Expected<std::vector<AdmissionFinding>>> judgeAdmission(Session &session, changes::TargetSet targets,
                                                                           operators::Directory directory,
                                                                           AdmissionProgress progress = {});

/// The first finding that is not sound, as a sentence; nothing where all are.
[[nodiscard]] std::optional<Problem> obstacleOf(const std::vector<AdmissionFinding> &findings);

} // namespace enigm::client

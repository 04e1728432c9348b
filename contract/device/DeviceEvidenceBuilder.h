#pragma once

#include "contract/changes/TargetSet.h"
#include "contract/device/DeviceEvidence.h"
#include "contract/evidence/Evidence.h"
#include "contract/problems/Problem.h"

#include <QString>

#include <vector>

namespace enigm::device {

/// Makes the evidence for each device of one executed change out of the bundle that proves the change to everybody.
/// Takes apart and leaves out; it vouches for nothing, which is the device's work.
class DeviceEvidenceBuilder
{
public:
    /// EvidenceIncomplete where the records are not those of an executed change about devices; the problems of a body
    /// that does not parse.
    static Expected<DeviceEvidenceBuilder> make(const evidence::EvidenceBundle &bundle);

    /// NotFound where the change does not name the device, or its execution passed over it.
    [[nodiscard]] Expected<DeviceEvidence> evidenceFor(const fleet::DeviceHandle &handle) const;

private:
    DeviceEvidenceBuilder() = default;

    DeviceEvidence m_common; ///< all but the target
    changes::TargetSet m_targets;
    std::vector<QString> m_moved; ///< handles that the execution was applied to, sorted
};

} // namespace enigm::device

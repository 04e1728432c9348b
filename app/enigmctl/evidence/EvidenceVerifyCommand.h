#pragma once

#include "app/enigmctl/command/Command.h"
#include "contract/evidence/Evidence.h"

namespace enigm::ctl {

/// evidence verify FILE: an evidence bundle or an end-of-life record; offline, from the file and the deployment id
/// alone.
[[nodiscard]] Result verifyEvidenceFile(Context &context);

/// What a verified bundle proves, for people and scripts.
[[nodiscard]] Answer describeEvidence(const evidence::EvidenceVerdict &verdict);

} // namespace enigm::ctl

#pragma once

#include "contract/evidence/LogCheckpoints.h"
#include "contract/operators/Directory.h"
#include "contract/problems/Problem.h"

namespace enigm::device {

/// Whether as many witnesses as leaf 0 asks for have co-signed a checkpoint, within the age that leaf 0 allows. Those
/// count that are in force; stand-ins only in a sample. A co-signature from further in the future than that age does
/// not count either, so that neither a witness nor the device can have a clock that makes it young for ever.
/// CosignaturesMissing where too few have signed at all, CosignaturesStale where too few have lately. `now` in Unix
/// seconds.
[[nodiscard]] Expected<void> checkCosignatures(const evidence::OpenedCheckpoint &checkpoint,
                                               const operators::Directory &directory, qint64 now);

} // namespace enigm::device

#pragma once

#include "app/enigmctl/command/Invocation.h"
#include "app/enigmctl/output/ExitCode.h"
#include "app/enigmctl/output/Table.h"
#include "contract/evidence/WitnessVerdict.h"

namespace enigm::ctl {

/// A row a witness that co-signed a file's checkpoints, with the times, and one on whether they are enough.
void addWitnesses(Table &table, const evidence::WitnessVerdict &verdict);

/// `otherwise`, but Incomplete where --witnessed asks for more than have co-signed.
[[nodiscard]] ExitCode exitOf(const Invocation &line, const evidence::WitnessVerdict &verdict, ExitCode otherwise);

} // namespace enigm::ctl

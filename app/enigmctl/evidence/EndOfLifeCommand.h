#pragma once

#include "app/enigmctl/command/Command.h"
#include "contract/evidence/EndOfLife.h"

namespace enigm::ctl {

/// device end-of-life HANDLE: fetched, and verified before it is written.
[[nodiscard]] client::Task<Result> fetchEndOfLife(Context &context, Connection &connection);

/// What a verified record proves, for people and scripts.
[[nodiscard]] Answer describeEndOfLife(const evidence::EndOfLifeVerdict &verdict);

} // namespace enigm::ctl

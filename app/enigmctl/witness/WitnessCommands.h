#pragma once

#include "app/enigmctl/command/Command.h"

namespace enigm::ctl {

/// witness list: from the governance log, replayed here, those removed too; and how far those in force have come, as
/// their co-signatures verify here.
[[nodiscard]] client::Task<Result> listWitnesses(Context &context, Connection &connection);

/// witness create NAME [FILE]
[[nodiscard]] Result createWitnessKey(Context &context);
/// witness show [FILE]
[[nodiscard]] Result showWitnessKey(Context &context);

/// witness cosign [FILE]... [--once]
[[nodiscard]] client::Task<Result> cosignLogs(Context &context, Connection &connection);

} // namespace enigm::ctl

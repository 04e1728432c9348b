#pragma once

#include "app/enigmctl/command/Command.h"

namespace enigm::ctl {

/// audit list: the trail, each entry proven against the verified head.
[[nodiscard]] client::Task<Result> listAudit(Context &context, Connection &connection);
/// audit export FILE: both logs, for 'audit verify'.
[[nodiscard]] client::Task<Result> exportAudit(Context &context, Connection &connection);

} // namespace enigm::ctl

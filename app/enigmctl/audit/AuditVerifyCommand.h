#pragma once

#include "app/enigmctl/command/Command.h"

namespace enigm::ctl {

/// audit verify FILE: an exported log, offline, from the file and the deployment id alone.
[[nodiscard]] Result verifyAuditFile(Context &context);

} // namespace enigm::ctl

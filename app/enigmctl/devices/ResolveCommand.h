#pragma once

#include "app/enigmctl/command/Command.h"

namespace enigm::ctl {

/// device resolve-handle HANDLE: asks which device network or intelligence knew by this handle.
[[nodiscard]] client::Task<Result> askForHandle(Context &context, Connection &connection);

} // namespace enigm::ctl

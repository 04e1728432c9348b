#pragma once

#include "app/enigmctl/command/Command.h"

namespace enigm::ctl {

/// pin set: the first PIN of an operator, or another one in place of the present one.
[[nodiscard]] client::Task<Result> setPin(Context &context, Connection &connection);

} // namespace enigm::ctl

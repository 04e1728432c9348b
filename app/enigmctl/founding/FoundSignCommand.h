#pragma once

#include "app/enigmctl/command/Command.h"

namespace enigm::ctl {

/// found sign PAYLOAD: a founder's signature over a founding payload, made where the key is.
[[nodiscard]] Result signFounding(Context &context);

} // namespace enigm::ctl

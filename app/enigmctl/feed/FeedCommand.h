#pragma once

#include "app/enigmctl/command/Command.h"

namespace enigm::ctl {

/// feed follow [--after CURSOR] [--once]: prints what changes, as it is heard, until interrupted or after one line.
[[nodiscard]] client::Task<Result> followFeed(Context &context, Connection &connection);

} // namespace enigm::ctl

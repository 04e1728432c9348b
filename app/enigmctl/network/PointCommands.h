#pragma once

#include "app/enigmctl/command/Command.h"

namespace enigm::ctl {

/// Every one, revoked ones too.
[[nodiscard]] client::Task<Result> listPoints(Context &context, Connection &connection);

// Changes of enforcement points: asked for here, signed off by others.

/// Who holds a key may ask from then on who may use a path.
[[nodiscard]] client::Task<Result> enrollPoint(Context &context, Connection &connection);
/// It may not any more, for good.
[[nodiscard]] client::Task<Result> revokePoint(Context &context, Connection &connection);

} // namespace enigm::ctl

#pragma once

#include "app/enigmctl/command/Command.h"

namespace enigm::ctl {

// From the governance log, replayed here; what was revoked or removed is there too, and says so.

/// operator list
[[nodiscard]] client::Task<Result> listOperators(Context &context, Connection &connection);

// Governance: each asks for a change that two others sign off.

/// operator admit --name --role... --key
[[nodiscard]] client::Task<Result> admitOperator(Context &context, Connection &connection);
/// key add --key [--operator-id]
[[nodiscard]] client::Task<Result> addKey(Context &context, Connection &connection);
/// key revoke THUMBPRINT [--operator-id]
[[nodiscard]] client::Task<Result> revokeKey(Context &context, Connection &connection);
/// witness add NAME [VKEY]
[[nodiscard]] client::Task<Result> addWitness(Context &context, Connection &connection);
/// witness remove NAME
[[nodiscard]] client::Task<Result> removeWitness(Context &context, Connection &connection);

} // namespace enigm::ctl

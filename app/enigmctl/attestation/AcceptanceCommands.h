#pragma once

#include "api-client/enrollment/AcceptanceReview.h"
#include "app/enigmctl/command/Command.h"
#include "app/enigmctl/output/AcceptanceWords.h"

#include <optional>

namespace enigm::ctl {

/// attestation show [--as-at SIZE]: out of the governance log, replayed here.
[[nodiscard]] client::Task<Result> showAcceptance(Context &context, Connection &connection);
/// attestation set --reason TEXT …: puts a revocation list there, where one is named, and asks for the change.
[[nodiscard]] client::Task<Result> setAcceptance(Context &context, Connection &connection);

/// What an attestation.set changes, recomputed here; nothing for another change.
[[nodiscard]] client::Task<std::expected<std::optional<client::AcceptanceReview>, Failure>>
acceptanceFinding(Connection &connection, const client::VerifiedChange &change);

} // namespace enigm::ctl

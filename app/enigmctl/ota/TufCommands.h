#pragma once

#include "api-client/wire/Task.h"
#include "app/enigmctl/command/Command.h"

namespace enigm::ctl {

class Connection;

/// tuf status: the roles of the update repository as they are served, and the roots that governance named.
[[nodiscard]] client::Task<Result> showRepository(Context &context, Connection &connection);
/// tuf pending: what waits for signatures of people.
[[nodiscard]] client::Task<Result> listPendingRoles(Context &context, Connection &connection);
/// tuf draft-root [FILE]: has the next root composed, and writes what is to be signed of it.
[[nodiscard]] client::Task<Result> draftRoot(Context &context, Connection &connection);
/// tuf sign ROLE: signs what waits for a role, with a key of the manifest authority or of the root.
[[nodiscard]] client::Task<Result> signRole(Context &context, Connection &connection);
/// tuf publish RELEASE: has a channel's next version composed, with a release that both authorities have signed.
[[nodiscard]] client::Task<Result> publishRelease(Context &context, Connection &connection);

} // namespace enigm::ctl

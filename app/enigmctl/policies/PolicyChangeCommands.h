#pragma once

#include "app/enigmctl/command/Command.h"
#include "contract/changes/PolicyParameters.h"

namespace enigm::ctl {

// Changes of policies: asked for here, signed off by others.

/// The next version of a policy, or the first of a new one, from a file or a saved draft.
[[nodiscard]] client::Task<Result> publishPolicy(Context &context, Connection &connection);
/// For whom it is from then on.
[[nodiscard]] client::Task<Result> assignPolicy(Context &context, Connection &connection);
/// An earlier version is in force again.
[[nodiscard]] client::Task<Result> rollBackPolicy(Context &context, Connection &connection);

/// Whether the line says for whom a policy is to be, and for whom it says.
[[nodiscard]] bool saysForWhom(const Invocation &line);
[[nodiscard]] client::Task<std::expected<changes::AssignedGroups, Failure>> assignmentOf(Context &context,
                                                                                         Connection &connection);

/// The id of a policy that is named by it, or by its name.
[[nodiscard]] client::Task<std::expected<QString, Failure>> policyIdOf(QString typed, Connection &connection);

} // namespace enigm::ctl

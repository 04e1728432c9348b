#pragma once

#include "app/enigmctl/command/Command.h"

namespace enigm::ctl {

// Rollouts as they are read.

/// rollout list
[[nodiscard]] client::Task<Result> listRollouts(Context &context, Connection &connection);
/// rollout show ROLLOUT
[[nodiscard]] client::Task<Result> showRollout(Context &context, Connection &connection);
/// rollout devices ROLLOUT
[[nodiscard]] client::Task<Result> listRolloutDevices(Context &context, Connection &connection);
/// rollout events ROLLOUT
[[nodiscard]] client::Task<Result> listRolloutEvents(Context &context, Connection &connection);
/// rollout preview PLAN: how many devices each group would have.
[[nodiscard]] client::Task<Result> previewRollout(Context &context, Connection &connection);
/// rollout members: has the devices kept that a group of a plan names.
[[nodiscard]] client::Task<Result> keepRolloutMembers(Context &context, Connection &connection);

// Changes of rollouts: asked for here, and signed off by others where they raise a risk.

/// rollout start PLAN --release RELEASE
[[nodiscard]] client::Task<Result> startRollout(Context &context, Connection &connection);
/// rollout resume ROLLOUT
[[nodiscard]] client::Task<Result> resumeRollout(Context &context, Connection &connection);
/// rollout pause ROLLOUT
[[nodiscard]] client::Task<Result> pauseRollout(Context &context, Connection &connection);
/// rollout halt ROLLOUT
[[nodiscard]] client::Task<Result> haltRollout(Context &context, Connection &connection);
/// rollout withdraw ROLLOUT
[[nodiscard]] client::Task<Result> withdrawRollout(Context &context, Connection &connection);

} // namespace enigm::ctl

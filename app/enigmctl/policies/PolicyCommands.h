#pragma once

#include "app/enigmctl/command/Command.h"

namespace enigm::ctl {

// Policies as they are read.

/// policy list
[[nodiscard]] client::Task<Result> listPolicies(Context &context, Connection &connection);
/// policy show POLICY
[[nodiscard]] client::Task<Result> showPolicy(Context &context, Connection &connection);
/// policy version POLICY VERSION
[[nodiscard]] client::Task<Result> showPolicyVersion(Context &context, Connection &connection);
/// policy analyse FILE: what nobody is likely to mean in it.
[[nodiscard]] client::Task<Result> analysePolicy(Context &context, Connection &connection);
/// policy decision HANDLE: what the device may do, and why to those who ask.
[[nodiscard]] client::Task<Result> decideAboutDevice(Context &context, Connection &connection);

} // namespace enigm::ctl

#pragma once

#include "app/enigmctl/command/Invocation.h"
#include "contract/fleet/GroupRule.h"

#include <optional>

namespace enigm::ctl {

/// The rule that --state, --attestation, --security-level, --patch-from, --patch-to and --simulated say together;
/// nothing where none of them is given.
[[nodiscard]] std::expected<std::optional<fleet::GroupRule>, Failure> givenRule(const Invocation &line);

} // namespace enigm::ctl

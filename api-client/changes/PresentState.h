#pragma once

#include "api-client/changes/ChangeClient.h"

namespace enigm::client {

/// Asks how what an open change replaces stands now, and holds the answer against what was signed: the group, the group
/// that devices join, the policy. What has moved meanwhile is the change's obstacle.
[[nodiscard]] Task<Expected<void>> meetPresent(Session &session, VerifiedChange &change);

} // namespace enigm::client

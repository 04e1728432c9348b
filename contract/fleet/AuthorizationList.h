#pragma once

#include "contract/fleet/DerReader.h"
#include "contract/fleet/KeyDescription.h"

namespace enigm::fleet {

/// Reads the content of one AuthorizationList. Refusals as KeyDescription::parse.
[[nodiscard]] Expected<AuthorizationList> parseAuthorizationList(DerReader reader);

} // namespace enigm::fleet

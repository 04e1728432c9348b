#pragma once

#include "contract/ota/Release.h"
#include "views/design/facts/KeyValueList.h"

#include <vector>

namespace enigm::views::ota {

/// What a device that checks evidence finds out by itself before it takes the release, one fact each.
[[nodiscard]] std::vector<design::Fact> deviceChecks(const enigm::ota::Release &release);

} // namespace enigm::views::ota

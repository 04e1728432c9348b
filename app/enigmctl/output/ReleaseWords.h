#pragma once

#include "app/enigmctl/output/Answer.h"
#include "contract/ota/Release.h"

#include <vector>

namespace enigm::ctl {

[[nodiscard]] Answer describeReleases(const std::vector<ota::Release> &releases);
/// What it is, how far it has come, and who has signed it.
[[nodiscard]] Answer describeRelease(const ota::Release &release);

} // namespace enigm::ctl

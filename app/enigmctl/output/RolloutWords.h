#pragma once

#include "api-client/ota/RolloutClient.h"
#include "app/enigmctl/output/Answer.h"

namespace enigm::ctl {

[[nodiscard]] Answer describeRollouts(const std::vector<ota::RolloutRecord> &rollouts);
[[nodiscard]] Answer describeRollout(const ota::RolloutRecord &rollout);
[[nodiscard]] Answer describeRolloutDevices(const client::RolloutDevicePage &page);
[[nodiscard]] Answer describeRolloutEvents(const client::RolloutEventPage &page);
[[nodiscard]] Answer describePreview(const ota::RolloutPlan &plan, const ota::RolloutPreview &preview);
[[nodiscard]] Answer describeMembers(const ota::RolloutMembers &members);

} // namespace enigm::ctl

#pragma once

#include "api-client/devices/DeviceClient.h"
#include "app/enigmctl/output/Answer.h"
#include "app/enigmctl/output/Table.h"

#include <optional>
#include <vector>

namespace enigm::ctl {

// What a device says of itself, and what happened to it.

/// The rows of `device show`: its states, and when it last reported, or that it never has.
void addPosture(Table &facts, const std::optional<client::ReportedPosture> &posture);
/// The findings as a table below the facts, the worst first; empty where there are none.
[[nodiscard]] QString findingsText(const std::optional<client::ReportedPosture> &posture);
/// {"changed","entry","report","reported"}, or null.
[[nodiscard]] json::Value documentOf(const std::optional<client::ReportedPosture> &posture);

/// The table, and {"events":[{…}]} with the members that the control plane serves.
[[nodiscard]] Answer describeEvents(const std::vector<client::DeviceEvent> &events);

} // namespace enigm::ctl

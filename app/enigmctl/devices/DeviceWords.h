#pragma once

#include "api-client/devices/DeviceClient.h"
#include "app/enigmctl/output/Answer.h"
#include "contract/changes/TargetSet.h"

namespace enigm::ctl {

/// The table, and {"devices":[{…}],"total"}.
[[nodiscard]] Answer describeDevices(const std::vector<client::Device> &devices, qint64 total);
/// The members of a device as the control plane serves them, with "commands", "history", "posture" and
/// "waiting".
[[nodiscard]] Answer describeDevice(const client::DeviceDetail &detail);
/// What became of a change at each of its targets: {"acknowledged","results":[{"command":{…}|null,"handle"}],"total"}.
[[nodiscard]] Answer describeResults(const changes::TargetSet &targets,
                                     const std::vector<client::ChangeCommand> &commands);

} // namespace enigm::ctl

#pragma once

#include "api-client/devices/DeviceClient.h"
#include "app/enigmctl/output/Table.h"

namespace enigm::ctl {

/// Whether the policies that hold at the device are those that are assigned to it, by its own word.
void addPolicies(Table &facts, const client::DeviceDetail &detail);
/// "policies" and "policy_state", as the control plane serves them.
void addPolicies(json::Object &document, const client::DeviceDetail &detail);

} // namespace enigm::ctl

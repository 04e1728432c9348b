#pragma once

#include "contract/problems/Problem.h"
#include "control-plane/fleet/Device.h"
#include "control-plane/store/Repositories.h"

#include <vector>

namespace enigm::controlplane::fleet {

/// The executions that were applied to a device, oldest first: a change that names it and passed over it is none.
[[nodiscard]] Expected<std::vector<DeviceMove>> movesOf(const store::Repositories &store,
                                                        const enigm::fleet::DeviceHandle &handle);
/// The changes that name it and are not over, newest request first.
[[nodiscard]] Expected<std::vector<store::ChangeRow>> openChangesOf(const store::Repositories &store,
                                                                    const enigm::fleet::DeviceHandle &handle);

} // namespace enigm::controlplane::fleet

#pragma once

#include "contract/changes/ChangeRequest.h"
#include "contract/operators/Founding.h"
#include "contract/problems/Problem.h"
#include "control-plane/store/Repositories.h"

namespace enigm::controlplane::changes {

/// Whether the change, executed now, would pass the limit of leaf 0 on such acts together with what was executed within
/// the limit's window (enigm::changes::DeviceLimit). False for acts without one.
[[nodiscard]] Expected<bool> isBeyondLimit(const operators::Founding &founding,
                                           const enigm::changes::ChangeRequest &request,
                                           const store::Repositories &store, qint64 now);

} // namespace enigm::controlplane::changes

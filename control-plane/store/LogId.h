#pragma once

#include <QtGlobal>

namespace enigm::controlplane::store {

/// The two logs of a deployment. The numbers are stored.
enum class LogId { Governance = 0, Activity = 1 };

} // namespace enigm::controlplane::store

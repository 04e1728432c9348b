#pragma once

#include "app/gateway/program/Command.h"

namespace enigm::gateway {

[[nodiscard]] ExitCode keepWireguard(const QStringList &arguments);
[[nodiscard]] ExitCode keepOnionService(const QStringList &arguments);

} // namespace enigm::gateway

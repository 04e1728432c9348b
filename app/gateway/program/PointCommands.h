#pragma once

#include "app/gateway/program/Command.h"

namespace enigm::gateway {

[[nodiscard]] ExitCode createKey(const QStringList &arguments);
[[nodiscard]] ExitCode showKey(const QStringList &arguments);
[[nodiscard]] ExitCode fetchAuthority(const QStringList &arguments);

} // namespace enigm::gateway

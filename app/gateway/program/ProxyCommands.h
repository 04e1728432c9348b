#pragma once

#include "app/gateway/program/Command.h"

namespace enigm::gateway {

[[nodiscard]] ExitCode helpSquid(const QStringList &arguments);
[[nodiscard]] ExitCode answerNginx(const QStringList &arguments);

} // namespace enigm::gateway

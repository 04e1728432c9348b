#pragma once

#include "app/enigmctl/command/Command.h"

#include <QString>

namespace enigm::ctl {

/// What --help prints: of one command, or of the whole program where `command` is null.
[[nodiscard]] QString helpText(const Command *command, std::span<const Command> commands);

} // namespace enigm::ctl

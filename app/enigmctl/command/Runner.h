#pragma once

#include "app/enigmctl/command/Command.h"

#include <QStringList>

namespace enigm::ctl {

/// Reads the command line (without the program's name), runs the command and prints what it answers. The process's
/// exit status. Needs a QCoreApplication.
[[nodiscard]] int run(const QStringList &arguments, std::span<const Command> commands);

} // namespace enigm::ctl

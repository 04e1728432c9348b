#pragma once

#include "control-plane/program/FoundCommand.h"

#include <QStringList>

namespace enigm::controlplane::program {

/// `enigm-control-plane serve …`: serves a deployment until it is told to end.
class ServeCommand
{
public:
    /// `arguments` begin with the program and "serve". Prints one JSON line on standard output when it accepts
    /// requests; refusals go to standard error. Ends on SIGTERM and SIGINT.
    [[nodiscard]] ExitCode run(const QStringList &arguments);
};

} // namespace enigm::controlplane::program

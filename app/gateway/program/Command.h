#pragma once

#include "contract/problems/Problem.h"

#include <QLatin1StringView>
#include <QStringList>

namespace enigm::gateway {

/// How the program ends; documented in --help and enigm-gateway(8).
enum class ExitCode {
    Done = 0,
    Refused = 1, ///< something could not be done, or the control plane refused it
    Usage = 2,   ///< the command line, or a file that it names, cannot be used
};

/// One row of the command table. `arguments` are those after the command's own words.
struct Command
{
    QLatin1StringView name; ///< one or two words
    QLatin1StringView summary;
    ExitCode (*run)(const QStringList &arguments);
};

} // namespace enigm::gateway

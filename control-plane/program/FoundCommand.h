#pragma once

#include "contract/problems/Problem.h"

#include <QStringList>

namespace enigm::controlplane::program {

/// How the program ends. Documented by its help.
enum class ExitCode { Done = 0, Refused = 1, Usage = 2 };

/// `enigm-control-plane found …`: the founding ceremony.
class FoundCommand
{
public:
    /// `arguments` begin with the program and "found". Progress goes to standard error, and so does a refusal, as
    /// "slug: sentence".
    [[nodiscard]] ExitCode run(const QStringList &arguments);

private:
    [[nodiscard]] ExitCode sample(const QStringList &arguments);
    [[nodiscard]] ExitCode draft(const QStringList &arguments);
    [[nodiscard]] ExitCode complete(const QStringList &arguments);
};

} // namespace enigm::controlplane::program

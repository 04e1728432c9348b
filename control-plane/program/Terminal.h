#pragma once

#include "contract/problems/Problem.h"

#include <QString>

namespace enigm::controlplane::program {

/// One line on standard error.
void tell(const QString &line);
/// What was asked for (a help text), on standard output.
void answer(const QString &text);
/// A refusal on standard error: "slug: sentence (where)".
void tell(const Problem &problem);

} // namespace enigm::controlplane::program

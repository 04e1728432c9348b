#pragma once

#include "contract/problems/Problem.h"

#include <QString>

namespace enigm::controlplane::program {

/// One line on standard error.
void tell(const QString &line);
/// A refusal on standard error: "slug: sentence (where)".
void tell(const Problem &problem);

} // namespace enigm::controlplane::program

#pragma once

#include "contract/problems/Problem.h"

#include <QString>

/// Lines on standard error, with priorities where systemd reads them (sd-daemon(3)). Counts and problems: a line holds
/// no handle, address or destination, so that no log tells who passed.
namespace enigm::gateway::journal {

void note(const QString &text);
void warn(const QString &text);
void fail(const Problem &problem);

} // namespace enigm::gateway::journal

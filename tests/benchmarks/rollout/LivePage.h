#pragma once

#include "contract/problems/Problem.h"
#include "tests/benchmarks/harness/Figure.h"

namespace enigm::benchmarks {

/// How much of a core the thread of the windows takes while somebody looks at a rollout of twenty groups and a thousand
/// reports a second arrive, each told by a hint of its own. It parses the hints, asks for the rollout, reads and draws
/// it; what the control plane in memory does for that counts, too. Needs a QApplication.
[[nodiscard]] Expected<Figure> livePageFigure(bool quick);

} // namespace enigm::benchmarks

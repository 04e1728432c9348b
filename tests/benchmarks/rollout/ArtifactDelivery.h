#pragma once

#include "contract/problems/Problem.h"
#include "tests/benchmarks/harness/Figure.h"

#include <vector>

namespace enigm::benchmarks {

/// How fast an artifact goes out over TLS, against nginx serving the same file. Nothing but the speed where there is no
/// nginx.
[[nodiscard]] Expected<std::vector<Figure>> artifactDeliveryFigures(int rounds, qint64 megabytes);

} // namespace enigm::benchmarks

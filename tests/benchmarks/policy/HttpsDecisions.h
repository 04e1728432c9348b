#pragma once

#include "tests/benchmarks/harness/Figure.h"

#include <vector>

namespace enigm::benchmarks {

/// Decisions a second over HTTPS, the caller authenticated by mutual TLS once a connection, against a bare Beast
/// handler that answers the same bytes.
[[nodiscard]] std::vector<Figure> httpsDecisionFigures(int rounds, qint64 milliseconds);

} // namespace enigm::benchmarks

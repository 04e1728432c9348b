#pragma once

#include "tests/benchmarks/harness/Figure.h"

#include <vector>

namespace enigm::benchmarks {

/// What the control plane's threads spend on one device from its offer to its confirmation, over real mutual TLS and
/// with four signed reports; what of that are signatures that it makes and verifies; and how many devices that comes to
/// in a night of eight hours on two cores.
[[nodiscard]] std::vector<Figure> updateCostFigures(int devices);

} // namespace enigm::benchmarks

#pragma once

#include "tests/benchmarks/harness/Figure.h"

#include <vector>

namespace enigm::benchmarks {

/// What a check-in costs the control plane, in processor time of its own threads: over mutual TLS with a full handshake
/// each and with resumption, and in which parts. From it, how many devices that come every five minutes two cores
/// carry.
[[nodiscard]] std::vector<Figure> checkInFigures(int rounds, int checkInsARound);

} // namespace enigm::benchmarks

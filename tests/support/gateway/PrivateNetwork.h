#pragma once

#include <QString>

namespace enigm::test {

/// From here on this process, and what it starts, has a network of its own with loopback alone, and /run to itself: so
/// that it may make interfaces, as root or not. Before any thread. Empty where that went well, otherwise why not.
[[nodiscard]] QString enterPrivateNetwork();

} // namespace enigm::test

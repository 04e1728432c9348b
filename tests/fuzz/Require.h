#pragma once

#include <cstdlib>

namespace enigm::fuzz {

/// Ends the program where the parser broke its own word.
inline void require(bool holds)
{
    if (!holds)
        std::abort();
}

} // namespace enigm::fuzz

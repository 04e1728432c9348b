#pragma once

#include "contract/problems/Problem.h"

#include <future>
#include <utility>

namespace enigm::test {

/// Holds the thread of a writer, or of another commit queue, in a job until the answer is set, so that what is
/// submitted meanwhile waits.
template <typename Transaction, typename Queue>
[[nodiscard]] std::promise<void> hold(Queue &queue)
{
    std::promise<void> release;
    std::promise<void> held;
    auto isHeld = held.get_future();
    queue.submit(
        [held = std::move(held), wait = release.get_future()](Transaction &) mutable -> Expected<void> {
            held.set_value();
            wait.wait();
            return {};
        },
        [](const Expected<void> &) {});
    isHeld.wait();
    return release;
}

} // namespace enigm::test

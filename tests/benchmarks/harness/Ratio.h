#pragma once

#include <functional>
#include <vector>

namespace enigm::benchmarks {

/// How the speed of `ours` compares with that of `bare`: above 1 ours is faster. Both do the same amount of work; they
/// take turns, and the median over the rounds is answered, so that a busy machine disturbs both alike.
[[nodiscard]] double speedRatio(const std::function<void()> &ours, const std::function<void()> &bare, int rounds);

/// Seconds that one call takes, by the steady clock.
[[nodiscard]] double secondsOf(const std::function<void()> &work);

/// Of at least one value; the upper one of two in the middle.
[[nodiscard]] double median(std::vector<double> values);

} // namespace enigm::benchmarks

#pragma once

#include <functional>

namespace enigm::benchmarks {

/// Processor time of the calling thread so far, in seconds.
[[nodiscard]] double ownProcessorSeconds();

/// Processor time that this thread spends on `work`, in microseconds for each of `times`.
[[nodiscard]] double ownMicroseconds(int times, const std::function<void()> &work);

/// What every thread but this one spends meanwhile: a server's, where this thread is its client.
[[nodiscard]] double othersMicroseconds(int times, const std::function<void()> &work);

} // namespace enigm::benchmarks

#include "tests/benchmarks/harness/Ratio.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace enigm::benchmarks {

double secondsOf(const std::function<void()> &work)
{
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

double speedRatio(const std::function<void()> &ours, const std::function<void()> &bare, int rounds)
{
    std::vector<double> ratios;
    for (int i = 0; i < rounds; ++i) {
        const double oursTook = secondsOf(ours);
        ratios.push_back(secondsOf(bare) / oursTook);
    }
    return median(std::move(ratios));
}

double median(std::vector<double> values)
{
    std::ranges::sort(values);
    return values[values.size() / 2];
}

} // namespace enigm::benchmarks

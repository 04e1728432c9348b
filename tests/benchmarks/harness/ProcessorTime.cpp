#include "tests/benchmarks/harness/ProcessorTime.h"

#include <ctime>

namespace enigm::benchmarks {

namespace {

constexpr double microseconds = 1e6;

double secondsOfClock(clockid_t clock)
{
    timespec time{};
    clock_gettime(clock, &time);
    return double(time.tv_sec) + double(time.tv_nsec) * 1e-9;
}

} // namespace

double ownProcessorSeconds()
{
    return secondsOfClock(CLOCK_THREAD_CPUTIME_ID);
}

double ownMicroseconds(int times, const std::function<void()> &work)
{
    const double own = ownProcessorSeconds();
    work();
    return (ownProcessorSeconds() - own) * microseconds / times;
}

double othersMicroseconds(int times, const std::function<void()> &work)
{
    const double process = secondsOfClock(CLOCK_PROCESS_CPUTIME_ID);
    const double own = ownProcessorSeconds();
    work();
    return ((secondsOfClock(CLOCK_PROCESS_CPUTIME_ID) - process) - (ownProcessorSeconds() - own)) * microseconds /
           times;
}

} // namespace enigm::benchmarks

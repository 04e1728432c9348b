#include "control-plane/http/RateBucket.h"

#include <algorithm>
#include <utility>

namespace enigm::controlplane::http {

namespace {

constexpr RateBucket::Time burst = std::chrono::milliseconds(125);

} // namespace

RateBucket::RateBucket(qint64 bytesPerSecond, Clock clock)
    : m_clock(std::move(clock))
    , m_rate(std::max<qint64>(bytesPerSecond, 1))
{}

RateBucket::Time RateBucket::steadyTime()
{
    return std::chrono::steady_clock::now().time_since_epoch();
}

RateBucket::Time RateBucket::reserve(qint64 bytes)
{
    const std::scoped_lock lock(m_mutex);
    const Time begin = std::max(m_next, m_clock() - burst);
    m_next = begin + Time(static_cast<qint64>(static_cast<double>(bytes) * 1e9 / static_cast<double>(m_rate)));
    return begin;
}

RateBucket::Time RateBucket::until(Time time) const
{
    return std::max(time - m_clock(), Time::zero());
}

RateBucket::Time RateBucket::backlog() const
{
    const std::scoped_lock lock(m_mutex);
    return std::max(m_next - m_clock(), Time::zero());
}

void RateBucket::setRate(qint64 bytesPerSecond)
{
    const std::scoped_lock lock(m_mutex);
    m_rate = std::max<qint64>(bytesPerSecond, 1);
}

} // namespace enigm::controlplane::http

#pragma once

#include <QtGlobal>

#include <chrono>
#include <functional>
#include <mutex>

namespace enigm::controlplane::http {

/// A rate that many connections share: each asks when it may send its next bytes, and they take turns in the order in
/// which they asked. After a pause an eighth of a second's worth may go at once. Thread-safe.
class RateBucket
{
public:
    using Time = std::chrono::nanoseconds; ///< of a clock that never goes back
    using Clock = std::function<Time()>;

    explicit RateBucket(qint64 bytesPerSecond, Clock clock = &steadyTime);

    /// From when on these bytes may be sent, which are counted as sent.
    [[nodiscard]] Time reserve(qint64 bytes);
    /// How long it is until then; zero where it is over.
    [[nodiscard]] Time until(Time time) const;
    /// How long somebody who asked now would have to wait.
    [[nodiscard]] Time backlog() const;
    /// For what is reserved from now on.
    void setRate(qint64 bytesPerSecond);

private:
    [[nodiscard]] static Time steadyTime();

    const Clock m_clock;
    mutable std::mutex m_mutex;
    qint64 m_rate; ///< bytes a second; under m_mutex, as is what follows
    Time m_next{}; ///< when everything that was reserved has been sent
};

} // namespace enigm::controlplane::http

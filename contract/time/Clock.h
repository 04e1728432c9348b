#pragma once

#include <QtGlobal>

#include <atomic>

namespace enigm::time {

/// Where the time comes from; injected, so that tests own it. Thread-safe.
class Clock
{
public:
    virtual ~Clock() = default;
    /// Unix time in milliseconds.
    [[nodiscard]] virtual qint64 nowMilliseconds() const = 0;
    /// Unix time in whole seconds, the unit of every signed and logged time.
    [[nodiscard]] qint64 now() const { return nowMilliseconds() / 1000; }
};

/// The system's wall clock.
class SystemClock final : public Clock
{
public:
    [[nodiscard]] qint64 nowMilliseconds() const override;
};

/// A clock that moves only when told, for tests and for replaying history.
class ManualClock final : public Clock
{
public:
    explicit ManualClock(qint64 unixSeconds)
        : m_milliseconds(unixSeconds * 1000)
    {}
    [[nodiscard]] qint64 nowMilliseconds() const override { return m_milliseconds.load(); }
    void advance(qint64 seconds) { m_milliseconds.fetch_add(seconds * 1000); }
    void set(qint64 unixSeconds) { m_milliseconds.store(unixSeconds * 1000); }

private:
    std::atomic<qint64> m_milliseconds;
};

} // namespace enigm::time

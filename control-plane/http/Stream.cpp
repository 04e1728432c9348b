#include "control-plane/http/Stream.h"

#include <utility>

namespace enigm::controlplane::http {

Stream::Stream(qsizetype capacity, QByteArray beat)
    : m_capacity(capacity)
    , m_beat(std::move(beat))
{}

bool Stream::write(QByteArrayView bytes)
{
    std::unique_lock lock(m_mutex);
    if (m_now != Now::Open)
        return false;
    const bool fits = m_waiting.size() + bytes.size() <= m_capacity;
    if (fits) {
        m_waiting.append(bytes);
    } else {
        m_waiting.clear();
        m_now = Now::Overrun;
    }
    wake(std::move(lock));
    return fits;
}

void Stream::end()
{
    std::unique_lock lock(m_mutex);
    if (m_now != Now::Open)
        return;
    m_now = Now::Ended;
    wake(std::move(lock));
}

bool Stream::isOpen() const
{
    const std::scoped_lock lock(m_mutex);
    return m_now == Now::Open;
}

void Stream::attach(std::function<void()> ready)
{
    std::unique_lock lock(m_mutex);
    m_ready = std::move(ready);
    m_isTold = false;
    if (!m_waiting.isEmpty() || m_now != Now::Open)
        wake(std::move(lock));
}

Stream::Portion Stream::take()
{
    const std::scoped_lock lock(m_mutex);
    m_isTold = false;
    return {.bytes = std::exchange(m_waiting, {}), .now = m_now};
}

void Stream::close()
{
    const std::scoped_lock lock(m_mutex);
    m_waiting.clear();
    m_ready = nullptr;
    m_now = Now::Ended;
}

/// Outside of the lock, since whoever is told may ask at once.
void Stream::wake(std::unique_lock<std::mutex> lock)
{
    if (!m_ready || std::exchange(m_isTold, true))
        return;
    const auto ready = m_ready;
    lock.unlock();
    ready();
}

} // namespace enigm::controlplane::http

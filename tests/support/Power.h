#pragma once

#include <QtGlobal>

#include <atomic>
#include <limits>

namespace enigm::test {

/// The power of a machine whose disks a test looks at after it went. What came to them later is no more than a running
/// program's delusion, and so is every acknowledgement that came later. Thread-safe.
class Power
{
public:
    /// It goes with the step that follows so many others.
    void goAfter(qint64 steps) { m_left = steps; }
    /// Something is about to be written to a disk, or to be synced there: whether that still happens.
    [[nodiscard]] bool step()
    {
        qint64 left = m_left;
        while (left > 0 && !m_left.compare_exchange_weak(left, left - 1)) {
        }
        return left > 0;
    }
    [[nodiscard]] bool isOn() const { return m_left > 0; }

private:
    std::atomic<qint64> m_left = std::numeric_limits<qint64>::max();
};

} // namespace enigm::test

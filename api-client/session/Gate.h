#pragma once

#include <QObject>

namespace enigm::client {

/// Lets one coroutine at a time through; the others wait for the signal.
class Gate final : public QObject
{
    Q_OBJECT

public:
    [[nodiscard]] bool isTaken() const { return m_taken; }
    void take() { m_taken = true; }
    void leave()
    {
        m_taken = false;
        Q_EMIT left();
    }

Q_SIGNALS:
    void left();

private:
    bool m_taken = false;
};

} // namespace enigm::client

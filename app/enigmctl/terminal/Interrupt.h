#pragma once

#include <QtGlobal>

#include <csignal>

namespace enigm::ctl {

/// While it lives, Ctrl+C does not end the process but is remembered, so that long work can stop cleanly. One at a
/// time.
class Interrupt
{
public:
    Interrupt();
    ~Interrupt();
    Q_DISABLE_COPY_MOVE(Interrupt)

    [[nodiscard]] bool isRaised() const;

private:
    void (*m_before)(int);
};

} // namespace enigm::ctl

#include "app/enigmctl/terminal/Interrupt.h"

namespace enigm::ctl {

namespace {

volatile std::sig_atomic_t wasRaised = 0;

void remember(int)
{
    wasRaised = 1;
}

} // namespace

Interrupt::Interrupt()
{
    wasRaised = 0;
    m_before = std::signal(SIGINT, remember);
}

Interrupt::~Interrupt()
{
    std::signal(SIGINT, m_before);
}

bool Interrupt::isRaised() const
{
    return wasRaised != 0;
}

} // namespace enigm::ctl

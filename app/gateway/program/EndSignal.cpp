#include "app/gateway/program/EndSignal.h"

#include <csignal>
#include <sys/signalfd.h>
#include <unistd.h>

namespace enigm::gateway {

EndSignal::EndSignal()
{
    std::signal(SIGPIPE, SIG_IGN);
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    m_descriptor = signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
    m_notifier = std::make_unique<QSocketNotifier>(m_descriptor, QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, [this] {
        signalfd_siginfo signal;
        if (::read(m_descriptor, &signal, sizeof signal) == ssize_t(sizeof signal))
            Q_EMIT received();
    });
}

EndSignal::~EndSignal()
{
    m_notifier.reset();
    ::close(m_descriptor);
}

} // namespace enigm::gateway

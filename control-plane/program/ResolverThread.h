#pragma once

#include "control-plane/changes/HandleResolver.h"

#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <thread>

namespace enigm::controlplane::program {

/// Answers changes that resolve a handle while the control plane serves. A thread of its own, because a search through
/// a fleet may take a minute; one that is broken off by the end of the program is begun anew by the next start.
class ResolverThread
{
public:
    /// Borrows the resolver.
    explicit ResolverThread(changes::HandleResolver &resolver);
    /// Breaks off what is under way; waits.
    ~ResolverThread();
    ResolverThread(const ResolverThread &) = delete;
    ResolverThread &operator=(const ResolverThread &) = delete;

private:
    void run(const std::stop_token &stop);

    changes::HandleResolver &m_resolver;
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::jthread m_thread;
};

} // namespace enigm::controlplane::program

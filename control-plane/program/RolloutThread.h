#pragma once

#include "control-plane/ota/RolloutClock.h"

#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <thread>

namespace enigm::controlplane::program {

/// Lets rollouts go on while the control plane serves. A thread of its own, because a population may take seconds to be
/// written down; one that is broken off by the end of the program is begun anew by the next start.
class RolloutThread
{
public:
    /// Borrows the clock of the rollouts.
    explicit RolloutThread(ota::RolloutClock &rollouts);
    /// Breaks off what is under way; waits.
    ~RolloutThread();
    RolloutThread(const RolloutThread &) = delete;
    RolloutThread &operator=(const RolloutThread &) = delete;

private:
    void run(const std::stop_token &stop);

    ota::RolloutClock &m_rollouts;
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::jthread m_thread;
};

} // namespace enigm::controlplane::program

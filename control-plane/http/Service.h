#pragma once

#include "control-plane/http/Admission.h"
#include "control-plane/http/Listener.h"
#include "control-plane/http/WorkerPool.h"

#include <atomic>
#include <memory>
#include <mutex>

namespace enigm::controlplane::http {

/// What all threads and connections of one listener share. The router and the limits never change once it listens.
struct Service
{
    Service(Router theRouter, const Limits &theLimits)
        : router(std::move(theRouter))
        , limits(theLimits)
        , admission(theLimits.connections, theLimits.connectionsPerRemote)
    {}

    /// Threads that wait for the disk where a file is not in memory; made when they are first needed.
    [[nodiscard]] WorkerPool &fileReader();
    /// Waits for them; nothing may need them any more.
    void endFileReader();

    const Router router;
    const Limits limits;
    Admission admission;
    Counters counters;
    std::atomic<int> largeBodies = 0; ///< that are being taken or handled

private:
    std::mutex m_mutex;
    std::unique_ptr<WorkerPool> m_fileReader; ///< under m_mutex
};

} // namespace enigm::controlplane::http

#pragma once

#include "control-plane/api/RefusalLog.h"
#include "control-plane/network/NetworkServices.h"
#include "control-plane/program/ControlPlane.h"

#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <thread>

namespace enigm::controlplane::program {

/// What happens by itself while the control plane serves: changes expire, attestations lapse, update metadata is signed
/// again, counts are logged, what nobody needs any more is forgotten. A thread that mostly sleeps.
class Maintenance
{
public:
    /// Borrows all.
    Maintenance(ControlPlane &plane, api::RefusalLog &refusals, network::NetworkServices &network);
    ~Maintenance();
    Maintenance(const Maintenance &) = delete;
    Maintenance &operator=(const Maintenance &) = delete;

    /// Ends the thread and writes what is still counted; waits.
    void stop();

private:
    void run(const std::stop_token &stop);
    void expireChanges();
    void forgetExpired();

    ControlPlane &m_plane;
    api::RefusalLog &m_refusals;
    network::NetworkServices &m_network;
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::jthread m_thread;
};

} // namespace enigm::controlplane::program

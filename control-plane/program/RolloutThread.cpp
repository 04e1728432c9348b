#include "control-plane/program/RolloutThread.h"

#include <chrono>

namespace enigm::controlplane::program {

namespace {

using namespace std::chrono_literals;

constexpr auto beat = 1s;

} // namespace

RolloutThread::RolloutThread(ota::RolloutClock &rollouts)
    : m_rollouts(rollouts)
    , m_thread([this](const std::stop_token &stop) { run(stop); })
{}

RolloutThread::~RolloutThread()
{
    m_thread.request_stop();
    m_thread.join();
}

void RolloutThread::run(const std::stop_token &stop)
{
    while (!stop.stop_requested()) {
        // What cannot be written now, for want of space, is at a later beat.
        (void)m_rollouts.tick(stop);
        std::unique_lock lock(m_mutex);
        m_wake.wait_for(lock, stop, beat, [] { return false; });
    }
}

} // namespace enigm::controlplane::program

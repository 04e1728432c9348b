#include "control-plane/program/ResolverThread.h"

#include <chrono>

namespace enigm::controlplane::program {

namespace {

using namespace std::chrono_literals;

constexpr auto beat = 1s;

} // namespace

ResolverThread::ResolverThread(changes::HandleResolver &resolver)
    : m_resolver(resolver)
    , m_thread([this](const std::stop_token &stop) { run(stop); })
{}

ResolverThread::~ResolverThread()
{
    m_thread.request_stop();
    m_thread.join();
}

void ResolverThread::run(const std::stop_token &stop)
{
    while (!stop.stop_requested()) {
        // What cannot be answered now, for want of the token or of space, is at a later beat.
        (void)m_resolver.answerWaiting(stop);
        std::unique_lock lock(m_mutex);
        m_wake.wait_for(lock, stop, beat, [] { return false; });
    }
}

} // namespace enigm::controlplane::program

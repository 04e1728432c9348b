#include "control-plane/program/Maintenance.h"

#include "control-plane/store/Reader.h"
#include "control-plane/store/Transaction.h"

#include <chrono>
#include <future>

namespace enigm::controlplane::program {

namespace {

using namespace std::chrono_literals;

constexpr auto beat = 1s;
constexpr int beatsBetweenFlushes = 5;
constexpr int beatsBetweenForgetting = 600;
constexpr int beatsBetweenLapsing = 10;
constexpr int beatsBetweenReviews = 10;

} // namespace

Maintenance::Maintenance(ControlPlane &plane, api::RefusalLog &refusals, network::NetworkServices &network)
    : m_plane(plane)
    , m_refusals(refusals)
    , m_network(network)
    , m_thread([this](const std::stop_token &stop) { run(stop); })
{}

Maintenance::~Maintenance()
{
    stop();
}

void Maintenance::stop()
{
    if (!m_thread.joinable())
        return;
    m_thread.request_stop();
    m_thread.join();
    m_refusals.flush();
    m_plane.postures().flush([](const Expected<void> &) {}); // the writer finishes what waits
    m_network.book().flush([](const Expected<void> &) {});
    std::promise<void> flushed;
    m_plane.checkIns().flushAll([&flushed](const Expected<void> &) { flushed.set_value(); });
    flushed.get_future().wait();
}

void Maintenance::run(const std::stop_token &stop)
{
    for (int beats = 0; !stop.stop_requested(); ++beats) {
        expireChanges();
        if (beats % beatsBetweenFlushes == 0) {
            m_refusals.flushIfDue();
            m_plane.checkIns().flush([](const Expected<void> &) {});
            m_plane.postures().flush([](const Expected<void> &) {});
            m_network.book().flushIfDue([](const Expected<void> &) {});
        }
        if (beats % beatsBetweenLapsing == 0) {
            static_cast<void>(m_network.handles().prepare()); // who asks before a later beat waits for it
            m_plane.attestationRequests().lapse([](const Expected<void> &) {}); // what is left is for a later beat
        }
        if (beats % beatsBetweenReviews == 0)
            m_plane.updateRepository().review([](const Expected<void> &) {}); // what is left is for a later beat
        if (beats % beatsBetweenForgetting == 0)
            forgetExpired();
        std::unique_lock lock(m_mutex);
        m_wake.wait_for(lock, stop, beat, [] { return false; });
    }
}

void Maintenance::expireChanges()
{
    // What cannot be written now is written at a later beat; until then acts on the change are refused all the same.
    const auto reader = m_plane.database().read();
    if (!reader)
        return;
    const auto due = (*reader)->changes.due(m_plane.clock().now(), 1);
    if (due && !due->empty())
        m_plane.changeService().expireDue([](const Expected<void> &) {});
}

void Maintenance::forgetExpired()
{
    const qint64 now = m_plane.clock().now();
    auto job = [now](store::Transaction &transaction) -> Expected<void> {
        if (auto done = transaction.sessions.removeExpired(now); !done)
            return done;
        if (auto done = transaction.assertions.removeExpired(now); !done)
            return done;
        if (auto done = network::NetworkServices::forgetPast(transaction, now); !done)
            return done;
        return transaction.idempotency.removeExpired(now);
    };
    m_plane.writer().submit(std::move(job), [](const Expected<void> &) {});
}

} // namespace enigm::controlplane::program

#include "control-plane/ota/PopulationFreezer.h"

#include "control-plane/ota/Population.h"
#include "control-plane/ota/RolloutJournal.h"
#include "control-plane/store/Reader.h"

#include <condition_variable>
#include <mutex>
#include <optional>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::ota {

namespace {

constexpr std::size_t batchSize = 4'000; ///< rows of a job: some milliseconds of the writer
constexpr int mostInFlight = 2;

Expected<void> cancelled()
{
    return refuse(ProblemType::Cancelled, u"The program ends."_s);
}

/// Hands batches to the writer while the next one is made, and keeps the first problem.
class Batches
{
public:
    Batches(store::Writer &writer, qint64 rollout)
        : m_writer(writer)
        , m_rollout(rollout)
    {}
    ~Batches() { waitUntil(0); }
    Batches(const Batches &) = delete;
    Batches &operator=(const Batches &) = delete;

    void submit(store::RolloutDeviceStore::Assigned devices)
    {
        waitUntil(mostInFlight - 1);
        {
            const std::lock_guard lock(m_mutex);
            ++m_inFlight;
        }
        auto job = [rollout = m_rollout, devices = std::move(devices)](store::Transaction &transaction) {
            return transaction.rolloutDevices.assign(rollout, devices);
        };
        m_writer.submit(std::move(job), [this](const Expected<void> &done) { note(done); });
    }
    [[nodiscard]] Expected<void> finish()
    {
        waitUntil(0);
        return result();
    }
    [[nodiscard]] Expected<void> result()
    {
        const std::lock_guard lock(m_mutex);
        return m_problem ? Expected<void>(std::unexpected(*m_problem)) : Expected<void>();
    }

private:
    void note(const Expected<void> &done)
    {
        // Under the mutex: who waits for the last one lets go of this.
        const std::lock_guard lock(m_mutex);
        --m_inFlight;
        if (!done && !m_problem)
            m_problem = done.error();
        m_wake.notify_all();
    }
    void waitUntil(int most)
    {
        std::unique_lock lock(m_mutex);
        m_wake.wait(lock, [&] { return m_inFlight <= most; });
    }

    store::Writer &m_writer;
    const qint64 m_rollout;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    int m_inFlight = 0;               ///< under m_mutex
    std::optional<Problem> m_problem; ///< under m_mutex
};

/// Passes over the fleet in one snapshot and writes its assignments.
Expected<void> assignAll(const store::RolloutDeviceStore &devices, Population &population, Batches &batches,
                         const std::stop_token &stop)
{
    const auto passed = devices.forEachTrusted([&](QByteArrayView handle) {
        population.take(handle);
        if (population.batched() < batchSize)
            return true;
        batches.submit(population.takeBatch());
        return !stop.stop_requested() && batches.result().has_value();
    });
    if (!passed)
        return passed;
    if (stop.stop_requested())
        return cancelled();
    if (population.batched() > 0)
        batches.submit(population.takeBatch());
    return batches.finish();
}

} // namespace

Expected<enigm::ota::Membership> membershipOf(const enigm::ota::RolloutPlan &plan, const QByteArray &change,
                                              const store::RolloutDeviceStore &devices)
{
    std::vector<enigm::ota::Membership::Handles> members(plan.groups.size());
    for (std::size_t i = 0; i < members.size(); ++i) {
        if (!plan.groups[i].members)
            continue;
        auto handles = devices.members(plan.groups[i].members->root);
        if (!handles)
            return std::unexpected(handles.error());
        if (!*handles)
            return refuse(ProblemType::TargetMismatch, u"Nobody has handed in the devices of this group."_s,
                          u"/plan/groups/%1/members"_s.arg(i));
        members[i] = std::move(**handles);
    }
    return enigm::ota::Membership::make(plan, change, members);
}

Expected<void> PopulationFreezer::clear(qint64 rollout, const std::stop_token &stop)
{
    int removed = 1;
    while (removed > 0) {
        if (stop.stop_requested())
            return cancelled();
        auto job = [rollout, &removed](store::Transaction &transaction) -> Expected<void> {
            const auto done = transaction.rolloutDevices.removeSome(rollout, batchSize);
            removed = done.value_or(0);
            return done ? Expected<void>() : std::unexpected(done.error());
        };
        if (auto done = m_parts.writer.submitAndWait(std::move(job)); !done)
            return done;
    }
    return {};
}

Expected<void> PopulationFreezer::freeze(const QString &rollout, const std::stop_token &stop)
{
    std::optional<StoredRollout> stored;
    {
        const auto reader = m_parts.database.read();
        if (!reader)
            return std::unexpected(reader.error());
        auto loaded = StoredRollout::load(*reader->operator->(), rollout);
        if (!loaded)
            return std::unexpected(loaded.error());
        stored = std::move(*loaded);
    }
    if (stored->row.isFrozen)
        return {};
    if (auto cleared = clear(stored->row.number, stop); !cleared)
        return cleared;

    const auto reader = m_parts.database.read();
    if (!reader)
        return std::unexpected(reader.error());
    const store::RolloutDeviceStore &devices = (*reader)->rolloutDevices;
    const auto membership = membershipOf(stored->plan, stored->row.digest, devices);
    if (!membership)
        return std::unexpected(membership.error());
    Population population(*membership, stored->plan.groups.size());
    {
        Batches batches(m_parts.writer, stored->row.number);
        if (auto assigned = assignAll(devices, population, batches, stop); !assigned)
            return assigned;
    }
    return m_parts.writer.submitAndWait([&](store::Transaction &transaction) -> Expected<void> {
        // What people did to it meanwhile stays.
        auto present = StoredRollout::load(transaction, rollout);
        if (!present)
            return std::unexpected(present.error());
        present->row.outside = population.outside();
        for (std::size_t i = 0; i < present->groups.size(); ++i)
            present->groups[i].counts = {.count = population.count(i), .waiting = population.count(i)};
        return RolloutJournal(m_parts.sequencer, transaction, m_parts.clock.now()).freeze(*present, population.roots());
    });
}

} // namespace enigm::controlplane::ota

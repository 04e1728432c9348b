#pragma once

#include "contract/problems/Problem.h"
#include "control-plane/audit/Sequencer.h"
#include "control-plane/ota/StoredRollout.h"
#include "control-plane/store/Transaction.h"

namespace enigm::controlplane::ota {

/// Writes what a rollout does by itself: entry, event and rows, in one transaction. In jobs only.
class RolloutJournal
{
public:
    /// Borrows both for the duration of a job.
    RolloutJournal(audit::Sequencer &sequencer, store::Transaction &transaction, qint64 now)
        : m_sequencer(sequencer)
        , m_transaction(transaction)
        , m_now(now)
    {}

    /// Moves the rollout as far as it goes now. Whoever asks twice moves it once.
    [[nodiscard]] Expected<void> advance(StoredRollout &rollout);
    /// The population is written down: from here on groups can open.
    [[nodiscard]] Expected<void> freeze(StoredRollout &rollout, const std::vector<QByteArray> &roots);
    /// These devices, of one group and at most so many as an entry lists, have been silent for too long.
    [[nodiscard]] Expected<void> noteSilent(const StoredRollout &rollout,
                                            const std::vector<store::RolloutDeviceRow> &devices);

    [[nodiscard]] qint64 now() const { return m_now; }
    [[nodiscard]] store::Transaction &store() { return m_transaction; }
    [[nodiscard]] audit::Sequencer &sequencer() { return m_sequencer; }

private:
    [[nodiscard]] Expected<void> write(StoredRollout &rollout, const Step &step);
    [[nodiscard]] Expected<audit::Appended> append(log::ActivityEntry entry, json::Value body);

    audit::Sequencer &m_sequencer;
    store::Transaction &m_transaction;
    qint64 m_now;
};

} // namespace enigm::controlplane::ota

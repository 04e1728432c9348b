#pragma once

#include "contract/changes/ChangeBodies.h"
#include "contract/problems/Problem.h"
#include "control-plane/audit/Sequencer.h"
#include "control-plane/changes/StoredChange.h"

namespace enigm::controlplane::changes {

/// Writes what happens to a change: its entry in the activity log and its row, in one transaction. In jobs only.
class ChangeJournal
{
public:
    /// Borrows both for the duration of a job.
    ChangeJournal(audit::Sequencer &sequencer, store::Transaction &transaction, qint64 now);

    /// Appends the entry that describes this body.
    [[nodiscard]] Expected<audit::Appended> append(const enigm::changes::SignedChange &change,
                                                   const enigm::changes::ChangeBody &body);
    /// Moves the change by `event`; ChangeClosed where the table of states has no such move.
    [[nodiscard]] Expected<void> move(StoredChange &stored, enigm::changes::ChangeEvent event, qint64 cursor);
    /// Ends the change by an executed change.cancel-all: change.cancelled.
    [[nodiscard]] Expected<void> cancel(StoredChange &stored, const enigm::changes::SignedChange &by);
    /// Ends the change: change.expired.
    [[nodiscard]] Expected<void> expire(StoredChange &stored);
    /// Ends the change, for a reason that is kept with it: change.failed.
    [[nodiscard]] Expected<void> fail(StoredChange &stored, ProblemType reason);

    [[nodiscard]] qint64 now() const { return m_now; }
    [[nodiscard]] store::Transaction &store() { return m_transaction; }

private:
    audit::Sequencer &m_sequencer;
    store::Transaction &m_transaction;
    qint64 m_now;
};

} // namespace enigm::controlplane::changes

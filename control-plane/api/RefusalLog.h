#pragma once

#include "contract/problems/Problem.h"
#include "contract/time/Clock.h"
#include "control-plane/audit/RefusalTally.h"
#include "control-plane/audit/Sequencer.h"
#include "control-plane/store/Writer.h"

#include <mutex>

namespace enigm::controlplane::api {

/// Counts what was refused to those whom nobody vouches for (no token, a bad proof, a bad assertion), and logs the
/// counts once in a while. Thread-safe.
class RefusalLog
{
public:
    /// Seconds between two entries of one problem, at least.
    static constexpr qint64 period = 60;

    /// Borrows all.
    RefusalLog(store::Writer &writer, audit::Sequencer &sequencer, const time::Clock &clock);

    void count(ProblemType problem);
    /// Hands the counts to the writer where the last time lies a period back; counts that cannot be written are kept.
    void flushIfDue();
    /// Writes at once what was counted, and waits: before the end.
    void flush();

private:
    [[nodiscard]] store::Writer::Job writing(audit::RefusalTally::Counts counts);

    store::Writer &m_writer;
    audit::Sequencer &m_sequencer;
    const time::Clock &m_clock;
    audit::RefusalTally m_tally;
    std::mutex m_mutex;
    qint64 m_flushed; ///< Unix seconds; under m_mutex
};

} // namespace enigm::controlplane::api

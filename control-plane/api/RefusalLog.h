#pragma once

#include "contract/problems/Problem.h"
#include "contract/time/Clock.h"
#include "control-plane/audit/RefusalTally.h"
#include "control-plane/audit/Sequencer.h"
#include "control-plane/store/Writer.h"

#include <mutex>

namespace enigm::controlplane::api {

/// Counts what was refused and has no entry of its own, and logs the counts once in a while, so that nobody can fill
/// the log: attempts of those whom nobody vouches for (no token, a bad proof, a bad assertion, a PIN that is locked),
/// and readings that the operator has no right to. Thread-safe.
class RefusalLog
{
public:
    /// Seconds between two entries of one problem, at least.
    static constexpr qint64 period = 60;

    /// Borrows all.
    RefusalLog(store::Writer &writer, audit::Sequencer &sequencer, const time::Clock &clock);

    /// authentication.refused
    void count(ProblemType problem);
    /// audit.refused
    void countReading(ProblemType problem);
    /// Hands the counts to the writer where the last time lies a period back; counts that cannot be written are kept.
    void flushIfDue();
    /// Writes at once what was counted, and waits: before the end.
    void flush();

private:
    struct Counts
    {
        audit::RefusalTally::Counts attempts;
        audit::RefusalTally::Counts readings;

        [[nodiscard]] bool isEmpty() const { return attempts.empty() && readings.empty(); }
    };
    [[nodiscard]] Counts take();
    void giveBack(const Counts &counts);
    [[nodiscard]] store::Writer::Job writing(Counts counts);

    store::Writer &m_writer;
    audit::Sequencer &m_sequencer;
    const time::Clock &m_clock;
    audit::RefusalTally m_attempts;
    audit::RefusalTally m_readings;
    std::mutex m_mutex;
    qint64 m_flushed; ///< Unix seconds; under m_mutex
};

} // namespace enigm::controlplane::api

#pragma once

#include "contract/problems/Problem.h"
#include "contract/time/Clock.h"
#include "control-plane/audit/RefusalTally.h"
#include "control-plane/audit/Sequencer.h"
#include "control-plane/network/EnforcementPoints.h"
#include "control-plane/network/OutcomeTally.h"
#include "control-plane/store/Writer.h"

#include <functional>
#include <mutex>

namespace enigm::controlplane::network {

/// Writes once in a while what was counted at the listener of enforcement points: decisions, refused callers, and when
/// each point was seen. Thread-safe.
class OutcomeBook
{
public:
    struct Parts
    {
        store::Writer &writer;
        audit::Sequencer &sequencer;
        const time::Clock &clock;
        EnforcementPoints &points;
        OutcomeTally &tally;
    };
    using Done = std::move_only_function<void(const Expected<void> &)>;

    /// Seconds between two writings, at least.
    static constexpr qint64 interval = 60;

    /// Borrows all parts.
    explicit OutcomeBook(const Parts &parts);

    /// Somebody came whom no change has enrolled, or no longer.
    void countRefusal(ProblemType problem);

    /// For a timer: writes where the last time lies an interval back.
    void flushIfDue(Done done);
    /// Writes at once: before the end.
    void flush(Done done);

private:
    const Parts m_parts;
    audit::RefusalTally m_refused;
    std::mutex m_mutex;
    qint64 m_flushed; ///< Unix seconds; under m_mutex
};

} // namespace enigm::controlplane::network

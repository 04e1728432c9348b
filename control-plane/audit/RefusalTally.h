#pragma once

#include "contract/log/ActivityEntry.h"
#include "contract/problems/Problem.h"
#include "control-plane/audit/Sequencer.h"

#include <QString>

#include <map>
#include <mutex>

namespace enigm::controlplane::audit {

/// Counts refusals that nobody is named for, so that they get one entry a problem and a minute, and nobody can fill the
/// log with them. Thread-safe.
class RefusalTally
{
public:
    /// What the entries are: "device.refused", "authentication.refused".
    struct Subject
    {
        QString action;
        log::Category category;
        log::Resource resource;
        QString actor; ///< "unauthenticated", "control-plane"
    };
    struct Count
    {
        qint64 count = 0;
        qint64 from = 0; ///< Unix seconds of the first
        qint64 to = 0;   ///< and of the last
    };
    using Counts = std::map<ProblemType, Count>;

    explicit RefusalTally(Subject subject);

    void note(ProblemType problem, qint64 time);
    /// What was counted since the last taking, to be appended.
    [[nodiscard]] Counts take();
    /// Counts again what could not be appended.
    void giveBack(const Counts &counts);

    /// In a job: one entry a problem, outcome refused, body {"count","from","problem","to"}.
    [[nodiscard]] Expected<void> append(Sequencer &sequencer, store::Transaction &transaction, const Counts &counts,
                                        qint64 time) const;

private:
    const Subject m_subject;
    std::mutex m_mutex;
    Counts m_counts; ///< under m_mutex
};

} // namespace enigm::controlplane::audit

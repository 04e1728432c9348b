#pragma once

#include "contract/log/ActivityEntry.h"
#include "contract/problems/Problem.h"
#include "control-plane/audit/Sequencer.h"

#include <QString>

#include <map>
#include <mutex>
#include <set>

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
        /// Of devices that proved who they are, sorted; the first ActivityEntry::maxHandles of them.
        std::set<QString> handles = {};
    };
    using Counts = std::map<ProblemType, Count>;

    explicit RefusalTally(Subject subject);

    /// `handle` is a device's that proved to be it; empty for anybody else.
    void note(ProblemType problem, qint64 time, const QString &handle = {});
    /// What was counted since the last taking, to be appended.
    [[nodiscard]] Counts take();
    /// Counts again what could not be appended.
    void giveBack(const Counts &counts);

    /// In a job: one entry a problem, outcome refused, with the handles, body {"count","from","problem","to"}.
    [[nodiscard]] Expected<void> append(Sequencer &sequencer, store::Transaction &transaction, const Counts &counts,
                                        qint64 time) const;

private:
    const Subject m_subject;
    std::mutex m_mutex;
    Counts m_counts; ///< under m_mutex
};

} // namespace enigm::controlplane::audit

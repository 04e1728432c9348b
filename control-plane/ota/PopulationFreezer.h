#pragma once

#include "contract/problems/Problem.h"
#include "contract/time/Clock.h"
#include "control-plane/audit/Sequencer.h"
#include "control-plane/store/Database.h"
#include "control-plane/store/Writer.h"

#include <QString>

#include <stop_token>

namespace enigm::controlplane::ota {

/// Writes down which devices a rollout is for: those that are trusted at one moment right after its execution, in the
/// groups that the plan and the digest of the change put them into. A fleet's worth of rows is written in batches,
/// among other writes; only the last one, with the entry that commits to all of them, lets the rollout begin. Whatever
/// a process that died left of it is taken back and written anew.
class PopulationFreezer
{
public:
    struct Parts
    {
        const store::Database &database;
        store::Writer &writer;
        audit::Sequencer &sequencer;
        const time::Clock &clock;
    };

    /// Borrows all parts.
    explicit PopulationFreezer(Parts parts)
        : m_parts(parts)
    {}

    /// On one thread at a time that may wait, and never the writer's. Nothing to do for a rollout that is frozen.
    /// Cancelled, and the problems of store and log.
    [[nodiscard]] Expected<void> freeze(const QString &rollout, const std::stop_token &stop);

private:
    [[nodiscard]] Expected<void> clear(qint64 rollout, const std::stop_token &stop);

    Parts m_parts;
};

} // namespace enigm::controlplane::ota

#pragma once

#include "contract/problems/Problem.h"
#include "contract/time/Clock.h"
#include "control-plane/audit/Sequencer.h"
#include "control-plane/fleet/RotatingHandles.h"
#include "control-plane/store/Database.h"
#include "control-plane/store/Writer.h"

#include <QString>

#include <stop_token>

namespace enigm::controlplane::changes {

/// Answers the executed changes that resolve a handle: searches the fleet, and logs what was found (handle.resolved)
/// for those who may read the change. What is waiting is in the store, so that it is answered after a restart too.
/// Nothing of the device is touched: who may not read the change learns of no device by it.
class HandleResolver
{
public:
    struct Parts
    {
        const store::Database &database;
        store::Writer &writer;
        audit::Sequencer &sequencer;
        const time::Clock &clock;
        const fleet::RotatingHandles &handles;
    };

    /// Borrows all parts.
    explicit HandleResolver(Parts parts)
        : m_parts(parts)
    {}

    /// Answers what waits, oldest first, and answers how much that was. On one thread at a time that may wait, and
    /// never the writer's. Cancelled, and the problems of keys, store and log: then the rest waits on.
    [[nodiscard]] Expected<int> answerWaiting(const std::stop_token &stop);

private:
    [[nodiscard]] Expected<void> answer(const QString &change, const std::stop_token &stop);

    Parts m_parts;
};

} // namespace enigm::controlplane::changes

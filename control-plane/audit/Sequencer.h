#pragma once

#include "contract/changes/ChangeRecord.h"
#include "contract/log/ActivityEntry.h"
#include "contract/log/GovernanceEntry.h"
#include "contract/log/LogHead.h"
#include "contract/problems/Problem.h"
#include "control-plane/store/LogId.h"

#include <optional>

namespace enigm::controlplane::store {
struct Transaction;
}

namespace enigm::controlplane::audit {

using store::LogId;

/// Where an entry went.
struct Appended
{
    enigm::changes::LogPosition position;
    qint64 cursor = 0; ///< change cursor
};

/// Gives log indices and change cursors, dense and in order, inside the transaction of a group. Called from jobs, on
/// the writer's thread; what a refused job appended has never been.
class Sequencer
{
public:
    virtual ~Sequencer() = default;

    /// Appends to the activity log, after filling `index`, `governanceSize` and, where there is a body, its digest.
    /// TooLarge for a leaf that fits no entry bundle, NotCanonical or OutOfRange for an entry that its readers would
    /// refuse.
    [[nodiscard]] virtual Expected<Appended> appendActivity(store::Transaction &transaction, log::ActivityEntry entry,
                                                            const std::optional<log::ActivityBody> &body) = 0;
    /// Appends to the governance log, after filling `index` and `activity`, the head of the activity log at this
    /// moment: what it rests on is appended there before. Answers the index; problems as appendActivity.
    [[nodiscard]] virtual Expected<qint64> appendGovernance(store::Transaction &transaction,
                                                            log::GovernanceEntry entry) = 0;
    /// The next change cursor, for a row that changes without an entry of its own.
    [[nodiscard]] virtual qint64 nextCursor() = 0;
    /// Size and root of a log with everything that this group has appended so far.
    [[nodiscard]] virtual log::LogHead head(LogId log) const = 0;
};

} // namespace enigm::controlplane::audit

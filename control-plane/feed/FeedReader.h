#pragma once

#include "contract/feed/FeedEvent.h"
#include "contract/problems/Problem.h"
#include "control-plane/audit/CheckpointBoard.h"
#include "control-plane/store/Database.h"

#include <optional>

namespace enigm::controlplane::feed {

using enigm::feed::FeedEvent;

/// What changed since a cursor, read from the rows: each carries the cursor of its last change, so that no cursor is
/// too old to go on from and nothing has to be kept for those who are away. Thread-safe.
class FeedReader
{
public:
    /// Borrows both.
    FeedReader(const store::Database &database, const audit::CheckpointBoard &board);

    /// The cursor of the last commit that is visible.
    [[nodiscard]] qint64 cursor() const;
    /// What changed after `cursor`, as of the last visible commit and maybe somewhat more. A reset for no cursor and
    /// for one that has not been given yet: of a store that was put back to an older state.
    [[nodiscard]] Expected<FeedEvent> since(std::optional<qint64> cursor) const;

private:
    const store::Database &m_database;
    const audit::CheckpointBoard &m_board;
};

} // namespace enigm::controlplane::feed

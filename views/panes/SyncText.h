#pragma once

#include "contract/problems/Problem.h"
#include "models/session/SyncStatus.h"
#include "views/design/states/PaneState.h"

namespace enigm::views::panes {

/// What a pane says of its own where it has nothing to show.
struct PaneTexts
{
    design::pane::Empty empty;
    design::pane::Refused refused;
};

/// What stands over something that could not be read, or (`kept`: the last of it is still in sight) not be read again,
/// by why not. `since`: when it last could, as people say it.
[[nodiscard]] design::PaneState failureState(const Problem &problem, const QString &since, bool kept);

/// The state that a pane over one model shows. `hasRows`: whether there is anything in sight; `now` in Unix seconds.
[[nodiscard]] design::PaneState paneState(const models::session::SyncStatus &status, bool hasRows, qint64 now,
                                          const PaneTexts &texts);

} // namespace enigm::views::panes

#pragma once

#include "models/session/SyncStatus.h"
#include "views/design/states/PaneState.h"

namespace enigm::views::panes {

/// What a pane says of its own where it has nothing to show.
struct PaneTexts
{
    design::pane::Empty empty;
    design::pane::Refused refused;
};

/// The state that a pane over one model shows. `hasRows`: whether there is anything in sight; `now` in Unix seconds.
[[nodiscard]] design::PaneState paneState(const models::session::SyncStatus &status, bool hasRows, qint64 now,
                                          const PaneTexts &texts);

} // namespace enigm::views::panes

#pragma once

#include "views/panes/LogStateText.h"

#include <QString>

namespace enigm::models::session {
class WitnessState;
}

namespace enigm::views::panes {

/// How many witnesses have seen which size of the activity log, as icon and word; `hover` lists each of them, stand-ins
/// marked. Without words before it is known.
[[nodiscard]] LogStateText witnessText(const models::session::WitnessState &state, qint64 now);

} // namespace enigm::views::panes

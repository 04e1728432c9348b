#pragma once

#include "views/design/facts/StateWord.h"

#include <QString>

namespace enigm::models::session {
class LogStateSource;
}

namespace enigm::views::panes {

/// How far this console has verified the logs, as icon and word; `hover` says more, such as why not.
struct LogStateText
{
    design::StateWord word;
    QString hover;
};

/// "log verified to 18,204"; "log not verified since 14:03" where it could not be lately; the alarm.
[[nodiscard]] LogStateText logStateText(const models::session::LogStateSource &state, qint64 now);

/// Why this console could not remember what it saw, as a warning; empty where it can.
[[nodiscard]] QString forgetfulText(const models::session::LogStateSource &state);

} // namespace enigm::views::panes

#pragma once

#include "contract/problems/Problem.h"

#include <QString>

namespace enigm::client {

/// Where programs of this person keep what they saw: $XDG_STATE_HOME/enigm-command, or ~/.local/state/enigm-command.
[[nodiscard]] QString stateDirectory();

/// The installation id that signed values name: the UUIDv7 in `directory`/installation, made at the first call
/// (`unixMilliseconds`) and the same ever after. FileUnreadable; MalformedEncoding for a file that holds something
/// else.
[[nodiscard]] Expected<QString> installationId(const QString &directory, qint64 unixMilliseconds);

} // namespace enigm::client

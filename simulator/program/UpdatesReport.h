#pragma once

#include "contract/json/JsonValue.h"
#include "simulator/fleet/UpdateTally.h"
#include "simulator/program/Options.h"

#include <QString>

namespace enigm::simulator {

/// "edh1… confirmed 2026.11.2", "… failed install", "… refused stale-command", with a newline.
[[nodiscard]] QString lineOf(const UpdateResult &result);
/// {"failure","handle","outcome","problem","resumed","version"}, null where there is none.
[[nodiscard]] json::Value documentOf(const UpdateResult &result);
/// "20 devices in 0.4 s: 19 confirmed, 1 failed (install 1)", with a newline.
[[nodiscard]] QString summaryOf(const UpdateTally &tally, double seconds);
/// {"failures":{word:n},"milliseconds","outcomes":{word:n},"problems":{slug:n},"resumed"}
[[nodiscard]] json::Object documentOf(const UpdateTally &tally, double seconds);
/// Failing and silent devices do what they were told to; refused offers and servers that cannot be reached are none of
/// that.
[[nodiscard]] ExitCode exitCodeOf(const UpdateTally &tally);

} // namespace enigm::simulator

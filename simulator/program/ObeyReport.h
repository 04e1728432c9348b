#pragma once

#include "contract/json/JsonValue.h"
#include "simulator/fleet/CommandTally.h"
#include "simulator/program/Options.h"

#include <QString>

namespace enigm::simulator {

/// "edh1… device.suspend 57 obeyed acknowledged", with a newline: what the device said, and what the control plane
/// answered, each with the problem where it refused ("refused:quorum-missing"); "-" where there was nothing to say.
[[nodiscard]] QString lineOf(const CommandResult &result);
/// {"action","answer","execution","handle","outcome","problem"}, null where there is none; the answer is the state of
/// the command, or null where the control plane refused.
[[nodiscard]] json::Value documentOf(const CommandResult &result);

/// "3 commands of 20 devices in 0.4 s: 2 acknowledged, 1 refused, 0 devices failed (quorum-missing 1)", with a newline.
[[nodiscard]] QString summaryOf(const CommandTally &tally, double seconds);
/// {"acknowledged","devices","failed","milliseconds","problems":{slug:n},"refused"}
[[nodiscard]] json::Object documentOf(const CommandTally &tally, double seconds);

[[nodiscard]] ExitCode exitCodeOf(const CommandTally &tally);

} // namespace enigm::simulator

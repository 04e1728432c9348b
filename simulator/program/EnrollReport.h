#pragma once

#include "contract/json/JsonValue.h"
#include "simulator/fleet/EnrollRun.h"
#include "simulator/program/Options.h"

#include <QString>

namespace enigm::simulator {

/// "edh1… pending-enrollment" a device, "refused attestation-rejected at boot-key: …" a problem, each with a newline.
[[nodiscard]] QString textOf(const EnrollRun &run);
/// {"devices":[handle],"problems":[{"detail","type","where"}]}
[[nodiscard]] json::Value documentOf(const EnrollRun &run);
[[nodiscard]] ExitCode exitCodeOf(const EnrollRun &run);

} // namespace enigm::simulator

#pragma once

#include "contract/json/JsonValue.h"
#include "simulator/device/HandlesReply.h"

#include <QString>

namespace enigm::simulator {

/// "edh1… 20783 edn1…", a line for each epoch; or "edh1… refused slug".
[[nodiscard]] QString linesOf(const HandlesResult &result);
[[nodiscard]] json::Value documentOf(const HandlesResult &result);

} // namespace enigm::simulator

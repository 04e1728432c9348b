#pragma once

#include "contract/json/JsonValue.h"
#include "simulator/device/PolicyRound.h"

#include <QString>

namespace enigm::simulator {

/// "edh1… POLICY version 2 taken over", or "… refused slug".
[[nodiscard]] QString lineOf(const PolicyResult &result);
[[nodiscard]] json::Value documentOf(const PolicyResult &result);

} // namespace enigm::simulator

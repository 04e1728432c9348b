#pragma once

#include "contract/json/JsonValue.h"
#include "simulator/device/PolicyRound.h"

#include <QString>

namespace enigm::simulator {

/// "edh1… POLICY version 2 taken over", or "… refused slug".
[[nodiscard]] QString lineOf(const PolicyResult &result);
[[nodiscard]] json::Value documentOf(const PolicyResult &result);
/// "edh1… has confirmed 2 policies", or "… was refused its confirmation slug".
[[nodiscard]] QString lineOf(const ConfirmationResult &result);
[[nodiscard]] json::Value documentOf(const ConfirmationResult &result);

} // namespace enigm::simulator

#pragma once

#include "contract/changes/ChangeRequest.h"
#include "contract/changes/Effect.h"
#include "contract/json/JsonValue.h"

#include <QString>

namespace enigm::ctl {

/// "10 trusted -> revoked, final", or what a change does that moves no device.
[[nodiscard]] QString effectText(const changes::Effect &effect, const changes::ChangeRequest &request);
/// {"action","count","final","shifts":[{"count","from","to"}]}
[[nodiscard]] json::Value effectDocument(const changes::Effect &effect);

} // namespace enigm::ctl

#pragma once

#include "api-client/changes/ChangeClient.h"
#include "contract/changes/ResolveParameters.h"
#include "contract/json/JsonValue.h"

#include <QString>

namespace enigm::ctl {

/// "finds which device the network knew as edn1… on 2026-11-26 (epoch 20783)"
[[nodiscard]] QString resolveText(const changes::ResolveHandleParameters &parameters);

/// What a change that resolves a handle has found, or that it is still looking; empty for every other change.
[[nodiscard]] QString resolutionText(const client::VerifiedChange &change);

/// {"handle","index","proven","time"}, or null while there is no answer.
[[nodiscard]] json::Value resolutionDocument(const client::VerifiedChange &change);

} // namespace enigm::ctl

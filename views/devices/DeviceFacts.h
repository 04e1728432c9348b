#pragma once

#include "api-client/devices/DeviceClient.h"
#include "views/design/facts/KeyValueList.h"

#include <vector>

namespace enigm::views::devices {

/// What the list knows of a device; `now` in Unix seconds.
[[nodiscard]] std::vector<design::Fact> deviceFacts(const client::Device &device, qint64 now);
/// What its attestation says, the telling facts first and with their names in words; the rest is left to exports.
[[nodiscard]] std::vector<design::Fact> attestationFacts(const json::Value &facts);

} // namespace enigm::views::devices

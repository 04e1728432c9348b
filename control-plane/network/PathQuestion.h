#pragma once

#include "contract/network/AccessWords.h"
#include "contract/policy/Input.h"
#include "control-plane/policy/TrustDecisions.h"

#include <optional>

namespace enigm::controlplane::network {

/// Whether a device may do this by this way.
[[nodiscard]] enigm::policy::Question
questionBy(enigm::policy::NetworkPath path,
           enigm::policy::ActionCategory action = enigm::policy::ActionCategory::Connect,
           log::Resource resource = log::Resource::NetworkPath);

/// Why a verdict is no permit to go by this way, as whoever enforces it is told; nothing: it is one. Who is obliged to
/// go by another way goes by none of the others.
[[nodiscard]] std::optional<enigm::network::DenialReason> denialIn(const policy::Verdict &verdict,
                                                                   enigm::policy::NetworkPath path);

} // namespace enigm::controlplane::network

#pragma once

#include "contract/fleet/DeviceHandle.h"
#include "control-plane/policy/PoliciesInForce.h"

namespace enigm::controlplane::policy {

/// How inputs are taken from what is stored.
struct InputTerms
{
    bool isSample = false;      ///< every device of this deployment is simulated
    qint64 postureAge = 86'400; ///< seconds for which a posture stands that was not reported again
};

/// What is known of one device at a time.
struct KnownInputs
{
    enigm::policy::DeviceInputs inputs;
    std::optional<qint64> goodUntil; ///< when something of it will be too old; nothing: nothing will be
};

/// Everything that the store knows of the device as inputs to a decision. What was never reported, or too long ago, is
/// missing; of a handle that no device has everything is. No device confirms policies yet: each is unconfirmed.
[[nodiscard]] Expected<KnownInputs> inputsOf(const enigm::fleet::DeviceHandle &device, const PoliciesInForce &policies,
                                             const store::Repositories &store, const InputTerms &terms, qint64 now);

} // namespace enigm::controlplane::policy

#pragma once

#include "contract/fleet/Attestation.h"
#include "contract/fleet/DeviceHandle.h"
#include "contract/log/ActivityEntry.h"
#include "contract/problems/Problem.h"
#include "control-plane/store/DeviceStore.h"

#include <vector>

namespace enigm::controlplane::enrollment {

/// A verdict of `judged` (Unix seconds) as it is kept of a device: what the certificates say as far as it can be
/// believed, and no more, since rules for groups go by it.
[[nodiscard]] store::DeviceAttestation attestationOf(const enigm::fleet::AttestationVerdict &verdict, qint64 judged);

/// AttestationRejected, with the outcome in its sentence and the reason code for its place.
[[nodiscard]] Problem rejection(enigm::fleet::AttestationReason reason);

/// DirectIdentifier, for an attestation that carries some.
[[nodiscard]] Problem identifiersCarried();

/// The header of a device.enrolled entry about these devices; the sequencer fills in the rest.
[[nodiscard]] log::ActivityEntry enrolledEntry(const std::vector<enigm::fleet::DeviceHandle> &devices, qint64 time);

} // namespace enigm::controlplane::enrollment

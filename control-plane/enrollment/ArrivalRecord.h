#pragma once

#include "contract/fleet/Attestation.h"
#include "contract/fleet/DeviceHandle.h"
#include "contract/log/ActivityEntry.h"
#include "control-plane/store/DeviceStore.h"

#include <vector>

namespace enigm::controlplane::enrollment {

/// A verdict as it is kept of a device.
[[nodiscard]] store::DeviceAttestation attestationOf(const enigm::fleet::AttestationVerdict &verdict);

/// The header of a device.enrolled entry about these devices; the sequencer fills in the rest.
[[nodiscard]] log::ActivityEntry enrolledEntry(const std::vector<enigm::fleet::DeviceHandle> &devices, qint64 time);

} // namespace enigm::controlplane::enrollment

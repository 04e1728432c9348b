#pragma once

#include "contract/device/DeviceMemory.h"
#include "contract/reports/EffectOutcome.h"
#include "contract/reports/PostureChange.h"
#include "contract/signing/Signer.h"
#include "tests/support/plane/LivePlane.h"

#include <memory>

namespace enigm::test {

/// A device that a control plane has enrolled, with the keys that it holds itself.
struct EquippedDevice
{
    explicit EquippedDevice(LivePlane &live);

    std::shared_ptr<const signing::PrivateKey> key; ///< attested
    changes::TargetLeaf leaf;                       ///< as it was enrolled
    QByteArray deployment;
    QByteArray certificate; ///< DER

    /// What it keeps before its first command.
    [[nodiscard]] device::DeviceMemory firstMemory() const;
    [[nodiscard]] reports::EffectOutcome sign(const reports::Report &report) const;
    [[nodiscard]] reports::PostureChange signPosture(const reports::Report &report) const;
    /// Another certificate for its handle, by the same authority, that the control plane did not give it.
    [[nodiscard]] QByteArray otherCertificate(LivePlane &live) const;
};

} // namespace enigm::test

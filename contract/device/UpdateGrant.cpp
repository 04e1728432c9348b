#include "contract/device/UpdateGrant.h"

#include "contract/device/UpdateEvidence.h"

namespace enigm::device {

Expected<UpdateGrant> checkUpdate(QByteArrayView offer, const DeviceMemory &memory, const DeviceFacts &facts,
                                  qint64 now)
{
    const auto parsed = UpdateOffer::parse(offer);
    if (!parsed)
        return std::unexpected(parsed.error());
    const auto evidence = UpdateEvidence::verify(*parsed, memory.deployment);
    if (!evidence)
        return std::unexpected(evidence.error());
    return evidence->grant(*parsed, memory, facts, now);
}

} // namespace enigm::device

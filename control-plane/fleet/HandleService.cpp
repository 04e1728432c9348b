#include "control-plane/fleet/HandleService.h"

#include "contract/fleet/HandleEpoch.h"
#include "control-plane/store/Reader.h"

using namespace Qt::StringLiterals;

namespace enigm::controlplane::fleet {

using enigm::fleet::DeviceHandle;
using enigm::fleet::HandleAudience;

Expected<HandleService::Handles> HandleService::handlesOf(const QByteArray &certificate)
{
    const auto device = m_parts.checkIns.checkIn(certificate);
    if (!device)
        return std::unexpected(device.error());
    const auto origin = originOf(device->handle);
    if (!origin)
        return std::unexpected(origin.error());
    const qint64 present = enigm::fleet::handleEpochAt(m_parts.clock.now());
    Handles handles{.device = device->handle, .network = {}};
    for (const qint64 epoch : {present, present + 1}) {
        auto handle = m_parts.handles.handleOf(*origin, HandleAudience::Network, epoch);
        if (!handle)
            return std::unexpected(handle.error());
        handles.network.push_back({.epoch = epoch, .handle = std::move(*handle)});
    }
    return handles;
}

Expected<store::HandleOrigin> HandleService::originOf(const DeviceHandle &device) const
{
    const auto reader = m_parts.database.read();
    if (!reader)
        return std::unexpected(reader.error());
    auto origin = (*reader)->enrollments.origin(device);
    if (!origin)
        return std::unexpected(origin.error());
    if (!*origin)
        return refuse(ProblemType::NotFound, u"Nothing is kept of this device's enrolment; let it enrol again."_s);
    return std::move(**origin);
}

} // namespace enigm::controlplane::fleet

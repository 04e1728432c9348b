#pragma once

#include "control-plane/api/ArtifactRates.h"
#include "control-plane/http/Request.h"
#include "control-plane/http/Response.h"
#include "control-plane/ota/ArtifactAccess.h"
#include "control-plane/ota/ArtifactStore.h"

namespace enigm::controlplane::api {

/// Gives a device the bytes of an artifact that it may have, at the rate of what offers it, under whatever name it asks
/// for them: who asks by one name more is neither let in nor served faster. Thread-safe.
class ArtifactDelivery
{
public:
    /// Borrows access and artifacts.
    ArtifactDelivery(const ota::ArtifactAccess &access, const ota::ArtifactStore &artifacts,
                     http::RateBucket::Clock clock = {});

    /// The artifact with this digest (32 bytes), whole or the range that is asked for. NotFound where the device may
    /// not have it, or there is none. Whoever would wait too long is answered by when to come back.
    [[nodiscard]] Expected<http::Response> deliver(const http::Request &request,
                                                   const enigm::fleet::DeviceHandle &device, const QByteArray &digest);

private:
    const ota::ArtifactAccess &m_access;
    const ota::ArtifactStore &m_artifacts;
    ArtifactRates m_rates;
};

} // namespace enigm::controlplane::api

#pragma once

#include "control-plane/api/ArtifactDelivery.h"
#include "control-plane/api/Routes.h"
#include "control-plane/fleet/CheckInService.h"
#include "control-plane/http/WorkerPool.h"

namespace enigm::controlplane::api {

/// /device/v1/artifacts: the bytes of releases, for devices that are served. As a check-in.
class ArtifactRoutes
{
public:
    /// Borrows all.
    ArtifactRoutes(fleet::CheckInService &checkIns, ArtifactDelivery &delivery, http::WorkerPool &workers);

    [[nodiscard]] Routes routes();

private:
    [[nodiscard]] Expected<http::Response> artifact(const http::Request &request);

    fleet::CheckInService &m_checkIns;
    ArtifactDelivery &m_delivery;
    http::WorkerPool &m_workers;
};

} // namespace enigm::controlplane::api

#pragma once

#include "control-plane/api/ArtifactRates.h"
#include "control-plane/api/Routes.h"
#include "control-plane/fleet/CheckInService.h"
#include "control-plane/http/WorkerPool.h"
#include "control-plane/ota/ArtifactAccess.h"
#include "control-plane/ota/ArtifactStore.h"

namespace enigm::controlplane::api {

/// /device/v1/artifacts: the bytes of releases, for devices that are served. As a check-in.
class ArtifactRoutes
{
public:
    /// Borrows all.
    ArtifactRoutes(fleet::CheckInService &checkIns, const ota::ArtifactAccess &access,
                   const ota::ArtifactStore &artifacts, http::WorkerPool &workers, http::RateBucket::Clock clock = {});

    [[nodiscard]] Routes routes();

private:
    [[nodiscard]] Expected<http::Response> artifact(const http::Request &request);

    fleet::CheckInService &m_checkIns;
    const ota::ArtifactAccess &m_access;
    const ota::ArtifactStore &m_artifacts;
    http::WorkerPool &m_workers;
    ArtifactRates m_rates;
};

} // namespace enigm::controlplane::api

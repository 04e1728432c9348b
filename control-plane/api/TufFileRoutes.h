#pragma once

#include "control-plane/api/ArtifactDelivery.h"
#include "control-plane/api/Routes.h"
#include "control-plane/fleet/CheckInService.h"
#include "control-plane/http/WorkerPool.h"
#include "control-plane/ota/tuf/RepositoryReader.h"

namespace enigm::controlplane::api {

/// /tuf: the update repository as clients of TUF 1.0 find it, metadata byte for byte as it was signed, for devices that
/// are served, and targets for those that are offered them now. As a check-in.
class TufFileRoutes
{
public:
    /// Borrows all.
    TufFileRoutes(fleet::CheckInService &checkIns, const ota::RepositoryReader &reader, ArtifactDelivery &delivery,
                  http::WorkerPool &workers);

    [[nodiscard]] Routes routes();

private:
    [[nodiscard]] Expected<http::Response> metadata(const http::Request &request) const;
    [[nodiscard]] Expected<http::Response> target(const http::Request &request) const;
    [[nodiscard]] Expected<fleet::CheckInService::CheckIn> admit(const http::Request &request) const;

    fleet::CheckInService &m_checkIns;
    const ota::RepositoryReader &m_reader;
    ArtifactDelivery &m_delivery;
    http::WorkerPool &m_workers;
};

} // namespace enigm::controlplane::api

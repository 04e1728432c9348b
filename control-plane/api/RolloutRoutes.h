#pragma once

#include "control-plane/api/Guard.h"
#include "control-plane/api/Routes.h"
#include "control-plane/http/WorkerPool.h"
#include "control-plane/ota/RolloutReader.h"
#include "control-plane/ota/RolloutService.h"

namespace enigm::controlplane::api {

/// Rollouts, as every operator reads them, and what a plan would mean. They are started and stopped as privileged
/// changes are: /v1/changes.
class RolloutRoutes
{
public:
    struct Parts
    {
        const Guard &guard;
        const ota::RolloutReader &reader;
        ota::RolloutService &service;
        RefusalLog &refusals;
        http::WorkerPool &workers;
    };

    /// Borrows all parts.
    explicit RolloutRoutes(const Parts &parts);

    [[nodiscard]] Routes routes();

private:
    [[nodiscard]] Expected<http::Response> page(const http::Request &request) const;
    [[nodiscard]] Expected<http::Response> detail(const http::Request &request) const;
    [[nodiscard]] Expected<http::Response> devices(const http::Request &request) const;
    [[nodiscard]] Expected<http::Response> events(const http::Request &request) const;
    [[nodiscard]] Expected<http::Response> preview(const http::Request &request) const;
    void keepMembers(const http::Request &request, const std::shared_ptr<PendingWrite> &write);

    Parts m_parts;
};

} // namespace enigm::controlplane::api

#pragma once

#include "control-plane/api/Routes.h"
#include "control-plane/fleet/HandleService.h"
#include "control-plane/http/WorkerPool.h"
#include "control-plane/network/NetworkHandles.h"

namespace enigm::controlplane::api {

/// Where served devices ask by which handles the network knows them, on the listener that knows them by their
/// certificates. What its routes borrow is all of it.
class HandleRoutes
{
public:
    HandleRoutes(fleet::HandleService &handles, network::NetworkHandles &known, http::WorkerPool &workers);

    [[nodiscard]] Routes routes();

private:
    [[nodiscard]] Expected<http::Response> handles(const http::Request &request);

    fleet::HandleService &m_handles;
    network::NetworkHandles &m_known;
    http::WorkerPool &m_workers;
};

} // namespace enigm::controlplane::api

#pragma once

#include "control-plane/api/AccessRoutes.h"
#include "control-plane/api/GatewayGuard.h"
#include "control-plane/api/GatewayRoutes.h"
#include "control-plane/network/NetworkServices.h"

namespace enigm::controlplane::api {

/// Everything that enforcement points can ask for. Outlives the listener that has its routes.
class GatewayApi
{
public:
    /// Borrows all.
    GatewayApi(network::NetworkServices &services, const store::Database &database, const time::Clock &clock,
               http::WorkerPool &workers);

    [[nodiscard]] Routes routes();

private:
    GatewayGuard m_guard;
    identity::IdempotencyService m_idempotency;
    AccessRoutes m_accessRoutes;
    GatewayRoutes m_gatewayRoutes;
};

} // namespace enigm::controlplane::api

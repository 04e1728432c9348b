#include "control-plane/api/GatewayApi.h"

namespace enigm::controlplane::api {

GatewayApi::GatewayApi(network::NetworkServices &services, const store::Database &database, const time::Clock &clock,
                       http::WorkerPool &workers)
    : m_guard(services.points(), services.book())
    , m_idempotency(database, clock)
    , m_accessRoutes(m_guard, services.access())
    , m_gatewayRoutes({.guard = m_guard,
                       .peers = services.peers(),
                       .credentials = services.credentials(),
                       .intake = services.intake(),
                       .idempotency = m_idempotency,
                       .workers = workers,
                       .decisionValidity = services.decisionValidity()})
{}

Routes GatewayApi::routes()
{
    Routes all = m_accessRoutes.routes();
    const Routes more = m_gatewayRoutes.routes();
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

} // namespace enigm::controlplane::api

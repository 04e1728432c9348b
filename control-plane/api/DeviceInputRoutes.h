#pragma once

#include "control-plane/api/Guard.h"
#include "control-plane/api/Routes.h"
#include "control-plane/audit/CheckpointBoard.h"
#include "control-plane/http/WorkerPool.h"
#include "control-plane/policy/FleetReader.h"

namespace enigm::controlplane::api {

/// The inputs of every device, in pages of columns: what a console needs to find out by itself whom a policy would
/// reach. Every operator reads them, as the devices that they are of.
class DeviceInputRoutes
{
public:
    /// Borrows all.
    DeviceInputRoutes(const Guard &guard, const policy::FleetReader &fleet, const audit::CheckpointBoard &board,
                      http::WorkerPool &workers);

    [[nodiscard]] Routes routes();

private:
    [[nodiscard]] Expected<http::Response> page(const http::Request &request) const;

    const Guard &m_guard;
    const policy::FleetReader &m_fleet;
    const audit::CheckpointBoard &m_board;
    http::WorkerPool &m_workers;
};

} // namespace enigm::controlplane::api

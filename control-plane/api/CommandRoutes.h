#pragma once

#include "control-plane/api/Routes.h"
#include "control-plane/fleet/CommandService.h"
#include "control-plane/http/WorkerPool.h"

namespace enigm::controlplane::api {

/// A device's own commands, their evidence and its answers, on the listener that knows it by its certificate. The only
/// routes at which a device is heard in whatever state it is. What they borrow is all of it.
class CommandRoutes
{
public:
    CommandRoutes(fleet::CommandService &commands, http::WorkerPool &workers);

    [[nodiscard]] Routes routes();

private:
    [[nodiscard]] Expected<http::Response> list(const http::Request &request) const;
    void evidence(const http::Request &request, http::Respond respond) const;
    [[nodiscard]] Expected<http::Response> nonce(const http::Request &request);
    void acknowledge(const http::Request &request, http::Respond respond);

    fleet::CommandService &m_commands;
    http::WorkerPool &m_workers;
};

} // namespace enigm::controlplane::api

#pragma once

#include "control-plane/api/Routes.h"
#include "control-plane/fleet/PostureService.h"

namespace enigm::controlplane::api {

/// Where served devices report of themselves, on the listener that knows them by their certificates. What its routes
/// borrow is all of it.
class PostureRoutes
{
public:
    explicit PostureRoutes(fleet::PostureService &postures);

    [[nodiscard]] Routes routes();

private:
    void report(const http::Request &request, http::Respond respond);

    fleet::PostureService &m_postures;
};

} // namespace enigm::controlplane::api

#pragma once

#include "control-plane/api/Routes.h"
#include "control-plane/audit/CheckpointBoard.h"
#include "control-plane/fleet/CheckInService.h"

namespace enigm::controlplane::api {

/// What devices ask for, on the listener that knows them by their certificates. What its routes borrow is all of it.
class CheckInRoutes
{
public:
    CheckInRoutes(fleet::CheckInService &checkIns, const audit::CheckpointBoard &board);

    [[nodiscard]] Routes routes();

private:
    [[nodiscard]] Expected<http::Response> checkIn(const http::Request &request);

    fleet::CheckInService &m_checkIns;
    const audit::CheckpointBoard &m_board;
};

} // namespace enigm::controlplane::api

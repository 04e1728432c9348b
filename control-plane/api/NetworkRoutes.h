#pragma once

#include "control-plane/api/Guard.h"
#include "control-plane/api/Routes.h"
#include "control-plane/network/PointReader.h"

namespace enigm::controlplane::api {

/// Enforcement points and how they have decided, as every operator reads them. What its routes borrow is all of it.
class NetworkRoutes
{
public:
    NetworkRoutes(const Guard &guard, const network::PointReader &points);

    [[nodiscard]] Routes routes();

private:
    [[nodiscard]] Expected<http::Response> page(const http::Request &request) const;
    [[nodiscard]] Expected<http::Response> outcomes(const http::Request &request) const;

    const Guard &m_guard;
    const network::PointReader &m_points;
};

} // namespace enigm::controlplane::api

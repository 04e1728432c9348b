#pragma once

#include "control-plane/api/Guard.h"
#include "control-plane/api/Routes.h"
#include "control-plane/fleet/DeviceReader.h"
#include "control-plane/fleet/GroupReader.h"

namespace enigm::controlplane::api {

/// Groups of devices, as every operator reads them. They are changed as privileged changes are: /v1/changes.
class GroupRoutes
{
public:
    GroupRoutes(const Guard &guard, const fleet::GroupReader &groups, const fleet::DeviceReader &devices);

    [[nodiscard]] Routes routes();

private:
    [[nodiscard]] Expected<http::Response> page(const http::Request &request) const;
    [[nodiscard]] Expected<http::Response> detail(const http::Request &request) const;
    [[nodiscard]] Expected<http::Response> devices(const http::Request &request) const;
    [[nodiscard]] Expected<http::Response> count(const http::Request &request) const;

    const Guard &m_guard;
    const fleet::GroupReader &m_groups;
    const fleet::DeviceReader &m_devices;
};

} // namespace enigm::controlplane::api

#pragma once

#include "control-plane/api/Guard.h"
#include "control-plane/api/Routes.h"
#include "control-plane/fleet/DeviceReader.h"
#include "control-plane/fleet/DeviceTimeline.h"
#include "control-plane/policy/TrustDecisions.h"

namespace enigm::controlplane::api {

/// The fleet, as every operator reads it. What its routes borrow is all of it.
class DeviceRoutes
{
public:
    DeviceRoutes(const Guard &guard, const fleet::DeviceReader &devices, const fleet::DeviceTimeline &timeline,
                 policy::TrustDecisions &decisions);

    [[nodiscard]] Routes routes();

private:
    [[nodiscard]] Expected<http::Response> page(const http::Request &request) const;
    [[nodiscard]] Expected<http::Response> summary(const http::Request &request) const;
    [[nodiscard]] Expected<http::Response> detail(const http::Request &request) const;
    [[nodiscard]] Expected<http::Response> timeline(const http::Request &request) const;

    const Guard &m_guard;
    const fleet::DeviceReader &m_devices;
    const fleet::DeviceTimeline &m_timeline;
    policy::TrustDecisions &m_decisions;
};

} // namespace enigm::controlplane::api

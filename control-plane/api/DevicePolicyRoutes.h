#pragma once

#include "control-plane/api/Routes.h"
#include "control-plane/fleet/CheckInService.h"
#include "control-plane/http/WorkerPool.h"
#include "control-plane/policy/ConfirmationService.h"
#include "control-plane/policy/DevicePolicies.h"

namespace enigm::controlplane::api {

/// /device/v1/policies: what is in force for the device that asks, and its evidence; and where it says what holds
/// there. As a check-in, for devices that are served.
class DevicePolicyRoutes
{
public:
    /// Borrows all.
    DevicePolicyRoutes(fleet::CheckInService &checkIns, const policy::DevicePolicies &policies,
                       policy::ConfirmationService &confirmations, http::WorkerPool &workers);

    [[nodiscard]] Routes routes();

private:
    [[nodiscard]] Expected<http::Response> list(const http::Request &request) const;
    [[nodiscard]] Expected<http::Response> evidence(const http::Request &request) const;
    void confirm(const http::Request &request, http::Respond respond);

    fleet::CheckInService &m_checkIns;
    const policy::DevicePolicies &m_policies;
    policy::ConfirmationService &m_confirmations;
    http::WorkerPool &m_workers;
};

} // namespace enigm::controlplane::api

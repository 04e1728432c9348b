#pragma once

#include "control-plane/api/GatewayGuard.h"
#include "control-plane/api/Routes.h"
#include "control-plane/network/AccessDecisions.h"
#include "control-plane/network/KnownQuestions.h"

namespace enigm::controlplane::api {

/// The OpenID AuthZEN Authorization API 1.0 for enforcement points: one evaluation, a batch of them, and the document
/// that says where both are. What its routes borrow is all of it.
class AccessRoutes
{
public:
    AccessRoutes(const GatewayGuard &guard, network::AccessDecisions &decisions);

    [[nodiscard]] Routes routes();

private:
    [[nodiscard]] Expected<http::Response> evaluation(const http::Request &request,
                                                      const network::EnforcementPoint &point);
    [[nodiscard]] Expected<http::Response> evaluations(const http::Request &request,
                                                       const network::EnforcementPoint &point);

    const GatewayGuard &m_guard;
    network::AccessDecisions &m_decisions;
    network::KnownQuestions m_questions;
};

} // namespace enigm::controlplane::api

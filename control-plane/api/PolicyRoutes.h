#pragma once

#include "control-plane/api/Guard.h"
#include "control-plane/api/Routes.h"
#include "control-plane/http/WorkerPool.h"
#include "control-plane/policy/AnalysisService.h"
#include "control-plane/policy/PolicyReader.h"

namespace enigm::controlplane::api {

/// Policies, as every operator reads them, and what would be odd about another. They are changed as privileged changes
/// are: /v1/changes.
class PolicyRoutes
{
public:
    /// Borrows all.
    PolicyRoutes(const Guard &guard, const policy::PolicyReader &policies, const policy::AnalysisService &analysis,
                 http::WorkerPool &workers);

    [[nodiscard]] Routes routes();

private:
    [[nodiscard]] Expected<http::Response> page(const http::Request &request) const;
    [[nodiscard]] Expected<http::Response> detail(const http::Request &request) const;
    [[nodiscard]] Expected<http::Response> version(const http::Request &request) const;
    [[nodiscard]] Expected<http::Response> analyse(const http::Request &request) const;

    const Guard &m_guard;
    const policy::PolicyReader &m_policies;
    const policy::AnalysisService &m_analysis;
    http::WorkerPool &m_workers;
};

} // namespace enigm::controlplane::api

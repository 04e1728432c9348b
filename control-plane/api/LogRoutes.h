#pragma once

#include "control-plane/api/Guard.h"
#include "control-plane/api/Routes.h"
#include "control-plane/audit/LogReader.h"

namespace enigm::controlplane::api {

/// Checkpoints, tiles (C2SP tlog-tiles) and proofs (RFC 6962) of both logs: the governance log for every operator, the
/// leaves and hashes of the activity log for security reviewers. What its routes borrow is all of it.
class LogRoutes
{
public:
    LogRoutes(const Guard &guard, const audit::LogReader &logs, RefusalLog &refusals);

    [[nodiscard]] Routes routes();

private:
    [[nodiscard]] Expected<http::Response> checkpoint(const http::Request &request) const;
    [[nodiscard]] Expected<http::Response> tile(const http::Request &request, const identity::Caller &caller) const;
    [[nodiscard]] Expected<http::Response> consistency(const http::Request &request) const;
    [[nodiscard]] Expected<http::Response> inclusion(const http::Request &request) const;

    const Guard &m_guard;
    const audit::LogReader &m_logs;
    RefusalLog &m_refusals;
};

} // namespace enigm::controlplane::api

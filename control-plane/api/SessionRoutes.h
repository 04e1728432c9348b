#pragma once

#include "control-plane/api/Guard.h"
#include "control-plane/api/Routes.h"
#include "control-plane/http/WorkerPool.h"
#include "control-plane/identity/SessionService.h"

namespace enigm::controlplane::api {

/// An operator's own sessions and PIN. What its routes borrow is all of it.
class SessionRoutes
{
public:
    SessionRoutes(const Guard &guard, identity::SessionService &sessions, RefusalLog &refusals,
                  http::WorkerPool &workers);

    [[nodiscard]] Routes routes();

private:
    [[nodiscard]] Expected<http::Response> present(const identity::Caller &caller) const;
    [[nodiscard]] Expected<http::Response> open(const identity::Caller &caller) const;
    void end(const std::shared_ptr<PendingWrite> &write, const QString &session);
    void setPin(http::Request request, const std::shared_ptr<PendingWrite> &write);

    const Guard &m_guard;
    identity::SessionService &m_sessions;
    RefusalLog &m_refusals;
    http::WorkerPool &m_workers;
};

} // namespace enigm::controlplane::api

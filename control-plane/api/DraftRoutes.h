#pragma once

#include "control-plane/api/Guard.h"
#include "control-plane/api/RefusalLog.h"
#include "control-plane/api/Routes.h"
#include "control-plane/policy/DraftService.h"

#include <memory>

namespace enigm::controlplane::api {

/// Drafts of policies: administrators write them, every operator reads them.
class DraftRoutes
{
public:
    /// Borrows all.
    DraftRoutes(const Guard &guard, policy::DraftService &drafts, RefusalLog &refusals);

    [[nodiscard]] Routes routes();

private:
    [[nodiscard]] Expected<http::Response> page(const http::Request &request) const;
    [[nodiscard]] Expected<http::Response> find(const http::Request &request) const;
    void save(const http::Request &request, const std::shared_ptr<PendingWrite> &write);
    void drop(const http::Request &request, const std::shared_ptr<PendingWrite> &write);
    /// Who may write, of a request that says all but the document by where it is sent: the revision that it names.
    [[nodiscard]] Expected<qint64> checkWrite(const http::Request &request, const identity::Caller &caller) const;

    const Guard &m_guard;
    policy::DraftService &m_drafts;
    RefusalLog &m_refusals;
};

} // namespace enigm::controlplane::api

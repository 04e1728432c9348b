#pragma once

#include "contract/time/Clock.h"
#include "control-plane/api/Guard.h"
#include "control-plane/api/Routes.h"
#include "control-plane/changes/ChangeReader.h"
#include "control-plane/changes/ChangeService.h"
#include "control-plane/http/WorkerPool.h"

namespace enigm::controlplane::api {

/// Privileged changes: asking, deciding, withdrawing, and reading them. What its routes borrow is all of it.
class ChangeRoutes
{
public:
    ChangeRoutes(const Guard &guard, changes::ChangeService &service, const changes::ChangeReader &reader,
                 const time::Clock &clock, http::WorkerPool &workers);

    [[nodiscard]] Routes routes();

private:
    using WritePointer = std::shared_ptr<PendingWrite>;

    void request(const http::Request &request, const WritePointer &write);
    void decide(const http::Request &request, const WritePointer &write);
    void withdraw(const http::Request &request, const WritePointer &write);

    /// True where the act may go on; otherwise the write is answered: by `preview` and a demand for a step-up, or with
    /// what is wrong with the step-up that came.
    [[nodiscard]] bool isSteppedUp(const WritePointer &write, const QString &change, const QByteArray &digest,
                                   const std::function<void(changes::ChangeService::Done)> &preview);
    [[nodiscard]] changes::ChangeService::Company companyOf(const WritePointer &write) const;

    [[nodiscard]] Expected<http::Response> page(const http::Request &request) const;
    [[nodiscard]] Expected<http::Response> record(const http::Request &request) const;
    [[nodiscard]] Expected<http::Response> targets(const http::Request &request) const;
    [[nodiscard]] Expected<http::Response> evidence(const http::Request &request) const;

    const Guard &m_guard;
    changes::ChangeService &m_service;
    const changes::ChangeReader &m_reader;
    const time::Clock &m_clock;
    http::WorkerPool &m_workers;
};

} // namespace enigm::controlplane::api

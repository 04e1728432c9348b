#pragma once

#include "contract/time/Clock.h"
#include "control-plane/api/ChangeReading.h"
#include "control-plane/api/Guard.h"
#include "control-plane/api/Routes.h"
#include "control-plane/changes/ChangeReader.h"
#include "control-plane/changes/ChangeService.h"
#include "control-plane/fleet/DeviceReader.h"
#include "control-plane/http/WorkerPool.h"

namespace enigm::controlplane::api {

/// Privileged changes: asking, deciding, withdrawing, and reading them: lists for every operator, a change whole for
/// those who may (ChangeAccess), which is an entry. What its routes borrow is all of it.
class ChangeRoutes
{
public:
    /// Borrows all but the access rules.
    struct Parts
    {
        const Guard &guard;
        changes::ChangeService &service;
        const changes::ChangeReader &reader;
        const fleet::DeviceReader &devices;
        const ChangeReading &reading;
        const time::Clock &clock;
        http::WorkerPool &workers;
        ChangeAccess access;
    };
    explicit ChangeRoutes(Parts parts);

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
    /// After the refusal is logged, where it matters to security; `change` is a reference, or empty.
    void refuseLogged(const WritePointer &write, const QString &change, const Problem &problem) const;
    [[nodiscard]] changes::ChangeService::Company companyOf(const WritePointer &write) const;

    /// Answers what the handler does, of a change that the caller may read (ChangeReading).
    using Restricted = Expected<http::Response> (ChangeRoutes::*)(const http::Request &) const;
    void read(const http::Request &request, const identity::Caller &caller, Restricted handler, http::Respond respond);

    [[nodiscard]] Expected<http::Response> page(const http::Request &request, const identity::Caller &caller) const;
    [[nodiscard]] Expected<http::Response> record(const http::Request &request) const;
    [[nodiscard]] Expected<http::Response> targets(const http::Request &request) const;
    [[nodiscard]] Expected<http::Response> commands(const http::Request &request) const;
    [[nodiscard]] Expected<http::Response> evidence(const http::Request &request) const;

    Parts m_parts;
};

} // namespace enigm::controlplane::api

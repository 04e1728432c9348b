#pragma once

#include "control-plane/api/Guard.h"
#include "control-plane/api/RefusalLog.h"
#include "control-plane/api/Routes.h"
#include "control-plane/http/WorkerPool.h"
#include "control-plane/ota/ReleaseReader.h"
#include "control-plane/ota/ReleaseService.h"

#include <memory>

namespace enigm::controlplane::api {

/// Releases: release managers import them, every operator reads them.
class ReleaseRoutes
{
public:
    /// What it borrows.
    struct Parts
    {
        const Guard &guard;
        ota::ReleaseService &releases;
        const ota::ReleaseReader &reader;
        RefusalLog &refusals;
        identity::DirectoryView directory;
        const time::Clock &clock;
        http::WorkerPool &workers;
    };
    explicit ReleaseRoutes(Parts parts);

    [[nodiscard]] Routes routes();

private:
    [[nodiscard]] Expected<http::Response> page(const http::Request &request) const;
    [[nodiscard]] Expected<http::Response> find(const http::Request &request) const;
    [[nodiscard]] Expected<http::Response> upload(const http::Request &request) const;
    void begin(const http::Request &request, const std::shared_ptr<PendingWrite> &write);
    void receive(const http::Request &request, const identity::Caller &caller, http::Respond respond);
    void remove(const http::Request &request, const std::shared_ptr<PendingWrite> &write);
    /// Who may write, of a request whose query says nothing.
    [[nodiscard]] Expected<void> checkWrite(const http::Request &request, const identity::Caller &caller) const;
    [[nodiscard]] http::Response refused(const Problem &problem, const QString &release) const;

    const Parts m_parts;
};

} // namespace enigm::controlplane::api

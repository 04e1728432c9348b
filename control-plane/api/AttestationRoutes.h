#pragma once

#include "control-plane/api/Guard.h"
#include "control-plane/api/RefusalLog.h"
#include "control-plane/api/Routes.h"
#include "control-plane/enrollment/RevocationLists.h"
#include "control-plane/fleet/AttestationRequests.h"
#include "control-plane/http/WorkerPool.h"
#include "control-plane/identity/Caller.h"

#include <memory>

namespace enigm::controlplane::api {

/// What operators do about attestation beside changes: ask devices to attest again, and put revocation lists for a
/// change to name. Both are for administrators; every operator reads the lists.
class AttestationRoutes
{
public:
    /// Borrows all but the directory.
    struct Parts
    {
        const Guard &guard;
        fleet::AttestationRequests &requests;
        enrollment::RevocationLists &revocations;
        identity::DirectoryView directory;
        RefusalLog &refusals;
        http::WorkerPool &workers;
    };
    explicit AttestationRoutes(Parts parts);

    [[nodiscard]] Routes routes();

private:
    using WritePointer = std::shared_ptr<PendingWrite>;

    [[nodiscard]] bool mayWrite(const WritePointer &write) const;
    void ask(const http::Request &request, const WritePointer &write);
    void put(const http::Request &request, const WritePointer &write);
    [[nodiscard]] Expected<http::Response> list(const http::Request &request) const;

    Parts m_parts;
};

} // namespace enigm::controlplane::api

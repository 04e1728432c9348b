#pragma once

#include "control-plane/api/Routes.h"
#include "control-plane/enrollment/AttestationService.h"
#include "control-plane/http/WorkerPool.h"

namespace enigm::controlplane::api {

/// Where served devices attest again, on the listener that knows them by their certificates. What its routes borrow is
/// all of it.
class FreshAttestationRoutes
{
public:
    FreshAttestationRoutes(enrollment::AttestationService &attestations, http::WorkerPool &workers);

    [[nodiscard]] Routes routes();

private:
    void attest(const http::Request &request, http::Respond respond);

    enrollment::AttestationService &m_attestations;
    http::WorkerPool &m_workers;
};

} // namespace enigm::controlplane::api

#pragma once

#include "control-plane/api/Routes.h"
#include "control-plane/http/WorkerPool.h"
#include "control-plane/network/CredentialService.h"

namespace enigm::controlplane::api {

/// Where served devices are given what the network is to know them by, on the listener that knows them by their
/// certificates. What its routes borrow is all of it.
class CredentialRoutes
{
public:
    CredentialRoutes(network::CredentialService &credentials, http::WorkerPool &workers);

    [[nodiscard]] Routes routes();

private:
    [[nodiscard]] Expected<http::Response> issue(const http::Request &request);

    network::CredentialService &m_credentials;
    http::WorkerPool &m_workers;
};

} // namespace enigm::controlplane::api

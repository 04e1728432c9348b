#pragma once

#include "control-plane/api/GatewayGuard.h"
#include "control-plane/api/Routes.h"
#include "control-plane/http/WorkerPool.h"
#include "control-plane/identity/IdempotencyService.h"
#include "control-plane/network/CredentialService.h"
#include "control-plane/network/OutcomeIntake.h"
#include "control-plane/network/PeerService.h"

#include <map>
#include <memory>
#include <mutex>

namespace enigm::controlplane::api {

/// What enforcement points ask for and tell beyond the standard: who may connect, by whom devices' certificates for the
/// network are signed, and how they have decided. What its routes borrow is all of it.
class GatewayRoutes
{
public:
    struct Parts
    {
        const GatewayGuard &guard;
        network::PeerService &peers;
        const network::CredentialService &credentials;
        network::OutcomeIntake &intake;
        const identity::IdempotencyService &idempotency;
        http::WorkerPool &workers;
        qint64 decisionValidity; ///< seconds for which a set of peers may be kept
    };
    /// Borrows all parts.
    explicit GatewayRoutes(const Parts &parts);

    [[nodiscard]] Routes routes();

private:
    [[nodiscard]] Expected<http::Response> peers(const http::Request &request, const network::EnforcementPoint &point);
    [[nodiscard]] Expected<http::Response> authority(const http::Request &request) const;
    void report(const http::Request &request, const network::EnforcementPoint &point, http::Respond respond);

    /// A set of peers as it is sent, so that polling for it costs nothing while it is the same.
    struct Rendered
    {
        std::shared_ptr<const network::Peers> peers;
        QByteArray bytes;
        QByteArray etag;
    };

    const Parts m_parts;
    std::mutex m_mutex;
    std::map<enigm::policy::NetworkPath, Rendered> m_rendered; ///< under m_mutex
};

} // namespace enigm::controlplane::api

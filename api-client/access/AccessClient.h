#pragma once

#include "api-client/access/AccessDecision.h"
#include "api-client/access/OutcomeReport.h"
#include "api-client/access/PermittedPeers.h"
#include "api-client/wire/Transport.h"

#include <QUrl>

#include <optional>

namespace enigm::client {

/// What an enforcement point asks of the gateway listener. Refusals are the control plane's own (CertificateRefused
/// where the point is not enrolled, or no longer), those of the wire, and UnexpectedAnswer.
class AccessClient
{
public:
    /// `transport` shows the point's certificate and outlives this; `gateway` is the listener's URL, without a path.
    AccessClient(Transport &transport, QUrl gateway, policy::NetworkPath path);

    [[nodiscard]] policy::NetworkPath path() const { return m_path; }

    /// Whether this device may pass. AuthZEN 1.0, section 6.
    [[nodiscard]] Task<Expected<AccessDecision>> evaluate(fleet::DeviceHandle device);

    struct Peers
    {
        std::optional<PermittedPeers> changed; ///< nothing where they are those of `etag` still
        QByteArray etag;
    };
    [[nodiscard]] Task<Expected<Peers>> peers(QByteArray etag);

    [[nodiscard]] Task<Expected<void>> report(OutcomeReport report);

    struct Authority
    {
        QByteArray certificate; ///< DER
    };
    /// Who signs the certificates that devices show on the network.
    [[nodiscard]] Task<Expected<Authority>> authority();

private:
    [[nodiscard]] Task<Expected<WireReply>> send(WireRequest request, int expected, int alsoExpected = 0);
    [[nodiscard]] WireRequest request(const QByteArray &method, const QString &path) const;

    Transport &m_transport;
    QUrl m_gateway;
    policy::NetworkPath m_path;
};

} // namespace enigm::client

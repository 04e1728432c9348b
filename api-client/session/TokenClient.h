#pragma once

#include "api-client/wire/ServerProblem.h"
#include "api-client/wire/Task.h"
#include "api-client/wire/Transport.h"
#include "contract/deployment/DeploymentFile.h"
#include "contract/signing/Jws.h"
#include "contract/time/Clock.h"

#include <QByteArray>
#include <QString>

#include <expected>
#include <memory>
#include <optional>

namespace enigm::client {

/// A token as the control plane issued it, with the key that its proofs are made with.
struct Token
{
    QByteArray value;
    QString session;
    qint64 expires = 0; ///< Unix seconds by this machine's clock
};

/// A step-up: for which act, in which session.
struct StepUp
{
    QByteArray act;
    QString session;
};

/// Speaks to /oauth2/token (RFC 7523, 9449, 9470) with one DPoP key for the life of the session.
class TokenClient
{
public:
    TokenClient(const deployment::DeploymentFile &deployment, Transport &transport, const time::Clock &clock);

    /// What an operator has to sign to get a token, now: for a session, or for a step-up in one.
    [[nodiscard]] Expected<signing::UnsignedJws> assertion(const QString &operatorId, const signing::PublicKey &key,
                                                           const std::optional<StepUp> &stepUp) const;
    /// Exchanges the signed assertion for a token; with the PIN where it is that of a step-up.
    [[nodiscard]] Task<std::expected<Token, ServerProblem>> request(signing::Jws assertion, signing::Secret pin);
    /// A DPoP proof for one request under `token`; empty where the proof cannot be made.
    [[nodiscard]] QByteArray proof(const QByteArray &method, const QUrl &url, const QByteArray &token) const;

private:
    [[nodiscard]] static std::expected<Token, ServerProblem> read(const WireReply &reply, qint64 asked);

    const deployment::DeploymentFile &m_deployment;
    Transport &m_transport;
    const time::Clock &m_clock;
    std::unique_ptr<signing::PrivateKey> m_dpopKey;
};

} // namespace enigm::client

#pragma once

#include "api-client/session/StepUpPrompt.h"
#include "api-client/wire/Task.h"
#include "api-client/wire/Transport.h"
#include "contract/deployment/DeploymentFile.h"
#include "contract/json/JsonValue.h"
#include "contract/operators/Role.h"
#include "contract/problems/Problem.h"
#include "contract/signing/Signer.h"
#include "contract/time/Clock.h"

#include <QObject>
#include <QString>
#include <QUrlQuery>

#include <memory>
#include <optional>

namespace enigm::client {

/// Who is signed in, as the control plane says; roles are checked again against the replayed governance log.
struct SessionInfo
{
    QString session;
    QString operatorId;
    QString keyThumbprint;
    operators::Roles roles;
    qint64 created = 0;
    qint64 expires = 0;
    bool pinSet = false;
};

/// One API request. Writes get an idempotency key of their own, kept over repetitions.
struct ApiRequest
{
    QByteArray method = "GET";
    QString path; ///< "/v1/devices", already percent-encoded
    QUrlQuery query = {};
    std::optional<json::Value> body = {};
    QByteArray etag = {};                      ///< If-None-Match
    std::optional<StepUpQuestion> stepUp = {}; ///< what to ask where the server demands a step-up
};

struct ApiReply
{
    int status = 0;
    QByteArray etag;
    QByteArray body;
    [[nodiscard]] bool isNotModified() const { return status == 304; }
    /// Strictly parsed body.
    [[nodiscard]] Expected<json::Value> json() const;
};

/// A signed-in conversation with one control plane: token, DPoP proofs, step-up and one repetition handled inside.
///
/// A request that is answered with step-up-required asks the person once (one prompt at a time), gets a step-up token
/// bound to the act and repeats the request with a new proof and the same idempotency key. A connection that drops
/// unanswered is repeated once likewise. Lives on the thread of its event loop.
class Session : public QObject
{
    Q_OBJECT

public:
    /// `clock` and `prompt` outlive the session.
    Session(deployment::DeploymentFile deployment, std::unique_ptr<Transport> transport, const time::Clock &clock,
            StepUpPrompt &prompt, QObject *parent = nullptr);
    ~Session() override;

    /// Signs in with an operator key; the signer is kept for step-up assertions only while `keepSigner` of the caller
    /// lives.
    [[nodiscard]] Task<Expected<SessionInfo>> signIn(QString operatorId, std::shared_ptr<signing::Signer> signer);
    [[nodiscard]] Task<Expected<void>> signOut();
    [[nodiscard]] Task<Expected<void>> setPin(signing::Secret current, signing::Secret pin);

    [[nodiscard]] Task<Expected<ApiReply>> send(ApiRequest request);

    [[nodiscard]] const std::optional<SessionInfo> &info() const;
    [[nodiscard]] const deployment::DeploymentFile &deployment() const;
    /// Unix seconds by the clock that signed times are made with.
    [[nodiscard]] qint64 now() const;
    /// The operator's signer, for signed values; null before sign-in.
    [[nodiscard]] std::shared_ptr<signing::Signer> signer() const;

Q_SIGNALS:
    void signedIn();
    /// Signed out, expired or revoked; `problem` says why where it was not asked for.
    void ended(std::optional<enigm::Problem> problem);
    /// The server answered, or could not be reached: drives the offline and stale states.
    void reachabilityChanged(bool reachable);

private:
    class Private;
    /// Shared with the coroutines that are under way, so that they may end after the session is gone.
    std::shared_ptr<Private> m_d;
};

} // namespace enigm::client

#pragma once

#include "api-client/session/SessionInfo.h"
#include "api-client/session/StepUpPrompt.h"
#include "api-client/wire/Task.h"
#include "api-client/wire/Transport.h"
#include "contract/deployment/DeploymentFile.h"
#include "contract/json/JsonValue.h"
#include "contract/problems/Problem.h"
#include "contract/signing/Jws.h"
#include "contract/signing/LockedKey.h"
#include "contract/time/Clock.h"

#include <QObject>
#include <QString>
#include <QUrlQuery>

#include <functional>
#include <memory>
#include <optional>

namespace enigm::client {

/// A body that is no JSON, and the header fields that say what becomes of it.
struct RawBody
{
    QByteArray bytes;
    QByteArray mediaType;
    QList<std::pair<QByteArray, QByteArray>> fields = {};
};

/// One API request. Writes get an idempotency key of their own, kept over repetitions.
struct ApiRequest
{
    QByteArray method = "GET";
    QString path; ///< "/v1/devices", already percent-encoded
    QUrlQuery query = {};
    std::optional<json::Value> body = {};
    QByteArray etag = {};            ///< If-None-Match; of a write If-Match
    std::optional<RawBody> raw = {}; ///< instead of a body
};

/// A value that the operator signs, and the request that carries it.
struct SigningRequest
{
    QString act; ///< one line for the person, translated by the caller: "Sign the revocation of 12 devices"
    signing::UnsignedJws value;
    ApiRequest request;       ///< its body is an object, without the signed value
    QLatin1StringView member; ///< of that object, where the signed value goes
    /// Asked again once it is signed, and each time before it is sent; a refusal keeps it here.
    std::function<Expected<void>()> mayGo = {};
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
/// It holds the operator key locked. What is signed asks the person first (one prompt at a time): the key's secret
/// opens the key for as long as it takes to sign the value and the assertion of a step-up for its digest, and the PIN
/// goes with that assertion once the control plane answers step-up-required; then the request is repeated with a new
/// proof and the same idempotency key. What would be refused anyway is refused before, at no attempt of the PIN. A
/// connection that drops unanswered is repeated once likewise. Lives on the thread of its event loop.
class Session : public QObject
{
    Q_OBJECT

public:
    /// `clock` and `prompt` outlive the session.
    Session(deployment::DeploymentFile deployment, std::unique_ptr<Transport> transport, const time::Clock &clock,
            StepUpPrompt &prompt, QObject *parent = nullptr);
    ~Session() override;

    /// Signs in with an operator key, which the secret opens. WrongPassphrase, before anything is sent.
    [[nodiscard]] Task<Expected<SessionInfo>> signIn(QString operatorId, std::shared_ptr<const signing::LockedKey> key,
                                                     signing::Secret keySecret);
    [[nodiscard]] Task<Expected<void>> signOut();
    /// Sets the first PIN (`current` empty) or another, for which the operator key is opened. WrongPassphrase before
    /// anything is sent.
    [[nodiscard]] Task<Expected<void>> setPin(signing::Secret keySecret, signing::Secret current, signing::Secret pin);

    [[nodiscard]] Task<Expected<ApiReply>> send(ApiRequest request);
    /// A question whose answer goes on (GET). Never null; SessionEnded where nobody is signed in.
    [[nodiscard]] Expected<std::unique_ptr<WireStream>> openStream(ApiRequest request);
    /// Asks the person, signs and sends, in one gesture. Cancelled; the problems of the key, the step-up and the act.
    [[nodiscard]] Task<Expected<ApiReply>> sign(SigningRequest act);

    [[nodiscard]] const std::optional<SessionInfo> &info() const;
    [[nodiscard]] const deployment::DeploymentFile &deployment() const;
    /// Unix seconds by the clock that signed times are made with.
    [[nodiscard]] qint64 now() const;
    /// The operator's, for values that are to be signed; null while nobody is signed in.
    [[nodiscard]] signing::PublicKey key() const;

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

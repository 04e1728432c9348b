#pragma once

#include "contract/json/JsonValue.h"
#include "contract/problems/Problem.h"
#include "contract/signing/Jws.h"

#include <QByteArray>
#include <QLatin1StringView>
#include <QString>

#include <optional>

namespace enigm::identity {

inline constexpr auto assertionTyp = QLatin1StringView("enigm-assertion+jwt");
/// RFC 7523 section 2.1.
inline constexpr auto assertionGrant = QLatin1StringView("urn:ietf:params:oauth:grant-type:jwt-bearer");
/// The authentication context of a step-up: a PIN beside the operator key (RFC 9470).
inline constexpr auto pinContext = QLatin1StringView("urn:enigm:acr:pin");
/// Seconds: how long a session lasts, how long a step-up may be used, how long an assertion may be valid.
inline constexpr qint64 sessionLifetime = 6 * 3600;
inline constexpr qint64 stepUpLifetime = 120;
inline constexpr qint64 assertionLifetime = 120;

/// What an operator says at the token endpoint (RFC 7523 section 3), signed by the operator key.
/// {"acr","act","aud","exp","iat","iss","jti","session","sub"}; iss and sub are the operator id.
struct Assertion
{
    QString operatorId;
    QString audience; ///< audienceOf the deployment
    qint64 issued = 0;
    qint64 expires = 0; ///< at most assertionLifetime after issued
    QString id;         ///< jti, UUIDv7
    /// A step-up: the digest of what will be signed (or pinAct), and the session it belongs to. Both or neither.
    std::optional<QByteArray> act;
    std::optional<QString> session;

    /// InvalidAssertion with the reason.
    static Expected<Assertion> fromJson(const json::Value &payload);
    [[nodiscard]] json::Value toJson() const;
    [[nodiscard]] bool isStepUp() const { return act.has_value(); }
};

struct SignedAssertion
{
    signing::Jws jws;
    Assertion assertion;

    static Expected<SignedAssertion> parse(QByteArrayView compact);
    static Expected<signing::UnsignedJws> prepare(const Assertion &assertion, const signing::PublicKey &key);
    static Expected<SignedAssertion> sign(const Assertion &assertion, const signing::Signer &signer);
};

/// The act of an assertion by which an operator proves to hold the key before a PIN is set: SHA-256 over
/// "urn:enigm:act:pin".
[[nodiscard]] QByteArray pinAct();

/// "urn:enigm:deployment:<base64url id>": who an assertion is for.
[[nodiscard]] QString audienceOf(QByteArrayView deploymentId);

} // namespace enigm::identity

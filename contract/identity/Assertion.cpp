#include "contract/identity/Assertion.h"

#include "contract/encoding/Base64Url.h"
#include "contract/json/ObjectReader.h"
#include "contract/signing/Secret.h"

namespace enigm::identity {

using namespace Qt::StringLiterals;

namespace {

std::unexpected<Problem> invalid(const QString &detail, const QString &where = {})
{
    return refuse(ProblemType::InvalidAssertion, detail, where);
}

} // namespace

Expected<Assertion> Assertion::fromJson(const json::Value &payload)
{
    json::ObjectReader reader(payload);
    const std::optional<QString> context = reader.textOrNull("acr"_L1);
    Assertion assertion{.operatorId = reader.uuid("sub"_L1),
                        .audience = reader.text("aud"_L1),
                        .issued = reader.integer("iat"_L1),
                        .expires = reader.integer("exp"_L1),
                        .id = reader.uuid("jti"_L1),
                        .act = reader.bytesOrNull("act"_L1, 32),
                        .session = reader.textOrNull("session"_L1)};
    const QString issuer = reader.text("iss"_L1);
    if (const auto done = reader.finish(); !done)
        return invalid(done.error().toString(), done.error().where);
    if (issuer != assertion.operatorId)
        return invalid(u"Issuer and subject must be the same operator."_s, u"/iss"_s);
    if (assertion.expires <= assertion.issued || assertion.expires - assertion.issued > assertionLifetime)
        return invalid(u"An assertion is valid for at most two minutes."_s, u"/exp"_s);
    const bool isStepUp = context.has_value();
    if ((isStepUp && *context != pinContext) || assertion.act.has_value() != isStepUp ||
        assertion.session.has_value() != isStepUp)
        return invalid(u"A step-up names its context, act and session; a sign-in none of them."_s, u"/acr"_s);
    return assertion;
}

json::Value Assertion::toJson() const
{
    return json::Object{{"acr"_L1, act ? json::Value(pinContext) : json::Value()},
                        {"act"_L1, act ? json::Value(QString::fromLatin1(encoding::toBase64Url(*act))) : json::Value()},
                        {"aud"_L1, audience},
                        {"exp"_L1, expires},
                        {"iat"_L1, issued},
                        {"iss"_L1, operatorId},
                        {"jti"_L1, id},
                        {"session"_L1, session ? json::Value(*session) : json::Value()},
                        {"sub"_L1, operatorId}};
}

Expected<SignedAssertion> SignedAssertion::parse(QByteArrayView compact)
{
    auto jws = signing::Jws::parse(compact, assertionTyp);
    if (!jws)
        return invalid(jws.error().toString(), jws.error().where);
    auto assertion = Assertion::fromJson(jws->payload());
    if (!assertion)
        return std::unexpected(assertion.error());
    return SignedAssertion{std::move(*jws), std::move(*assertion)};
}

Expected<signing::UnsignedJws> SignedAssertion::prepare(const Assertion &assertion, const signing::PublicKey &key)
{
    return signing::UnsignedJws::make(assertionTyp, assertion.toJson(), key);
}

Expected<SignedAssertion> SignedAssertion::sign(const Assertion &assertion, const signing::Signer &signer)
{
    auto jws = signing::Jws::sign(assertionTyp, assertion.toJson(), signer);
    if (!jws)
        return std::unexpected(jws.error());
    return SignedAssertion{std::move(*jws), assertion};
}

QByteArray pinAct()
{
    return signing::sha256("urn:enigm:act:pin");
}

QString audienceOf(QByteArrayView deploymentId)
{
    return u"urn:enigm:deployment:"_s + QString::fromLatin1(encoding::toBase64Url(deploymentId));
}

} // namespace enigm::identity

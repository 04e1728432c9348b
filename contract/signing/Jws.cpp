#include "contract/signing/Jws.h"

#include "contract/encoding/Base64Url.h"
#include "contract/json/JsonParser.h"

using namespace Qt::StringLiterals;

namespace enigm::signing {

namespace {

constexpr qsizetype thumbprintSize = 43; // SHA-256 as base64url
constexpr qsizetype signatureSize = 64;  // r||s, RFC 7518 section 3.4
constexpr QByteArrayView beforeKid = R"({"alg":"ES256","kid":")";
constexpr QByteArrayView beforeTyp = R"(","typ":")";
constexpr QByteArrayView afterTyp = R"("})";

std::unexpected<Problem> malformed(QString detail)
{
    return refuse(ProblemType::MalformedJws, std::move(detail));
}

std::unexpected<Problem> inside(const Problem &problem, const QString &part)
{
    return std::unexpected(problem.under(part));
}

QByteArray headerOf(QByteArrayView kid, QLatin1StringView typ)
{
    return beforeKid.toByteArray() + kid.toByteArray() + beforeTyp.toByteArray() + QByteArray(typ.data(), typ.size()) +
           afterTyp.toByteArray();
}

/// Takes `text` from the front of `rest`; false where something else stands there.
bool take(QByteArrayView &rest, QByteArrayView text)
{
    if (!rest.startsWith(text))
        return false;
    rest = rest.sliced(text.size());
    return true;
}

/// The kid of a header that is the only one possible for it and this typ.
Expected<QByteArray> kidOf(QByteArrayView header, QLatin1StringView typ)
{
    QByteArrayView rest = header;
    if (take(rest, beforeKid) && rest.size() > thumbprintSize) {
        const QByteArrayView kid = rest.first(thumbprintSize);
        rest = rest.sliced(thumbprintSize);
        if (take(rest, beforeTyp) && take(rest, QByteArrayView(typ.data(), typ.size())) && rest == afterTyp &&
            encoding::fromBase64Url(kid))
            return kid.toByteArray();
    }
    if (const auto read = json::parseSigned(header); !read)
        return inside(read.error(), u"header"_s);
    return malformed(u"The header must hold exactly alg ES256, kid (a thumbprint) and typ %1"_s.arg(typ));
}

Expected<json::Value> readPayload(QByteArrayView text)
{
    const auto bytes = encoding::fromBase64Url(text);
    if (!bytes)
        return std::unexpected(bytes.error());
    return json::parseSigned(*bytes);
}

} // namespace

Expected<UnsignedJws> UnsignedJws::make(QLatin1StringView typ, const json::Value &payload, const PublicKey &key)
{
    if (key.kind() != PublicKey::Kind::P256)
        return refuse(ProblemType::MalformedKey, u"Only a P-256 key signs here"_s);
    const QByteArray signedBytes = encoding::toBase64Url(headerOf(key.thumbprint().toLatin1(), typ)) + '.' +
                                   encoding::toBase64Url(json::canonical(payload));
    auto jws = Jws::parseSigned(signedBytes, typ, {});
    if (!jws)
        return std::unexpected(jws.error());
    if (jws->payload() != payload)
        return refuse(ProblemType::UnsafeText, u"The payload holds text that has no UTF-8 form"_s);
    jws->m_compact = signedBytes;
    return UnsignedJws(std::move(*jws));
}

Expected<Jws> UnsignedJws::sign(const Signer &signer) const
{
    if (signer.publicKey().thumbprint() != m_jws.m_kid)
        return refuse(ProblemType::UnknownKey, u"The header names another key, %1"_s.arg(m_jws.m_kid));
    auto signature = signer.sign(m_jws.signedBytes());
    if (!signature)
        return std::unexpected(signature.error());
    if (signature->size() != signatureSize)
        return malformed(u"An ES256 signature has 64 bytes"_s);
    Jws jws = m_jws;
    jws.m_compact += '.' + encoding::toBase64Url(*signature);
    jws.m_signature = std::move(*signature);
    return jws;
}

Expected<Jws> Jws::sign(QLatin1StringView typ, const json::Value &payload, const Signer &signer)
{
    const auto made = UnsignedJws::make(typ, payload, signer.publicKey());
    if (!made)
        return std::unexpected(made.error());
    return made->sign(signer);
}

/// All but the bytes themselves and the signature.
Expected<Jws> Jws::parseSigned(QByteArrayView signedBytes, QLatin1StringView typ, const KnownPayload &known)
{
    const qsizetype dot = signedBytes.indexOf('.');
    const auto header = encoding::fromBase64Url(signedBytes.first(dot));
    if (!header)
        return inside(header.error(), u"header"_s);
    const auto kid = kidOf(*header, typ);
    if (!kid)
        return std::unexpected(kid.error());
    const QByteArrayView text = signedBytes.sliced(dot + 1);
    auto value = !text.isEmpty() && text == known.text ? Expected<json::Value>(known.value) : readPayload(text);
    if (!value)
        return inside(value.error(), u"payload"_s);
    if (value->kind() != json::Value::Kind::Object)
        return malformed(u"The payload is an object"_s);

    Jws jws;
    jws.m_signedSize = signedBytes.size();
    jws.m_payloadPlace = dot + 1;
    jws.m_kid = QString::fromLatin1(*kid);
    jws.m_payload = std::move(*value);
    jws.m_digest = sha256(signedBytes);
    return jws;
}

Expected<Jws> Jws::parse(QByteArrayView compact, QLatin1StringView typ)
{
    return parse(compact, typ, {});
}

Expected<Jws> Jws::parse(QByteArrayView compact, QLatin1StringView typ, const KnownPayload &known)
{
    const qsizetype firstDot = compact.indexOf('.');
    const qsizetype lastDot = compact.lastIndexOf('.');
    if (firstDot < 0 || lastDot == firstDot || compact.sliced(firstDot + 1).indexOf('.') != lastDot - firstDot - 1)
        return malformed(u"A compact JWS has three parts"_s);
    auto jws = parseSigned(compact.first(lastDot), typ, known);
    if (!jws)
        return jws;
    auto signature = encoding::fromBase64Url(compact.sliced(lastDot + 1));
    if (!signature)
        return inside(signature.error(), u"signature"_s);
    if (signature->size() != signatureSize)
        return malformed(u"An ES256 signature has 64 bytes"_s);
    jws->m_compact = compact.toByteArray();
    jws->m_signature = std::move(*signature);
    return jws;
}

QByteArrayView Jws::payloadText() const
{
    return signedBytes().sliced(m_payloadPlace);
}

QByteArrayView Jws::signedBytes() const
{
    return QByteArrayView(m_compact).first(m_signedSize);
}

Expected<void> Jws::verify(const PublicKey &key) const
{
    if (key.thumbprint() != m_kid)
        return refuse(ProblemType::UnknownKey, u"The signature names another key, %1"_s.arg(m_kid));
    if (!key.verifyDigest(m_digest, m_signature))
        return refuse(ProblemType::BadSignature, u"The signature does not verify"_s);
    return {};
}

} // namespace enigm::signing

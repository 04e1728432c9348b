#include "contract/identity/DpopProof.h"

#include "contract/encoding/Base64Url.h"
#include "contract/json/JsonParser.h"
#include "contract/json/ObjectReader.h"

#include <algorithm>

namespace enigm::identity {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maxProofSize = 4096;

std::unexpected<Problem> invalid(const QString &detail)
{
    return refuse(ProblemType::InvalidDpopProof, detail);
}

/// Foreign implementations need not write canonical JSON (RFC 9449 does not ask for it), strict JSON they must.
Expected<json::Value> parsePart(QByteArrayView part)
{
    const auto bytes = encoding::fromBase64Url(part);
    if (!bytes)
        return std::unexpected(bytes.error());
    return json::parse(*bytes, {.depth = 4, .bytes = maxProofSize});
}

Expected<signing::PublicKey> readHeader(const json::Value &header)
{
    json::ObjectReader reader(header);
    const QString algorithm = reader.text("alg"_L1);
    const QString type = reader.text("typ"_L1);
    const json::Value jwk = reader.value("jwk"_L1);
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    if (algorithm != "ES256"_L1 || type != "dpop+jwt"_L1)
        return invalid(u"The proof must be an ES256 JWS of typ dpop+jwt."_s);
    auto key = signing::PublicKey::fromJwk(jwk, u"/jwk"_s);
    if (key && key->kind() != signing::PublicKey::Kind::P256)
        return invalid(u"The key of the proof must be on P-256."_s);
    return key;
}

Expected<DpopClaims> readClaims(const json::Value &payload)
{
    json::ObjectReader reader(payload);
    DpopClaims claims{.method = reader.text("htm"_L1),
                      .url = reader.text("htu"_L1),
                      .issued = reader.integer("iat"_L1),
                      .id = reader.text("jti"_L1),
                      .tokenHash = {}};
    if (const auto hash = reader.optional("ath"_L1)) {
        const auto bytes = hash->kind() == json::Value::Kind::Text ? encoding::fromBase64Url(hash->text().toLatin1())
                                                                   : Expected<QByteArray>();
        if (!bytes || bytes->size() != 32)
            return invalid(u"The member ath is not a SHA-256 digest."_s);
        claims.tokenHash = *bytes;
    }
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    if (claims.id.isEmpty() || claims.id.size() > 128)
        return invalid(u"The member jti must hold 1 to 128 characters."_s);
    return claims;
}

} // namespace

Expected<QByteArray> DpopProof::make(const DpopClaims &claims, const signing::Signer &signer)
{
    const json::Object header{{"alg"_L1, u"ES256"_s}, {"jwk"_L1, signer.publicKey().jwk()}, {"typ"_L1, u"dpop+jwt"_s}};
    json::Object payload{
        {"htm"_L1, claims.method}, {"htu"_L1, claims.url}, {"iat"_L1, claims.issued}, {"jti"_L1, claims.id}};
    if (!claims.tokenHash.isEmpty())
        payload.insert(u"ath"_s, QString::fromLatin1(encoding::toBase64Url(claims.tokenHash)));
    const QByteArray signedBytes =
        encoding::toBase64Url(json::canonical(header)) + '.' + encoding::toBase64Url(json::canonical(payload));
    const auto signature = signer.sign(signedBytes);
    if (!signature)
        return std::unexpected(signature.error());
    return signedBytes + '.' + encoding::toBase64Url(*signature);
}

Expected<DpopProof> DpopProof::parse(QByteArrayView compact)
{
    if (compact.size() > maxProofSize)
        return invalid(u"The proof is too long."_s);
    const qsizetype first = compact.indexOf('.');
    const qsizetype last = compact.lastIndexOf('.');
    if (first < 0 || first == last || compact.sliced(first + 1, last - first - 1).contains('.'))
        return invalid(u"The proof does not have three parts."_s);
    const auto asProblem = [](const Problem &problem) { return invalid(problem.toString()); };

    const auto header = andThen(parsePart(compact.first(first)), readHeader);
    if (!header)
        return asProblem(header.error());
    auto claims = andThen(parsePart(compact.sliced(first + 1, last - first - 1)), readClaims);
    if (!claims)
        return asProblem(claims.error());
    const auto signature = encoding::fromBase64Url(compact.sliced(last + 1));
    if (!signature || !header->verify(compact.first(last), *signature))
        return invalid(u"The signature of the proof does not verify."_s);

    DpopProof proof;
    proof.m_claims = std::move(*claims);
    proof.m_keyThumbprint = header->thumbprint();
    return proof;
}

} // namespace enigm::identity

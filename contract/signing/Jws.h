#pragma once

#include "contract/json/JsonValue.h"
#include "contract/problems/Problem.h"
#include "contract/signing/Signer.h"

#include <QByteArray>
#include <QString>

namespace enigm::signing {

/// A payload that was read before: its base64url text, and what it says.
struct KnownPayload
{
    QByteArray text;
    json::Value value;
};

/// A compact JWS (RFC 7515) as signed here: ES256, header members alg, kid, typ only, exact base64url, header and
/// payload in canonical form. Parsed is not yet verified.
class Jws
{
public:
    /// Signs the canonical form of `payload` under this `typ`.
    static Expected<Jws> sign(QLatin1StringView typ, const json::Value &payload, const Signer &signer);
    /// MalformedJws, MalformedEncoding, NotCanonical …; `typ` must be the expected one.
    static Expected<Jws> parse(QByteArrayView compact, QLatin1StringView typ);
    /// The same; a payload that is the known one is not read again.
    static Expected<Jws> parse(QByteArrayView compact, QLatin1StringView typ, const KnownPayload &known);

    [[nodiscard]] const QByteArray &compact() const { return m_compact; }
    [[nodiscard]] const QString &kid() const { return m_kid; }
    [[nodiscard]] const json::Value &payload() const { return m_payload; }
    [[nodiscard]] QByteArrayView payloadText() const; ///< its base64url
    /// ASCII header.payload: what is signed and what digests cover.
    [[nodiscard]] QByteArrayView signedBytes() const;
    /// SHA-256 over signedBytes(), 32 bytes. Never covers the signature (ECDSA is malleable). It is also what ES256
    /// signs, and computed once.
    [[nodiscard]] const QByteArray &digest() const { return m_digest; }

    /// BadSignature, or UnknownKey where `key` is not the one that the header names.
    [[nodiscard]] Expected<void> verify(const PublicKey &key) const;

private:
    friend class UnsignedJws;
    [[nodiscard]] static Expected<Jws> parseSigned(QByteArrayView signedBytes, QLatin1StringView typ,
                                                   const KnownPayload &known);

    QByteArray m_compact;
    qsizetype m_signedSize = 0;
    qsizetype m_payloadPlace = 0;
    QString m_kid;
    json::Value m_payload;
    QByteArray m_signature;
    QByteArray m_digest;
};

/// A JWS before its signature: all that will be signed is known, and so is the digest, while the key is still locked.
class UnsignedJws
{
public:
    /// MalformedKey unless `key` is one of P-256. What this reader would refuse from others is not made either.
    static Expected<UnsignedJws> make(QLatin1StringView typ, const json::Value &payload, const PublicKey &key);

    /// That of the JWS.
    [[nodiscard]] const QByteArray &digest() const { return m_jws.digest(); }
    /// UnknownKey where the signer holds another key than the header names; the problems of the signer.
    [[nodiscard]] Expected<Jws> sign(const Signer &signer) const;

private:
    explicit UnsignedJws(Jws jws)
        : m_jws(std::move(jws))
    {}
    Jws m_jws; ///< compact is header.payload alone
};

} // namespace enigm::signing

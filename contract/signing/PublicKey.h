#pragma once

#include "contract/json/JsonValue.h"
#include "contract/problems/Problem.h"

#include <QByteArray>

#include <memory>

using EVP_PKEY = struct evp_pkey_st;

namespace enigm::signing {

/// A P-256 (ES256) or Ed25519 public key. Cheap to copy, parsed once, usable from any thread.
class PublicKey
{
public:
    enum class Kind { P256, Ed25519 };

    /// Holds no key; what an unread member of a value holds. It verifies nothing, its thumbprint is empty;
    /// kind() and rawEd25519() assert a key.
    PublicKey() = default;
    [[nodiscard]] bool isNull() const { return !m_data; }

    /// A JWK (RFC 7517) of exactly the members that RFC 7638 hashes: {"crv","kty","x","y"} or {"crv","kty","x"}.
    static Expected<PublicKey> fromJwk(const json::Value &jwk, const QString &pointer = {});
    /// A DER SubjectPublicKeyInfo.
    static Expected<PublicKey> fromSpki(QByteArrayView der);
    /// An uncompressed point of P-256 (SEC 1 section 2.3.3): 65 bytes from 0x04.
    static Expected<PublicKey> fromP256Point(QByteArrayView point);
    /// The 32 raw bytes of an Ed25519 key (RFC 8032).
    static Expected<PublicKey> fromEd25519(QByteArrayView raw);
    /// The public part of any EVP key of these kinds; borrows the argument for the call only.
    static Expected<PublicKey> fromEvp(EVP_PKEY *key);

    [[nodiscard]] Kind kind() const;
    [[nodiscard]] json::Value jwk() const;
    [[nodiscard]] QByteArray spki() const;
    [[nodiscard]] QByteArray rawEd25519() const; ///< 32 bytes; asserts the kind
    /// RFC 7638 thumbprint with SHA-256, as base64url text: the `kid` of a JWS.
    [[nodiscard]] QString thumbprint() const;

    /// ES256 raw pair r||s (64 bytes, RFC 7518 section 3.4) or Ed25519 (64 bytes) over `message`.
    [[nodiscard]] bool verify(QByteArrayView message, QByteArrayView signature) const;
    /// ES256 raw pair over the message of which `digest` is the SHA-256, for who has hashed it already. Never for
    /// Ed25519, which signs messages.
    [[nodiscard]] bool verifyDigest(QByteArrayView digest, QByteArrayView signature) const;
    /// ECDSA P-256 with SHA-256 and a strict DER signature.
    [[nodiscard]] bool verifyDer(QByteArrayView message, QByteArrayView derSignature) const;

    friend bool operator==(const PublicKey &left, const PublicKey &right)
    {
        return left.thumbprint() == right.thumbprint();
    }

private:
    struct Data;
    explicit PublicKey(std::shared_ptr<const Data> data);
    std::shared_ptr<const Data> m_data;
};

} // namespace enigm::signing

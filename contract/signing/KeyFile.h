#pragma once

#include "contract/json/JsonValue.h"
#include "contract/signing/LockedKey.h"

namespace enigm::signing {

/// A private key wrapped by a passphrase: scrypt (RFC 7914; N=2^15, r=8, p=1) and AES-256-GCM over its PKCS#8 form,
/// with the public key as associated data. As a JSON object {"v":1,"kdf":{…},"nonce","ciphertext","public":JWK}.
class SealedKey final : public LockedKey
{
public:
    static SealedKey seal(const PrivateKey &key, const Secret &passphrase);
    static Expected<SealedKey> fromJson(const json::Value &value, const QString &pointer = {});
    [[nodiscard]] json::Value toJson() const override;
    [[nodiscard]] const PublicKey &publicKey() const override { return m_public; }
    [[nodiscard]] QString tokenLabel() const override { return {}; }
    [[nodiscard]] Expected<std::unique_ptr<Signer>> unlock(const Secret &passphrase) const override;

private:
    explicit SealedKey(PublicKey publicKey)
        : m_public(std::move(publicKey))
    {}
    PublicKey m_public;
    QByteArray m_salt;
    QByteArray m_nonce;
    QByteArray m_ciphertext; ///< with the tag at its end
};

/// Bytes, less than 10 MiB, sealed in the same way (AES-256-GCM under scrypt), `context` being bound as associated
/// data.
[[nodiscard]] json::Value sealBytes(QByteArrayView bytes, const Secret &passphrase, QByteArrayView context);
[[nodiscard]] Expected<Secret> openBytes(const json::Value &sealed, const Secret &passphrase, QByteArrayView context);

} // namespace enigm::signing

#pragma once

#include "contract/problems/Problem.h"
#include "contract/signing/PublicKey.h"
#include "contract/signing/Secret.h"

#include <memory>

namespace enigm::signing {

/// Something that holds a private key and signs with it. Implementations: PrivateKey (memory), Pkcs11Signer (token).
/// Thread-safe.
class Signer
{
public:
    virtual ~Signer() = default;
    [[nodiscard]] virtual const PublicKey &publicKey() const = 0;
    /// ES256 raw pair or Ed25519 signature over `message` (64 bytes). A token may be gone: TokenUnavailable.
    [[nodiscard]] virtual Expected<QByteArray> sign(QByteArrayView message) const = 0;
};

/// A private key in this process's memory; wiped by OpenSSL when let go.
class PrivateKey final : public Signer
{
public:
    static std::unique_ptr<PrivateKey> generate(PublicKey::Kind kind);
    /// PKCS#8 DER, unencrypted; MalformedKey.
    static Expected<std::unique_ptr<PrivateKey>> fromPkcs8(QByteArrayView der);
    ~PrivateKey() override;

    [[nodiscard]] const PublicKey &publicKey() const override { return m_public; }
    [[nodiscard]] Expected<QByteArray> sign(QByteArrayView message) const override;
    [[nodiscard]] Secret pkcs8() const;
    /// For X.509 and TLS; borrowed.
    [[nodiscard]] EVP_PKEY *evp() const;

private:
    struct Data;
    PrivateKey(std::unique_ptr<Data> data, PublicKey publicKey);
    std::unique_ptr<Data> m_data;
    PublicKey m_public;
};

} // namespace enigm::signing

#pragma once

#include "contract/signing/LockedKey.h"
#include "contract/signing/Pkcs11Signer.h"

namespace enigm::signing {

/// A key that never leaves its PKCS#11 token, with the public key that it has to have. As a JSON object
/// {"pkcs11":{"label","module","token"},"public":JWK,"v":1}.
class TokenKey final : public LockedKey
{
public:
    /// OutOfRange for a module without an absolute path, or a label that is empty or too long.
    static Expected<TokenKey> make(Pkcs11KeyReference reference, PublicKey publicKey);
    struct Taken;
    /// The P-256 key of this label, made in the token where there is none yet. MalformedKey for one of another kind;
    /// the problems of make() and unlock().
    static Expected<Taken> take(Pkcs11KeyReference reference, const Secret &pin);
    static Expected<TokenKey> fromJson(const json::Value &value, const QString &pointer = {});

    [[nodiscard]] json::Value toJson() const override;
    [[nodiscard]] const PublicKey &publicKey() const override { return m_public; }
    [[nodiscard]] QString tokenLabel() const override { return m_reference.tokenLabel; }
    [[nodiscard]] const Pkcs11KeyReference &reference() const { return m_reference; }
    /// Logs in with the token's PIN; the log-in ends with the signer. WrongKey where another key lies there.
    /// TokenUnavailable also for a module that others than the system's administrator can exchange: to load it is to
    /// run it, and its path may come out of a file that somebody sent.
    [[nodiscard]] Expected<std::unique_ptr<Signer>> unlock(const Secret &pin) const override;

private:
    TokenKey(Pkcs11KeyReference reference, PublicKey publicKey)
        : m_reference(std::move(reference))
        , m_public(std::move(publicKey))
    {}
    Pkcs11KeyReference m_reference;
    PublicKey m_public;
};

struct TokenKey::Taken
{
    TokenKey key;
    bool isNew = false;
};

} // namespace enigm::signing

#pragma once

#include "contract/json/JsonValue.h"
#include "contract/problems/Problem.h"
#include "contract/signing/Signer.h"

#include <QString>

#include <memory>

namespace enigm::signing {

/// A private key as it lies between two uses: what is public of it is known, and a secret that only its owner knows
/// opens it, for as long as the signer lives. Implementations: SealedKey (a passphrase), TokenKey (a token's PIN).
/// Immutable and thread-safe.
class LockedKey
{
public:
    virtual ~LockedKey() = default;

    [[nodiscard]] virtual const PublicKey &publicKey() const = 0;
    /// By what a person knows the token that holds the key and asks for its own PIN; empty where a passphrase opens it.
    [[nodiscard]] virtual QString tokenLabel() const = 0;
    /// Takes its time: a key derivation, or a token. WrongPassphrase for either secret; TokenUnavailable, WrongKey.
    [[nodiscard]] virtual Expected<std::unique_ptr<Signer>> unlock(const Secret &secret) const = 0;
    [[nodiscard]] virtual json::Value toJson() const = 0;

    /// Either form, told apart by the member "pkcs11".
    static Expected<std::shared_ptr<const LockedKey>> fromJson(const json::Value &value, const QString &pointer = {});

protected:
    LockedKey() = default;
    LockedKey(const LockedKey &) = default;
    LockedKey(LockedKey &&) = default;
    LockedKey &operator=(const LockedKey &) = default;
    LockedKey &operator=(LockedKey &&) = default;
};

} // namespace enigm::signing

#pragma once

#include "contract/signing/Signer.h"

#include <QString>

namespace enigm::signing {

/// Where a key lies in a PKCS#11 token. The PIN is asked for by `openPkcs11` only.
struct Pkcs11KeyReference
{
    QString modulePath; ///< such as /usr/lib/softhsm/libsofthsm2.so
    QString tokenLabel;
    QString keyLabel;
};

/// A signer whose P-256 or Ed25519 key never leaves its token. TokenUnavailable, WrongPassphrase (PIN).
[[nodiscard]] Expected<std::unique_ptr<Signer>> openPkcs11(const Pkcs11KeyReference &reference, const Secret &pin);

/// Makes a key pair in the token (for founding and tests) and opens it.
[[nodiscard]] Expected<std::unique_ptr<Signer>> generatePkcs11(const Pkcs11KeyReference &reference, const Secret &pin,
                                                               PublicKey::Kind kind);

} // namespace enigm::signing

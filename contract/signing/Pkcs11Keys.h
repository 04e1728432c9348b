#pragma once

#include "contract/problems/Problem.h"
#include "contract/signing/Pkcs11Session.h"
#include "contract/signing/PublicKey.h"

#include <QByteArrayView>
#include <QString>

namespace enigm::signing {

// The keys of a token, found by their labels through a logged-in session. Thread and refusals as of the session.

/// TokenUnavailable where there is none of this class and label, or several.
[[nodiscard]] Expected<CK_OBJECT_HANDLE> findKey(Pkcs11Session &session, CK_OBJECT_CLASS kind, const QString &label);
[[nodiscard]] Expected<PublicKey> readPublicKey(Pkcs11Session &session, const QString &label);
/// AlreadyExists where the token holds anything of this label.
[[nodiscard]] Expected<void> checkLabelIsFree(Pkcs11Session &session, const QString &label);

// Made in the token, of which it never gives them out. The label must be free.
[[nodiscard]] Expected<void> generatePair(Pkcs11Session &session, const QString &label, PublicKey::Kind kind);
/// A generic secret of 32 bytes that authenticates.
[[nodiscard]] Expected<void> generateSecret(Pkcs11Session &session, const QString &label);

/// TokenUnavailable where the token would give the key out to whoever has its PIN.
[[nodiscard]] Expected<void> checkStays(Pkcs11Session &session, CK_OBJECT_HANDLE key);

/// ES256 raw pair or Ed25519 signature, by the kind of key: 64 bytes.
[[nodiscard]] Expected<QByteArray> signBy(Pkcs11Session &session, CK_OBJECT_HANDLE key, PublicKey::Kind kind,
                                          QByteArrayView message);

} // namespace enigm::signing

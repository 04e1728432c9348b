#pragma once

#include "contract/problems/Problem.h"
#include "contract/signing/Signer.h"

#include <QByteArray>
#include <QString>

namespace enigm::identity {

/// What a DPoP proof (RFC 9449 section 4) speaks of.
struct DpopClaims
{
    QString method;       ///< htm: "POST"
    QString url;          ///< htu: scheme, authority and path, without query and fragment
    qint64 issued = 0;    ///< iat, Unix seconds
    QString id;           ///< jti
    QByteArray tokenHash; ///< ath: SHA-256 of the access token; empty where none is presented (token endpoint)
};

/// A DPoP proof: a compact JWS of typ dpop+jwt with the public key in its header. Parsed and verified by its own key
/// only; binding to a token, freshness and replay are the receiver's to check.
class DpopProof
{
public:
    /// Signs with an ES256 key.
    static Expected<QByteArray> make(const DpopClaims &claims, const signing::Signer &signer);
    /// InvalidDpopProof for anything else than an exact, correctly signed ES256 proof of at most 4 KiB.
    static Expected<DpopProof> parse(QByteArrayView compact);

    [[nodiscard]] const DpopClaims &claims() const { return m_claims; }
    /// RFC 7638 thumbprint of the key: the `jkt` that a token is bound to.
    [[nodiscard]] const QString &keyThumbprint() const { return m_keyThumbprint; }

private:
    DpopClaims m_claims;
    QString m_keyThumbprint;
};

} // namespace enigm::identity

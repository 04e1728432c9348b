#pragma once

#include "contract/problems/Problem.h"
#include "contract/signing/Signer.h"

#include <QByteArray>
#include <QByteArrayView>

namespace enigm::certificates {

/// A certification request (PKCS #10, RFC 2986) for a P-256 key: the proof that who asks for a certificate holds its
/// key. Names and attributes are not looked at: the issuer says who it is.
struct CertificationRequest
{
    static constexpr qsizetype mostBytes = 4096;

    /// DER SubjectPublicKeyInfo of the key.
    QByteArray key;

    /// A DER request and nothing after it, of a P-256 key that has signed it. MalformedCertificate, MalformedKey,
    /// BadSignature; TooLarge beyond `mostBytes`.
    [[nodiscard]] static Expected<CertificationRequest> parse(QByteArrayView der);
    /// DER, without a name and attributes, signed by the key (ecdsa-with-SHA256). The signer's own refusals.
    [[nodiscard]] static Expected<QByteArray> sign(const signing::Signer &key);
};

} // namespace enigm::certificates

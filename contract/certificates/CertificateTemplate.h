#pragma once

#include "contract/problems/Problem.h"
#include "contract/signing/Signer.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <vector>

namespace enigm::certificates {

/// An X.509 version 3 certificate (RFC 5280) before its signature. Names are one common name each.
struct CertificateTemplate
{
    struct Extension
    {
        QByteArray oid; ///< dotted
        bool critical = false;
        QByteArray value; ///< DER
    };

    QString issuer;
    QString subject;
    /// Unix seconds, both ends inside.
    qint64 notBefore = 0;
    qint64 notAfter = 0;
    /// DER SubjectPublicKeyInfo of the subject's key.
    QByteArray subjectKey;
    std::vector<Extension> extensions;

    /// Signs with ecdsa-with-SHA256 under a fresh random serial of 127 bits and answers the DER certificate.
    /// MalformedKey where the signer's key is not P-256, OutOfRange for an empty or reversed validity, and the signer's
    /// own refusals.
    [[nodiscard]] Expected<QByteArray> sign(const signing::Signer &issuerKey) const;

    // Extensions, by their names in RFC 5280.
    /// Critical. `mostIntermediates` (pathLenConstraint) is left out where it is negative.
    [[nodiscard]] static Extension basicConstraints(bool isAuthority, int mostIntermediates = -1);
    /// Critical: keyCertSign for an authority, digitalSignature otherwise.
    [[nodiscard]] static Extension keyUsage(bool isAuthority);
    [[nodiscard]] static Extension clientAuthentication();
    [[nodiscard]] static Extension serverAuthentication();
    /// Identifiers of these keys: the first 160 bits of SHA-256 over the SubjectPublicKeyInfo.
    [[nodiscard]] static Extension subjectKeyIdentifier(const QByteArray &spki);
    [[nodiscard]] static Extension authorityKeyIdentifier(const QByteArray &spki);
    /// DNS names and IP addresses, told apart by their form.
    [[nodiscard]] static Extension subjectAlternativeNames(const QStringList &hosts);
};

/// A PEM block (RFC 7468) of a DER certificate.
[[nodiscard]] QByteArray certificatePem(QByteArrayView der);

} // namespace enigm::certificates

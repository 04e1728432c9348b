#pragma once

#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QLatin1StringView>
#include <QString>

#include <memory>
#include <optional>
#include <vector>

using EVP_PKEY = struct evp_pkey_st;
using X509 = struct x509_st;

namespace enigm::fleet {

/// One X.509 certificate (RFC 5280), parsed and exactly encoded. Cheap to copy. What it claims is not yet verified.
class Certificate
{
public:
    /// A DER certificate and nothing after it. MalformedCertificate; TooLarge beyond `mostBytes`.
    [[nodiscard]] static Expected<Certificate> parse(QByteArrayView der);

    static constexpr qsizetype mostBytes = 16 * 1024;

    /// How far the algorithms of key and signature can be judged.
    enum class Algorithms {
        Usable,
        Weak,      ///< an RSA key below 2048 bits, a signature over MD5 or SHA-1
        Unknown,   ///< an algorithm that the crypto library does not know, or one that is not used in attestation
        Malformed, ///< a known algorithm with a key that is none
    };
    /// Of the certificate's own signature.
    [[nodiscard]] Algorithms signatureAlgorithm() const;
    /// Of its public key.
    [[nodiscard]] Algorithms keyAlgorithm() const;

    /// Whether the issuer's name is the subject of `parent` (RFC 5280 section 7.1).
    [[nodiscard]] bool namesIssuer(const Certificate &parent) const;
    /// Whether the key of `parent` made the signature.
    [[nodiscard]] bool isSignedBy(const Certificate &parent) const;

    enum class Validity { Valid, NotYetValid, Expired };
    /// At this Unix time; both ends of the validity are inside.
    [[nodiscard]] Validity validityAt(qint64 unixSeconds) const;

    /// Lower-case hexadecimal without leading zeros, as revocation lists write it.
    [[nodiscard]] QString serial() const;
    /// The subject's common name; nothing where there is none, or more than one.
    [[nodiscard]] std::optional<QString> commonName() const;
    /// The DER SubjectPublicKeyInfo.
    [[nodiscard]] QByteArray spki() const;
    /// The value of the extension with this OID, such as "1.3.6.1.4.1.11129.2.1.17"; nothing where there is none. Two
    /// of one kind (RFC 5280 forbids them) read as an empty value, which no extension of ours can have.
    [[nodiscard]] std::optional<QByteArray> extension(const char *oid) const;

private:
    explicit Certificate(std::shared_ptr<X509> certificate)
        : m_certificate(std::move(certificate))
    {}
    std::shared_ptr<X509> m_certificate;
};

/// The certificates of a file or an upload, leaf first as they stand: any number of PEM blocks, or DER certificates one
/// after another. Nothing else may be there but white space around PEM blocks. At most 10 certificates of 16 KiB each.
/// MalformedCertificate, TooLarge.
[[nodiscard]] Expected<std::vector<QByteArray>> parseCertificateChain(QByteArrayView pemOrDer);

} // namespace enigm::fleet

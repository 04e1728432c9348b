#include "contract/fleet/Certificate.h"

#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/objects.h>
#include <openssl/x509.h>

#include <array>

using namespace Qt::StringLiterals;

namespace enigm::fleet {

namespace {

constexpr int leastRsaBits = 2048;

// Failures are ordinary answers here; what OpenSSL noted about them must not leak into a later call.
class QuietErrors
{
public:
    QuietErrors() { ERR_set_mark(); }
    ~QuietErrors() { ERR_pop_to_mark(); }
    QuietErrors(const QuietErrors &) = delete;
    QuietErrors &operator=(const QuietErrors &) = delete;
};

QByteArray encoded(X509 *certificate)
{
    unsigned char *der = nullptr;
    const int size = i2d_X509(certificate, &der);
    if (size <= 0)
        return {};
    const QByteArray result(reinterpret_cast<const char *>(der), size);
    OPENSSL_free(der);
    return result;
}

bool isWeakDigest(int nid)
{
    return nid == NID_md5 || nid == NID_sha1 || nid == NID_md4 || nid == NID_md2;
}

bool isUsableDigest(int nid)
{
    return nid == NID_sha256 || nid == NID_sha384 || nid == NID_sha512;
}

Certificate::Algorithms judgeKey(const EVP_PKEY *key)
{
    using enum Certificate::Algorithms;
    switch (EVP_PKEY_get_base_id(key)) {
    case EVP_PKEY_RSA:
        return EVP_PKEY_get_bits(key) >= leastRsaBits ? Usable : Weak;
    case EVP_PKEY_EC:
        return EVP_PKEY_get_bits(key) >= 256 ? Usable : Weak;
    case EVP_PKEY_X25519:
    case EVP_PKEY_ED25519:
        return Usable;
    default:
        return Unknown;
    }
}

} // namespace

Expected<Certificate> Certificate::parse(QByteArrayView der)
{
    if (der.size() > mostBytes)
        return refuse(ProblemType::TooLarge, u"A certificate is larger than 16 KiB."_s);
    const QuietErrors quiet;
    const auto *at = reinterpret_cast<const unsigned char *>(der.data());
    std::shared_ptr<X509> certificate(d2i_X509(nullptr, &at, static_cast<long>(der.size())), X509_free);
    if (!certificate)
        return refuse(ProblemType::MalformedCertificate, u"A certificate is not an X.509 certificate in DER."_s);
    if (encoded(certificate.get()) != der)
        return refuse(ProblemType::MalformedCertificate, u"A certificate is not exactly encoded."_s);
    return Certificate(std::move(certificate));
}

Certificate::Algorithms Certificate::signatureAlgorithm() const
{
    int digest = NID_undef;
    int key = NID_undef;
    if (!OBJ_find_sigid_algs(X509_get_signature_nid(m_certificate.get()), &digest, &key))
        return Algorithms::Unknown;
    if (key != EVP_PKEY_RSA && key != EVP_PKEY_EC)
        return Algorithms::Unknown;
    if (isWeakDigest(digest))
        return Algorithms::Weak;
    return isUsableDigest(digest) ? Algorithms::Usable : Algorithms::Unknown;
}

Certificate::Algorithms Certificate::keyAlgorithm() const
{
    const QuietErrors quiet;
    if (const EVP_PKEY *const key = X509_get0_pubkey(m_certificate.get()))
        return judgeKey(key);
    ASN1_OBJECT *algorithm = nullptr;
    X509_PUBKEY_get0_param(&algorithm, nullptr, nullptr, nullptr, X509_get_X509_PUBKEY(m_certificate.get()));
    const int nid = OBJ_obj2nid(algorithm);
    const bool known = nid == EVP_PKEY_RSA || nid == EVP_PKEY_EC || nid == EVP_PKEY_X25519 || nid == EVP_PKEY_ED25519;
    return known ? Algorithms::Malformed : Algorithms::Unknown;
}

bool Certificate::namesIssuer(const Certificate &parent) const
{
    const QuietErrors quiet;
    return X509_NAME_cmp(X509_get_issuer_name(m_certificate.get()),
                         X509_get_subject_name(parent.m_certificate.get())) == 0;
}

bool Certificate::isSignedBy(const Certificate &parent) const
{
    const QuietErrors quiet;
    EVP_PKEY *const key = X509_get0_pubkey(parent.m_certificate.get());
    return key && X509_verify(m_certificate.get(), key) == 1;
}

Certificate::Validity Certificate::validityAt(qint64 unixSeconds) const
{
    const QuietErrors quiet;
    const auto at = static_cast<time_t>(unixSeconds);
    // -2 (a time that is none) counts as outside
    const int begin = ASN1_TIME_cmp_time_t(X509_get0_notBefore(m_certificate.get()), at);
    if (begin != -1 && begin != 0)
        return Validity::NotYetValid;
    const int end = ASN1_TIME_cmp_time_t(X509_get0_notAfter(m_certificate.get()), at);
    if (end != 0 && end != 1)
        return Validity::Expired;
    return Validity::Valid;
}

QString Certificate::serial() const
{
    const ASN1_INTEGER *const serial = X509_get0_serialNumber(m_certificate.get());
    const auto *bytes = reinterpret_cast<const char *>(ASN1_STRING_get0_data(serial));
    QString hex = QString::fromLatin1(QByteArray(bytes, ASN1_STRING_length(serial)).toHex());
    qsizetype zeros = 0;
    while (zeros + 1 < hex.size() && hex[zeros] == u'0')
        ++zeros;
    hex.remove(0, zeros);
    return ASN1_STRING_type(serial) == V_ASN1_NEG_INTEGER ? u'-' + hex : hex;
}

std::optional<QString> Certificate::commonName() const
{
    const QuietErrors quiet;
    const X509_NAME *const subject = X509_get_subject_name(m_certificate.get());
    const int index = X509_NAME_get_index_by_NID(subject, NID_commonName, -1);
    if (index < 0 || X509_NAME_get_index_by_NID(subject, NID_commonName, index) >= 0)
        return std::nullopt;
    unsigned char *text = nullptr;
    const int size = ASN1_STRING_to_UTF8(&text, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(subject, index)));
    if (size < 0)
        return std::nullopt;
    const QString result = QString::fromUtf8(reinterpret_cast<const char *>(text), size);
    OPENSSL_free(text);
    return result;
}

QByteArray Certificate::spki() const
{
    unsigned char *der = nullptr;
    const int size = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(m_certificate.get()), &der);
    if (size <= 0)
        return {};
    const QByteArray result(reinterpret_cast<const char *>(der), size);
    OPENSSL_free(der);
    return result;
}

std::optional<QByteArray> Certificate::extension(const char *oid) const
{
    const std::unique_ptr<ASN1_OBJECT, decltype(&ASN1_OBJECT_free)> object(OBJ_txt2obj(oid, 1), ASN1_OBJECT_free);
    const int index = X509_get_ext_by_OBJ(m_certificate.get(), object.get(), -1);
    if (index < 0)
        return std::nullopt;
    if (X509_get_ext_by_OBJ(m_certificate.get(), object.get(), index) >= 0)
        return QByteArray();
    const ASN1_OCTET_STRING *const value = X509_EXTENSION_get_data(X509_get_ext(m_certificate.get(), index));
    return QByteArray(reinterpret_cast<const char *>(ASN1_STRING_get0_data(value)), ASN1_STRING_length(value));
}

} // namespace enigm::fleet

#include "tests/control-plane/http/TestIdentity.h"

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <atomic>

namespace enigm::test {

namespace {

void addExtension(X509 *certificate, X509 *issuer, int nid, const char *value)
{
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    X509_EXTENSION *extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value);
    X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
}

} // namespace

TestIdentity TestIdentity::authority(const QString &name)
{
    return make(nullptr, name);
}

TestIdentity TestIdentity::issuedBy(const TestIdentity &authority, const QString &name)
{
    return make(&authority, name);
}

TestIdentity TestIdentity::of(EVP_PKEY *key, const QByteArray &certificate)
{
    TestIdentity identity;
    EVP_PKEY_up_ref(key);
    identity.m_key.reset(key, EVP_PKEY_free);
    const auto *bytes = reinterpret_cast<const unsigned char *>(certificate.constData());
    identity.m_certificate.reset(d2i_X509(nullptr, &bytes, certificate.size()), X509_free);
    return identity;
}

TestIdentity TestIdentity::make(const TestIdentity *issuer, const QString &name)
{
    static std::atomic<long> serial = 1;
    TestIdentity identity;
    identity.m_key.reset(EVP_EC_gen("P-256"), EVP_PKEY_free);
    identity.m_certificate.reset(X509_new(), X509_free);
    X509 *certificate = identity.certificate();
    X509_set_version(certificate, X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), serial++);
    X509_gmtime_adj(X509_getm_notBefore(certificate), -60);
    X509_gmtime_adj(X509_getm_notAfter(certificate), 3600);
    const QByteArray utf8 = name.toUtf8();
    X509_NAME_add_entry_by_NID(X509_get_subject_name(certificate), NID_commonName, MBSTRING_UTF8,
                               reinterpret_cast<const unsigned char *>(utf8.constData()), -1, -1, 0);
    X509 *signer = issuer ? issuer->certificate() : certificate;
    X509_set_issuer_name(certificate, X509_get_subject_name(signer));
    X509_set_pubkey(certificate, identity.key());
    addExtension(certificate, signer, NID_basic_constraints, issuer ? "critical,CA:FALSE" : "critical,CA:TRUE");
    if (issuer)
        addExtension(certificate, signer, NID_subject_alt_name, "IP:127.0.0.1");
    X509_sign(certificate, issuer ? issuer->key() : identity.key(), EVP_sha256());
    return identity;
}

QByteArray TestIdentity::der() const
{
    QByteArray bytes(i2d_X509(certificate(), nullptr), Qt::Uninitialized);
    auto *end = reinterpret_cast<unsigned char *>(bytes.data());
    i2d_X509(certificate(), &end);
    return bytes;
}

} // namespace enigm::test

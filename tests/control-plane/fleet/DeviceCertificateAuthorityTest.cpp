#include "control-plane/fleet/DeviceCertificateAuthority.h"

#include "contract/certificates/CertificateTemplate.h"
#include "contract/fleet/Certificate.h"
#include "control-plane/fleet/ClientCertificate.h"
#include "tests/support/LogGuard.h"

#include <QTest>

#include <openssl/ssl.h>
#include <openssl/x509v3.h>

using namespace enigm;
using namespace Qt::StringLiterals;
using certificates::CertificateTemplate;
using controlplane::fleet::DeviceCertificateAuthority;
using controlplane::fleet::Validity;
using enigm::fleet::Certificate;
using enigm::fleet::DeviceHandle;
using enigm::fleet::HandleAudience;

/// The certificates are judged as TLS judges them, by OpenSSL's own path validation in strict mode.
class DeviceCertificateAuthorityTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tlsAcceptsADeviceOfTheAuthority();
    void tlsRefusesAnotherAuthorityPurposeOrTime();
    void theHandleComesBackFromTheCertificate();
    void onlyConsoleHandlesGoIn();
    void anAuthorityIsOpenedWithItsOwnKeyOnly();
    void serialsDiffer();
    void theServerCertificateServesLoopback();
    void aDeviceAndTheServerMeetOverMutualTls();
};

namespace {

constexpr qint64 now = 1'790'000'000;
constexpr qint64 year = 365 * 86400;
constexpr Validity validity{.notBefore = now - year, .notAfter = now + year};
constexpr Validity longValidity{.notBefore = now - year, .notAfter = now + 30 * year};

std::shared_ptr<const signing::PrivateKey> newKey()
{
    return signing::PrivateKey::generate(signing::PublicKey::Kind::P256);
}

DeviceCertificateAuthority newAuthority()
{
    return DeviceCertificateAuthority::make(newKey(), longValidity).value();
}

DeviceHandle handle()
{
    return DeviceHandle::fromBytes(HandleAudience::Console, {4, 5, 6});
}

using Pointer = std::unique_ptr<X509, decltype(&X509_free)>;

Pointer parsed(const QByteArray &der)
{
    const auto *at = reinterpret_cast<const unsigned char *>(der.constData());
    return {d2i_X509(nullptr, &at, long(der.size())), X509_free};
}

/// The verdict of OpenSSL's path validation: X509_V_OK or another X509_V_….
int judged(const QByteArray &authority, const QByteArray &der, int purpose, qint64 at = now)
{
    const Pointer root = parsed(authority);
    const Pointer certificate = parsed(der);
    const std::unique_ptr<X509_STORE, decltype(&X509_STORE_free)> store(X509_STORE_new(), X509_STORE_free);
    X509_STORE_add_cert(store.get(), root.get());
    const std::unique_ptr<X509_STORE_CTX, decltype(&X509_STORE_CTX_free)> context(X509_STORE_CTX_new(),
                                                                                  X509_STORE_CTX_free);
    X509_STORE_CTX_init(context.get(), store.get(), certificate.get(), nullptr);
    X509_STORE_CTX_set_purpose(context.get(), purpose);
    X509_STORE_CTX_set_flags(context.get(), X509_V_FLAG_X509_STRICT | X509_V_FLAG_CHECK_SS_SIGNATURE);
    X509_STORE_CTX_set_time(context.get(), 0, time_t(at));
    X509_verify_cert(context.get());
    return X509_STORE_CTX_get_error(context.get());
}

QByteArray issued(const DeviceCertificateAuthority &authority)
{
    return authority.issue(handle(), newKey()->publicKey().spki(), validity).value();
}

using Context = std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)>;
using Connection = std::unique_ptr<SSL, decltype(&SSL_free)>;

Context contextOf(const QByteArray &certificate, const signing::PrivateKey &key, const QByteArray &trusted)
{
    Context context(SSL_CTX_new(TLS_method()), SSL_CTX_free);
    SSL_CTX_set_min_proto_version(context.get(), TLS1_3_VERSION);
    SSL_CTX_use_certificate(context.get(), parsed(certificate).get());
    SSL_CTX_use_PrivateKey(context.get(), key.evp());
    X509_STORE_add_cert(SSL_CTX_get_cert_store(context.get()), parsed(trusted).get());
    SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
    X509_VERIFY_PARAM_set_time(SSL_CTX_get0_param(context.get()), time_t(now));
    return context;
}

} // namespace

void DeviceCertificateAuthorityTest::tlsAcceptsADeviceOfTheAuthority()
{
    const auto authority = newAuthority();
    QCOMPARE(judged(authority.certificate(), issued(authority), X509_PURPOSE_SSL_CLIENT), X509_V_OK);
    QCOMPARE(authority.pin(), signing::sha256(Certificate::parse(authority.certificate()).value().spki()));
}

void DeviceCertificateAuthorityTest::tlsRefusesAnotherAuthorityPurposeOrTime()
{
    const auto authority = newAuthority();
    const QByteArray certificate = issued(authority);
    QVERIFY(judged(newAuthority().certificate(), certificate, X509_PURPOSE_SSL_CLIENT) != X509_V_OK);
    QCOMPARE(judged(authority.certificate(), certificate, X509_PURPOSE_SSL_SERVER), X509_V_ERR_INVALID_PURPOSE);
    QCOMPARE(judged(authority.certificate(), certificate, X509_PURPOSE_SSL_CLIENT, now + 2 * year),
             X509_V_ERR_CERT_HAS_EXPIRED);
    QCOMPARE(judged(authority.certificate(), certificate, X509_PURPOSE_SSL_CLIENT, now - 2 * year),
             X509_V_ERR_CERT_NOT_YET_VALID);
}

void DeviceCertificateAuthorityTest::theHandleComesBackFromTheCertificate()
{
    const auto authority = newAuthority();
    const QByteArray der = issued(authority);
    const auto read = controlplane::fleet::ClientCertificate::read(der);
    QVERIFY(read);
    QCOMPARE(read->handle, handle());
    QCOMPARE(read->key, Certificate::parse(der).value().spki()); // as OpenSSL reads it
    QVERIFY(!controlplane::fleet::ClientCertificate::read(authority.certificate()));
    // Cut anywhere it says nothing.
    for (qsizetype size = 0; size < der.size(); ++size)
        QVERIFY(!controlplane::fleet::ClientCertificate::read(QByteArrayView(der).first(size)));
}

void DeviceCertificateAuthorityTest::onlyConsoleHandlesGoIn()
{
    const auto authority = newAuthority();
    const QByteArray tlsKey = newKey()->publicKey().spki();
    for (const auto &other : {DeviceHandle(), DeviceHandle::fromBytes(HandleAudience::Network, {1})})
        QCOMPARE(authority.issue(other, tlsKey, validity).error().type, ProblemType::MalformedHandle);
    QVERIFY(!authority.issue(handle(), "no key", validity));
    QCOMPARE(authority.issue(handle(), tlsKey, {.notBefore = now, .notAfter = now}).error().type,
             ProblemType::OutOfRange);
}

void DeviceCertificateAuthorityTest::anAuthorityIsOpenedWithItsOwnKeyOnly()
{
    const auto key = newKey();
    const auto made = DeviceCertificateAuthority::make(key, longValidity).value();
    const auto opened = DeviceCertificateAuthority::open(key, made.certificate());
    QVERIFY(opened);
    QCOMPARE(judged(made.certificate(), issued(*opened), X509_PURPOSE_SSL_CLIENT), X509_V_OK);
    QCOMPARE(DeviceCertificateAuthority::open(newKey(), made.certificate()).error().type, ProblemType::UnknownKey);
    const std::shared_ptr<const signing::PrivateKey> edwards =
        signing::PrivateKey::generate(signing::PublicKey::Kind::Ed25519);
    QCOMPARE(DeviceCertificateAuthority::make(edwards, longValidity).error().type, ProblemType::MalformedKey);
}

void DeviceCertificateAuthorityTest::serialsDiffer()
{
    const auto authority = newAuthority();
    QVERIFY(Certificate::parse(issued(authority)).value().serial() !=
            Certificate::parse(issued(authority)).value().serial());
}

void DeviceCertificateAuthorityTest::theServerCertificateServesLoopback()
{
    const auto key = newKey();
    const QByteArray der = controlplane::fleet::makeServerCertificate(*key, longValidity).value();
    QCOMPARE(judged(der, der, X509_PURPOSE_SSL_SERVER), X509_V_OK);
    const Pointer certificate = parsed(der);
    QCOMPARE(X509_check_host(certificate.get(), "localhost", 0, 0, nullptr), 1);
    QCOMPARE(X509_check_ip_asc(certificate.get(), "127.0.0.1", 0), 1);
    QCOMPARE(X509_check_host(certificate.get(), "example.org", 0, 0, nullptr), 0);
    QCOMPARE(fleet::parseCertificateChain(certificates::certificatePem(der)).value(), std::vector{der});
}

void DeviceCertificateAuthorityTest::aDeviceAndTheServerMeetOverMutualTls()
{
    const auto authority = newAuthority();
    const auto serverKey = newKey();
    const auto deviceKey = newKey();
    const QByteArray serverCertificate = controlplane::fleet::makeServerCertificate(*serverKey, longValidity).value();
    const QByteArray deviceCertificate = authority.issue(handle(), deviceKey->publicKey().spki(), validity).value();
    const Context serverContext = contextOf(serverCertificate, *serverKey, authority.certificate());
    const Context deviceContext = contextOf(deviceCertificate, *deviceKey, serverCertificate);
    const Connection server(SSL_new(serverContext.get()), SSL_free);
    const Connection device(SSL_new(deviceContext.get()), SSL_free);
    BIO *serverSide = nullptr;
    BIO *deviceSide = nullptr;
    BIO_new_bio_pair(&serverSide, 0, &deviceSide, 0);
    SSL_set_bio(server.get(), serverSide, serverSide);
    SSL_set_bio(device.get(), deviceSide, deviceSide);
    SSL_set_accept_state(server.get());
    SSL_set_connect_state(device.get());
    for (int i = 0; i < 10 && !(SSL_is_init_finished(server.get()) && SSL_is_init_finished(device.get())); ++i) {
        SSL_do_handshake(device.get());
        SSL_do_handshake(server.get());
    }
    QVERIFY(SSL_is_init_finished(server.get()) && SSL_is_init_finished(device.get()));
    QCOMPARE(SSL_get_verify_result(server.get()), long(X509_V_OK));
    QCOMPARE(SSL_get_verify_result(device.get()), long(X509_V_OK));
}

ENIGM_TEST_MAIN(DeviceCertificateAuthorityTest)
#include "DeviceCertificateAuthorityTest.moc"

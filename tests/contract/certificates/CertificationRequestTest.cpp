#include "contract/certificates/CertificationRequest.h"

#include "contract/signing/OpenSsl.h"
#include "tests/support/LogGuard.h"

#include <QTest>

using namespace enigm;
using certificates::CertificationRequest;
using signing::PrivateKey;
using signing::PublicKey;

/// Requests are told apart from what only looks like one, and ours are what OpenSSL takes for one.
class CertificationRequestTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ourRequestIsOneForOpenSsl();
    void aRequestOfOpenSslIsRead();
    void anotherKeyIsRefused();
    void everyByteCounts();
    void nothingStandsBehindIt();
};

namespace {

using Request = std::unique_ptr<X509_REQ, signing::Releasing<X509_REQ_free>>;

/// As a phone's own library would make it, with a name.
QByteArray openSslRequest(EVP_PKEY *key)
{
    const Request request(X509_REQ_new());
    X509_REQ_set_version(request.get(), 0);
    X509_NAME_add_entry_by_txt(X509_REQ_get_subject_name(request.get()), "CN", MBSTRING_ASC,
                               reinterpret_cast<const unsigned char *>("phone"), -1, -1, 0);
    X509_REQ_set_pubkey(request.get(), key);
    X509_REQ_sign(request.get(), key, EVP_PKEY_is_a(key, "ED25519") ? nullptr : EVP_sha256());
    unsigned char *der = nullptr;
    const int size = i2d_X509_REQ(request.get(), &der);
    const QByteArray bytes(reinterpret_cast<const char *>(der), size);
    OPENSSL_free(der);
    return bytes;
}

} // namespace

void CertificationRequestTest::ourRequestIsOneForOpenSsl()
{
    const auto key = PrivateKey::generate(PublicKey::Kind::P256);
    const auto der = CertificationRequest::sign(*key);
    QVERIFY(der);
    const auto *at = signing::unsignedData(*der);
    const Request request(d2i_X509_REQ(nullptr, &at, static_cast<long>(der->size())));
    QVERIFY(request);
    QCOMPARE(X509_REQ_verify(request.get(), key->evp()), 1);
    const auto read = CertificationRequest::parse(*der);
    QVERIFY2(read, read ? "" : qPrintable(read.error().toString()));
    QCOMPARE(read->key, key->publicKey().spki());
}

void CertificationRequestTest::aRequestOfOpenSslIsRead()
{
    const auto key = PrivateKey::generate(PublicKey::Kind::P256);
    const auto read = CertificationRequest::parse(openSslRequest(key->evp()));
    QVERIFY(read);
    QCOMPARE(read->key, key->publicKey().spki());
}

void CertificationRequestTest::anotherKeyIsRefused()
{
    const auto key = PrivateKey::generate(PublicKey::Kind::Ed25519);
    const auto read = CertificationRequest::parse(openSslRequest(key->evp()));
    QVERIFY(!read);
    QCOMPARE(read.error().type, ProblemType::MalformedKey);
}

void CertificationRequestTest::everyByteCounts()
{
    const auto key = PrivateKey::generate(PublicKey::Kind::P256);
    const QByteArray der = openSslRequest(key->evp());
    for (qsizetype i = 0; i < der.size(); ++i) {
        QByteArray changed = der;
        changed[i] = char(changed[i] ^ 1);
        QVERIFY2(!CertificationRequest::parse(changed), qPrintable(QString::number(i)));
        QVERIFY(!CertificationRequest::parse(QByteArrayView(der).first(i)));
    }
}

void CertificationRequestTest::nothingStandsBehindIt()
{
    const auto key = PrivateKey::generate(PublicKey::Kind::P256);
    const auto read = CertificationRequest::parse(openSslRequest(key->evp()) + '\0');
    QVERIFY(!read);
    QCOMPARE(read.error().type, ProblemType::MalformedCertificate);
    const auto large = CertificationRequest::parse(QByteArray(CertificationRequest::mostBytes + 1, '0'));
    QVERIFY(!large);
    QCOMPARE(large.error().type, ProblemType::TooLarge);
}

ENIGM_TEST_MAIN(CertificationRequestTest)
#include "CertificationRequestTest.moc"

#include "contract/fleet/Certificate.h"
#include "tests/contract/fleet/AttestationVectors.h"
#include "tests/support/LogGuard.h"
#include "tests/support/Vectors.h"

#include <QTest>

using namespace enigm;
using namespace enigm::fleet;
using namespace Qt::StringLiterals;

class CertificateChainTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void pemAndDerGiveTheSameChain();
    void lineEndsOfAnyKindAreRead();
    void foreignTextIsRefused_data();
    void foreignTextIsRefused();
    void tooManyOrTooLargeIsRefused();

private:
    std::vector<QByteArray> m_chain;
};

namespace {

QByteArray pemOf(const QByteArray &der)
{
    return "-----BEGIN CERTIFICATE-----\n" + der.toBase64() + "\n-----END CERTIFICATE-----\n";
}

} // namespace

void CertificateChainTest::initTestCase()
{
    ENIGM_REQUIRE_VECTORS();
    m_chain = test::lockedPhone().chain;
}

void CertificateChainTest::pemAndDerGiveTheSameChain()
{
    QByteArray pem;
    QByteArray der;
    for (const QByteArray &certificate : m_chain) {
        pem += pemOf(certificate);
        der += certificate;
    }
    QCOMPARE(parseCertificateChain(pem).value(), m_chain);
    QCOMPARE(parseCertificateChain(der).value(), m_chain);
}

void CertificateChainTest::lineEndsOfAnyKindAreRead()
{
    const QByteArray pem = "\n \n"_ba + pemOf(m_chain[0]) + "\n\n"_ba + pemOf(m_chain[1]);
    QCOMPARE(parseCertificateChain(QByteArray(pem).replace('\n', "\r\n")).value().size(), 2U);
}

void CertificateChainTest::foreignTextIsRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    if (m_chain.empty())
        return;
    const QByteArray pem = pemOf(m_chain[0]);
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("white space") << "\n \n"_ba;
    QTest::newRow("text before") << "chain:\n" + pem;
    QTest::newRow("text between") << pem + "and\n" + pem;
    QTest::newRow("text after") << pem + "end";
    QTest::newRow("no end mark") << pem.chopped(10);
    QTest::newRow("a private key") << QByteArray(pem).replace("CERTIFICATE", "PRIVATE KEY");
    QTest::newRow("broken base64") << QByteArray(pem).replace("MII", "M!I");
    QTest::newRow("bytes after the certificate") << pemOf(m_chain[0] + "x");
    QTest::newRow("DER and bytes") << m_chain[0] + "x";
    QTest::newRow("DER of something else") << QByteArray::fromHex("3003020101");
    QTest::newRow("truncated DER") << m_chain[0].chopped(1);
}

void CertificateChainTest::foreignTextIsRefused()
{
    QFETCH(QByteArray, text);
    const auto parsed = parseCertificateChain(text);
    QVERIFY(!parsed);
    QCOMPARE(parsed.error().type, ProblemType::MalformedCertificate);
}

void CertificateChainTest::tooManyOrTooLargeIsRefused()
{
    QVERIFY(parseCertificateChain(m_chain[0].repeated(10)));
    QCOMPARE(parseCertificateChain(m_chain[0].repeated(11)).error().type, ProblemType::TooLarge);
    QCOMPARE(parseCertificateChain(QByteArray(600 * 1024, '\x30')).error().type, ProblemType::TooLarge);
    QCOMPARE(Certificate::parse(QByteArray(Certificate::mostBytes + 1, '\x30')).error().type, ProblemType::TooLarge);
}

ENIGM_TEST_MAIN(CertificateChainTest)
#include "CertificateChainTest.moc"

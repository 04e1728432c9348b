#include "contract/signing/Pkcs11Signer.h"

#include "contract/signing/Jws.h"
#include "tests/support/LogGuard.h"
#include "tests/support/token/SoftToken.h"

#include <QTest>
#include <QThreadPool>

#include <atomic>

using namespace Qt::StringLiterals;
using enigm::ProblemType;
using namespace enigm::signing;
using enigm::test::SoftToken;

Q_DECLARE_METATYPE(enigm::signing::PublicKey::Kind)

/// Against SoftHSM 2, with a token of the test's own.
class Pkcs11SignerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aKeyOfTheTokenSigns_data();
    void aKeyOfTheTokenSigns();
    void aSecondKeyOfTheSameNameIsRefused();
    void aWrongPinIsRefused();
    void aWrongPinIsRefusedWhileAnotherIsLoggedIn();
    void aMissingModuleTokenOrKeyIsNamed();
    void theTokenSignsAChange();
    void oneSignerServesManyThreads();
    void twoSignersShareAToken();

private:
    [[nodiscard]] Pkcs11KeyReference key(const QString &label) const { return m_token.key(label); }
    [[nodiscard]] static Secret pin() { return Secret(SoftToken::pin()); }

    SoftToken m_token;
};

void Pkcs11SignerTest::initTestCase()
{
    if (const QString missing = m_token.make(); !missing.isEmpty())
        QSKIP(qPrintable(missing));
}

void Pkcs11SignerTest::aKeyOfTheTokenSigns_data()
{
    QTest::addColumn<PublicKey::Kind>("kind");
    QTest::addColumn<QString>("label");
    QTest::newRow("P-256") << PublicKey::Kind::P256 << u"operator"_s;
    QTest::newRow("Ed25519") << PublicKey::Kind::Ed25519 << u"witness"_s;
}

void Pkcs11SignerTest::aKeyOfTheTokenSigns()
{
    QFETCH(PublicKey::Kind, kind);
    QFETCH(QString, label);
    PublicKey made;
    {
        const auto signer = generatePkcs11(key(label), pin(), kind);
        QVERIFY2(signer, qPrintable(signer ? QString() : signer.error().toString()));
        made = (*signer)->publicKey();
    }
    const auto signer = openPkcs11(key(label), pin());
    QVERIFY2(signer, qPrintable(signer ? QString() : signer.error().toString()));
    QVERIFY((*signer)->publicKey() == made);
    QCOMPARE(made.kind(), kind);
    for (const QByteArray &message : {"m"_ba, QByteArray(5000, 'x')}) {
        const auto signature = (*signer)->sign(message);
        QVERIFY2(signature, qPrintable(signature ? QString() : signature.error().toString()));
        QVERIFY(made.verify(message, *signature));
        QVERIFY(!made.verify(message + 'y', *signature));
    }
}

void Pkcs11SignerTest::aSecondKeyOfTheSameNameIsRefused()
{
    const auto signer = generatePkcs11(key(u"operator"_s), pin(), PublicKey::Kind::P256);
    QVERIFY(!signer);
    QCOMPARE(signer.error().type, ProblemType::AlreadyExists);
}

void Pkcs11SignerTest::aWrongPinIsRefused()
{
    for (const QByteArray &wrong : {"000000"_ba, "6543210"_ba, "1"_ba}) {
        const auto signer = openPkcs11(key(u"operator"_s), Secret(wrong));
        QVERIFY(!signer);
        QCOMPARE(signer.error().type, ProblemType::WrongPassphrase);
        QVERIFY(!signer.error().detail.contains(QString::fromLatin1(wrong)));
    }
}

void Pkcs11SignerTest::aWrongPinIsRefusedWhileAnotherIsLoggedIn()
{
    const auto first = openPkcs11(key(u"operator"_s), pin());
    QVERIFY(first);
    const auto second = openPkcs11(key(u"operator"_s), Secret("000000"_ba));
    QVERIFY(!second);
    QCOMPARE(second.error().type, ProblemType::WrongPassphrase);
    const auto signature = (*first)->sign("m"_ba);
    QVERIFY(!signature); // logged out: a wrong PIN fails closed
    QCOMPARE(signature.error().type, ProblemType::TokenUnavailable);
}

void Pkcs11SignerTest::aMissingModuleTokenOrKeyIsNamed()
{
    const Pkcs11KeyReference good = key(u"operator"_s);
    const auto problem = [](const Pkcs11KeyReference &reference) {
        const auto signer = openPkcs11(reference, pin());
        return signer ? u"none"_s : signer.error().toString();
    };
    const QString module = problem({u"/nowhere/libmissing.so"_s, good.tokenLabel, good.keyLabel});
    QVERIFY2(module.startsWith(u"token-unavailable"_s) && module.contains(u"/nowhere/libmissing.so"_s),
             qPrintable(module));
    const QString token = problem({good.modulePath, u"another token"_s, good.keyLabel});
    QVERIFY2(token.startsWith(u"token-unavailable"_s) && token.contains(u"another token"_s), qPrintable(token));
    const QString missing = problem({good.modulePath, good.tokenLabel, u"another key"_s});
    QVERIFY2(missing.startsWith(u"token-unavailable"_s), qPrintable(missing));
    const QString noModule = problem({{}, good.tokenLabel, good.keyLabel});
    QVERIFY2(noModule.startsWith(u"token-unavailable"_s), qPrintable(noModule));
}

void Pkcs11SignerTest::theTokenSignsAChange()
{
    const auto signer = openPkcs11(key(u"operator"_s), pin());
    QVERIFY(signer);
    const auto jws = Jws::sign("enigm-change+jws"_L1, enigm::json::Object{{"v"_L1, 1}}, **signer);
    QVERIFY(jws);
    QVERIFY(jws->verify((*signer)->publicKey()));
}

void Pkcs11SignerTest::oneSignerServesManyThreads()
{
    const auto signer = openPkcs11(key(u"operator"_s), pin());
    QVERIFY(signer);
    std::atomic<int> good = 0;
    QThreadPool pool;
    pool.setMaxThreadCount(4);
    for (int task = 0; task < 8; ++task) {
        pool.start([&] {
            for (int i = 0; i < 20; ++i) {
                const auto signature = (*signer)->sign("m"_ba);
                good += signature && (*signer)->publicKey().verify("m"_ba, *signature) ? 1 : 0;
            }
        });
    }
    pool.waitForDone();
    QCOMPARE(good.load(), 160);
}

void Pkcs11SignerTest::twoSignersShareAToken()
{
    const auto first = openPkcs11(key(u"operator"_s), pin());
    const auto second = openPkcs11(key(u"witness"_s), pin());
    QVERIFY(first && second);
    QVERIFY((*first)->publicKey().verify("m"_ba, (*first)->sign("m"_ba).value_or(QByteArray())));
    QVERIFY((*second)->publicKey().verify("m"_ba, (*second)->sign("m"_ba).value_or(QByteArray())));
}

ENIGM_TEST_MAIN(Pkcs11SignerTest)
#include "Pkcs11SignerTest.moc"

#include "contract/signing/Signer.h"
#include "tests/support/LogGuard.h"

#include <QTest>

using namespace Qt::StringLiterals;
using enigm::ProblemType;
using namespace enigm::signing;

Q_DECLARE_METATYPE(enigm::signing::PublicKey::Kind)

class PrivateKeyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatItSignsVerifies_data();
    void whatItSignsVerifies();
    void aChangedSignatureOrMessageDoesNotVerify_data() { whatItSignsVerifies_data(); }
    void aChangedSignatureOrMessageDoesNotVerify();
    void itComesBackFromPkcs8_data() { whatItSignsVerifies_data(); }
    void itComesBackFromPkcs8();
    void malformedKeysAreRefused_data() { whatItSignsVerifies_data(); }
    void malformedKeysAreRefused();
    void aForeignPublicPartIsRefused();
};

void PrivateKeyTest::whatItSignsVerifies_data()
{
    QTest::addColumn<PublicKey::Kind>("kind");
    QTest::newRow("P-256") << PublicKey::Kind::P256;
    QTest::newRow("Ed25519") << PublicKey::Kind::Ed25519;
}

void PrivateKeyTest::whatItSignsVerifies()
{
    QFETCH(PublicKey::Kind, kind);
    const auto key = PrivateKey::generate(kind);
    QCOMPARE(key->publicKey().kind(), kind);
    for (const QByteArray &message : {QByteArray(), "m"_ba, QByteArray(100'000, 'x')}) {
        const auto signature = key->sign(message);
        QVERIFY(signature);
        QCOMPARE(signature->size(), 64);
        QVERIFY(key->publicKey().verify(message, *signature));
        QVERIFY(!PrivateKey::generate(kind)->publicKey().verify(message, *signature));
    }
}

void PrivateKeyTest::aChangedSignatureOrMessageDoesNotVerify()
{
    QFETCH(PublicKey::Kind, kind);
    const auto key = PrivateKey::generate(kind);
    const QByteArray message = "what is signed"_ba;
    const QByteArray signature = key->sign(message).value_or(QByteArray());
    for (qsizetype bit = 0; bit < signature.size() * 8; ++bit) {
        QByteArray changed = signature;
        changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << (bit % 8)));
        QVERIFY(!key->publicKey().verify(message, changed));
    }
    QVERIFY(!key->publicKey().verify(message + 'x', signature));
    QVERIFY(!key->publicKey().verify(message.chopped(1), signature));
}

void PrivateKeyTest::itComesBackFromPkcs8()
{
    QFETCH(PublicKey::Kind, kind);
    const auto key = PrivateKey::generate(kind);
    const auto again = PrivateKey::fromPkcs8(key->pkcs8().view());
    QVERIFY(again);
    QVERIFY((*again)->publicKey() == key->publicKey());
    QVERIFY(key->publicKey().verify("m"_ba, (*again)->sign("m"_ba).value_or(QByteArray())));
}

void PrivateKeyTest::malformedKeysAreRefused()
{
    QFETCH(PublicKey::Kind, kind);
    const QByteArray der = PrivateKey::generate(kind)->pkcs8().view().toByteArray();
    for (qsizetype size = 0; size < der.size(); ++size) {
        const auto key = PrivateKey::fromPkcs8(der.first(size));
        QVERIFY(!key);
        QCOMPARE(key.error().type, ProblemType::MalformedKey);
    }
    QVERIFY(!PrivateKey::fromPkcs8(der + '\0'));
    for (qsizetype i = 0; i < der.size(); ++i) { // none crashes, and what is read is a pair
        QByteArray changed = der;
        changed[i] = static_cast<char>(changed[i] ^ 0x10);
        const auto key = PrivateKey::fromPkcs8(changed);
        QVERIFY(!key || (*key)->publicKey().verify("m"_ba, (*key)->sign("m"_ba).value_or(QByteArray())));
    }
}

void PrivateKeyTest::aForeignPublicPartIsRefused()
{
    const auto key = PrivateKey::generate(PublicKey::Kind::P256);
    const auto other = PrivateKey::generate(PublicKey::Kind::P256);
    QByteArray der = key->pkcs8().view().toByteArray();
    const QByteArray own = key->publicKey().spki().last(64);
    QVERIFY(der.contains(own));
    der.replace(own, other->publicKey().spki().last(64));
    const auto forged = PrivateKey::fromPkcs8(der);
    QVERIFY(!forged);
    QCOMPARE(forged.error().type, ProblemType::MalformedKey);
}

ENIGM_TEST_MAIN(PrivateKeyTest)
#include "PrivateKeyTest.moc"

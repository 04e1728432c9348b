#include "contract/json/JsonParser.h"
#include "contract/signing/Secret.h"
#include "contract/signing/Signer.h"
#include "tests/support/LogGuard.h"

#include <QTest>
#include <QThreadPool>

#include <atomic>

using namespace Qt::StringLiterals;
using enigm::ProblemType;
using namespace enigm::signing;

namespace {

// RFC 7515 appendix A.3: key and signature of ES256.
const QByteArray rfc7515Key = R"({"crv":"P-256","kty":"EC","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",)"
                              R"("y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"})"_ba;
// RFC 8037 appendix A.2 and A.3.
const QByteArray rfc8037Key = R"({"crv":"Ed25519","kty":"OKP","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"})"_ba;

enigm::json::Value json(const QByteArray &text)
{
    return enigm::json::parse(text).value_or(enigm::json::Value());
}

} // namespace

class PublicKeyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aJwkComesBack_data();
    void aJwkComesBack();
    void theThumbprintIsThatOfTheStandard();
    void otherKeysAreRefused_data();
    void otherKeysAreRefused();
    void theDerFormIsExact();
    void noKeyVerifiesNothing();
    void theExampleSignatureVerifies();
    void theSignatureMustBeExact_data();
    void theSignatureMustBeExact();
    void oneKeyServesManyThreads();
};

void PublicKeyTest::aJwkComesBack_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("P-256") << rfc7515Key;
    QTest::newRow("Ed25519") << rfc8037Key;
}

void PublicKeyTest::aJwkComesBack()
{
    QFETCH(QByteArray, text);
    const auto key = PublicKey::fromJwk(json(text));
    QVERIFY2(key, qPrintable(key ? QString() : key.error().toString()));
    QCOMPARE(enigm::json::canonical(key->jwk()), text);
    const auto again = PublicKey::fromSpki(key->spki());
    QVERIFY(again);
    QVERIFY(*again == *key);
    QCOMPARE(again->kind(), key->kind());
}

void PublicKeyTest::theThumbprintIsThatOfTheStandard() // RFC 8037 appendix A.3
{
    const auto key = PublicKey::fromJwk(json(rfc8037Key));
    QVERIFY(key);
    QCOMPARE(key->thumbprint(), u"kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"_s);
    QCOMPARE(key->rawEd25519().toHex(), "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"_ba);
}

void PublicKeyTest::otherKeysAreRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<ProblemType>("type");
    const auto row = [](const char *name, const QByteArray &text, ProblemType type) {
        QTest::newRow(name) << text << type;
    };
    row("not an object", "[]"_ba, ProblemType::WrongType);
    row("a private member", QByteArray(rfc7515Key).replace('}', ",\"d\":\"AA\"}"), ProblemType::UnknownMember);
    row("a hint of use", QByteArray(rfc7515Key).replace('}', ",\"use\":\"sig\"}"), ProblemType::UnknownMember);
    row("no y", R"({"crv":"P-256","kty":"EC","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"})"_ba,
        ProblemType::MissingMember);
    row("off the curve", QByteArray(rfc7515Key).replace("x_FE", "x_FF"), ProblemType::MalformedKey);
    row("zero point",
        QByteArray(rfc7515Key)
            .replace("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU", QByteArray(43, 'A'))
            .replace("x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0", QByteArray(43, 'A')),
        ProblemType::MalformedKey);
    row("trailing bits", QByteArray(rfc7515Key).replace("RVEU", "RVEV"), ProblemType::MalformedEncoding);
    row("short x", QByteArray(rfc7515Key).replace("f83O", ""), ProblemType::OutOfRange);
    row("P-384", QByteArray(rfc7515Key).replace("P-256", "P-384"), ProblemType::MalformedKey);
    row("P-256 as OKP", R"({"crv":"P-256","kty":"OKP","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"})"_ba,
        ProblemType::MalformedKey);
    row("X25519", QByteArray(rfc8037Key).replace("Ed25519", "X25519"), ProblemType::MalformedKey);
    row("RSA", R"({"e":"AQAB","kty":"RSA","n":"AQAB"})"_ba, ProblemType::MissingMember);
}

void PublicKeyTest::otherKeysAreRefused()
{
    QFETCH(QByteArray, text);
    QFETCH(ProblemType, type);
    const auto key = PublicKey::fromJwk(json(text), u"/key"_s);
    QVERIFY(!key);
    QCOMPARE(enigm::problemSlug(key.error().type), enigm::problemSlug(type));
    QVERIFY(key.error().where.startsWith(u"/key"_s));
}

void PublicKeyTest::theDerFormIsExact()
{
    for (const auto kind : {PublicKey::Kind::P256, PublicKey::Kind::Ed25519}) {
        const QByteArray der = PrivateKey::generate(kind)->publicKey().spki();
        QVERIFY(PublicKey::fromSpki(der));
        QVERIFY(!PublicKey::fromSpki(der + '\0'));
        for (qsizetype size = 0; size < der.size(); ++size)
            QVERIFY(!PublicKey::fromSpki(der.first(size)));
        for (qsizetype i = 0; i < der.size(); ++i) {
            QByteArray changed = der;
            changed[i] = static_cast<char>(changed[i] ^ 1);
            const auto key = PublicKey::fromSpki(changed);
            QVERIFY(!key || key->spki() == changed);
        }
    }
    QVERIFY(!PublicKey::fromSpki({}));
    QVERIFY(!PublicKey::fromEvp(nullptr));
    QVERIFY(!PublicKey::fromEd25519(QByteArray(31, 'x')));
}

void PublicKeyTest::noKeyVerifiesNothing()
{
    const PublicKey none;
    QVERIFY(none.isNull());
    QVERIFY(!none.verify("m"_ba, QByteArray(64, '\1')));
    QVERIFY(!none.verifyDer("m"_ba, QByteArray(70, '\1')));
    QVERIFY(none.thumbprint().isEmpty());
    QVERIFY(none.jwk().isNull());
    QVERIFY(none != PrivateKey::generate(PublicKey::Kind::P256)->publicKey());
}

void PublicKeyTest::theExampleSignatureVerifies() // RFC 7515 appendix A.3
{
    const auto key = PublicKey::fromJwk(json(rfc7515Key));
    QVERIFY(key);
    const QByteArray message =
        "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLm"
        "NvbS9pc19yb290Ijp0cnVlfQ"_ba;
    const QByteArray signature = QByteArray::fromBase64(
        "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q"_ba,
        QByteArray::Base64UrlEncoding);
    QVERIFY(key->verify(message, signature));
    QVERIFY(!key->verify(message + ' ', signature));
    // Who has hashed the message already need not hash it again.
    QVERIFY(key->verifyDigest(sha256(message), signature));
    QVERIFY(!key->verifyDigest(sha256(message + ' '), signature));
    QVERIFY(!key->verifyDigest(message, signature));
    QVERIFY(!key->verifyDigest(sha256(message).first(31), signature));
    QVERIFY(!PublicKey().verifyDigest(sha256(message), signature));
    const auto ed25519 = PrivateKey::generate(PublicKey::Kind::Ed25519);
    QVERIFY(!ed25519->publicKey().verifyDigest(sha256(message), ed25519->sign(sha256(message)).value_or(QByteArray())));
}

void PublicKeyTest::theSignatureMustBeExact_data()
{
    QTest::addColumn<QByteArray>("signature");
    const QByteArray order = QByteArray::fromHex("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");
    const QByteArray one = QByteArray(31, '\0') + '\1';
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("zeros") << QByteArray(64, '\0');
    QTest::newRow("r zero") << QByteArray(QByteArray(32, '\0') + one);
    QTest::newRow("s zero") << QByteArray(one + QByteArray(32, '\0'));
    QTest::newRow("r is the order") << QByteArray(order + one);
    QTest::newRow("s is the order") << QByteArray(one + order);
    QTest::newRow("all ones") << QByteArray(64, '\xff');
    QTest::newRow("too short") << QByteArray(63, '\1');
    QTest::newRow("too long") << QByteArray(65, '\1');
    QTest::newRow("one and one") << QByteArray(one + one);
}

void PublicKeyTest::theSignatureMustBeExact()
{
    QFETCH(QByteArray, signature);
    for (const auto kind : {PublicKey::Kind::P256, PublicKey::Kind::Ed25519}) {
        const auto key = PrivateKey::generate(kind);
        QVERIFY(!key->publicKey().verify("message"_ba, signature));
        QVERIFY(!key->publicKey().verifyDer("message"_ba, signature));
    }
}

void PublicKeyTest::oneKeyServesManyThreads()
{
    const auto signer = PrivateKey::generate(PublicKey::Kind::P256);
    const PublicKey key = signer->publicKey();
    const QByteArray signature = signer->sign("message"_ba).value_or(QByteArray());
    std::atomic<int> good = 0;
    QThreadPool pool;
    pool.setMaxThreadCount(4);
    for (int task = 0; task < 8; ++task) {
        pool.start([&good, key, &signature] {
            for (int i = 0; i < 50; ++i)
                good += key.verify("message"_ba, signature) && !key.verify("other"_ba, signature) ? 1 : 0;
        });
    }
    pool.waitForDone();
    QCOMPARE(good.load(), 400);
}

ENIGM_TEST_MAIN(PublicKeyTest)
#include "PublicKeyTest.moc"

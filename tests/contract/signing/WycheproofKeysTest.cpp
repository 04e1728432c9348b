#include "contract/json/JsonParser.h"
#include "contract/signing/PublicKey.h"
#include "tests/support/LogGuard.h"
#include "tests/support/Vectors.h"

#include <QTest>

using namespace Qt::StringLiterals;
using enigm::json::Array;
using enigm::json::Object;
using enigm::json::Value;
using namespace enigm::signing;

namespace {

QByteArray hexOf(const Object &object, QLatin1StringView name)
{
    return QByteArray::fromHex(object.find(name)->text().toLatin1());
}

} // namespace

/// The published signatures of ECDSA P-256 with SHA-256 (in DER) and Ed25519.
class WycheproofKeysTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void eachSignatureGetsItsVerdict_data();
    void eachSignatureGetsItsVerdict();
};

void WycheproofKeysTest::initTestCase()
{
    ENIGM_REQUIRE_VECTORS();
}

void WycheproofKeysTest::eachSignatureGetsItsVerdict_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<bool>("isDer");
    QTest::addColumn<int>("tests");
    QTest::newRow("ECDSA P-256") << u"ecdsa_secp256r1_sha256_test.json"_s << true << 484;
    QTest::newRow("Ed25519") << u"ed25519_test.json"_s << false << 151;
}

void WycheproofKeysTest::eachSignatureGetsItsVerdict()
{
    QFETCH(QString, file);
    QFETCH(bool, isDer);
    QFETCH(int, tests);
    const auto vectors =
        enigm::json::parse(enigm::test::readFile(enigm::test::vectorsDirectory() + u"/wycheproof/"_s + file));
    QVERIFY(vectors);
    int count = 0;
    for (const Value &group : vectors->object().find("testGroups"_L1)->array()) {
        const auto key = PublicKey::fromSpki(hexOf(group.object(), "publicKeyDer"_L1));
        QVERIFY2(key, qPrintable(key ? QString() : key.error().toString()));
        for (const Value &item : group.object().find("tests"_L1)->array()) {
            const Object &test = item.object();
            const QByteArray message = hexOf(test, "msg"_L1);
            const QByteArray signature = hexOf(test, "sig"_L1);
            const bool verified = isDer ? key->verifyDer(message, signature) : key->verify(message, signature);
            const QString name =
                u"test %1: %2"_s.arg(test.find("tcId"_L1)->integer()).arg(test.find("comment"_L1)->text());
            QVERIFY2(verified == (test.find("result"_L1)->text() == u"valid"), qPrintable(name));
            ++count;
        }
    }
    QCOMPARE(count, tests);
}

ENIGM_TEST_MAIN(WycheproofKeysTest)
#include "WycheproofKeysTest.moc"

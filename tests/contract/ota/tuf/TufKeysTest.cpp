#include "contract/json/JsonParser.h"
#include "contract/ota/tuf/MetadataText.h"
#include "tests/contract/ota/tuf/SmallRepository.h"
#include "tests/support/LogGuard.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::ota::tuf;
using enigm::test::SmallRepository;
using signing::PublicKey;

namespace {

json::Value changed(const json::Value &value, QLatin1StringView member, const json::Value &to)
{
    json::Object object = value.object();
    object.insert(member, to);
    return object;
}

} // namespace

/// Keys and texts of TUF metadata (section 4.2).
class TufKeysTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aKeyIsReadAsItIsWritten_data();
    void aKeyIsReadAsItIsWritten();
    void bothSpellingsOfEcdsaAreOneKey();
    void aKeyOfAnotherKindVerifiesNothing();
    void anUnsoundKeyIsRefused_data();
    void anUnsoundKeyIsRefused();
    void aTextHasTwoForms_data();
    void aTextHasTwoForms();
    void lineBreaksAreSignedAsTheyAre();
};

void TufKeysTest::aKeyIsReadAsItIsWritten_data()
{
    QTest::addColumn<PublicKey::Kind>("kind");
    QTest::newRow("P-256") << PublicKey::Kind::P256;
    QTest::newRow("Ed25519") << PublicKey::Kind::Ed25519;
}

void TufKeysTest::aKeyIsReadAsItIsWritten()
{
    QFETCH(PublicKey::Kind, kind);
    const auto signer = SmallRepository::makeKey(kind);
    const Key key(signer->publicKey());
    const auto read = Key::fromJson(key.toJson());
    QVERIFY(read);
    QCOMPARE(read->keyid(), key.keyid());
    QCOMPARE(read->identity(), key.identity());
    const auto signature = signWith(*signer, "message");
    QVERIFY(signature && read->verify("message", *signature));
    QVERIFY(!read->verify("massage", *signature));
}

void TufKeysTest::bothSpellingsOfEcdsaAreOneKey()
{
    const Key key(SmallRepository::makeKey()->publicKey());
    const auto older = Key::fromJson(changed(key.toJson(), "keytype"_L1, "ecdsa-sha2-nistp256"_L1));
    QVERIFY(older);
    QCOMPARE(older->identity(), key.identity());
    QVERIFY(older->keyid() != key.keyid());
}

void TufKeysTest::aKeyOfAnotherKindVerifiesNothing()
{
    const auto signer = SmallRepository::makeKey();
    const Key key(signer->publicKey());
    const auto signature = signWith(*signer, "message");
    for (const auto &[member, word] : {std::pair{"keytype"_L1, "ml-dsa"_L1}, {"scheme"_L1, "ecdsa-sha2-nistp521"_L1}}) {
        const auto other = Key::fromJson(changed(key.toJson(), member, word));
        QVERIFY(other); // the file that lists it is believed for its other keys
        QVERIFY(!other->verify("message", *signature));
    }
}

void TufKeysTest::anUnsoundKeyIsRefused_data()
{
    QTest::addColumn<json::Value>("key");
    const json::Value p256 = Key(SmallRepository::makeKey()->publicKey()).toJson();
    const json::Value edwards = Key(SmallRepository::makeKey(PublicKey::Kind::Ed25519)->publicKey()).toJson();
    const QString pem = p256.object().find("keyval"_L1)->object().find("public"_L1)->text();
    const auto with = [](const json::Value &key, const QString &text) {
        return changed(key, "keyval"_L1, json::Object{{"public"_L1, text}});
    };
    QTest::newRow("PEM of nothing") << with(p256, u"-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----"_s);
    QTest::newRow("text before PEM") << with(p256, u"x"_s + pem);
    QTest::newRow("cut") << with(p256, pem.chopped(40));
    QTest::newRow("not base64") << with(p256, QString(pem).replace(40, 1, u"*"_s));
    QTest::newRow("another kind") << changed(changed(p256, "keytype"_L1, "rsa"_L1), "scheme"_L1,
                                             "rsassa-pss-sha256"_L1);
    QTest::newRow("upper case") << with(edwards, QString(64, u'A'));
    QTest::newRow("short") << with(edwards, QString(62, u'a'));
    QTest::newRow("no text") << changed(p256, "keytype"_L1, 1);
}

void TufKeysTest::anUnsoundKeyIsRefused()
{
    QFETCH(json::Value, key);
    QVERIFY(!Key::fromJson(key));
}

void TufKeysTest::aTextHasTwoForms_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isTaken");
    QTest::newRow("without spaces") << "{\"a\":[1,{}],\"b\":\"\\n\"}"_ba << true;
    QTest::newRow("indented") << "{\n \"a\": [\n  1,\n  {}\n ],\n \"b\": \"\\u00e9\"\n}"_ba << true;
    QTest::newRow("a space") << "{\"a\": 1}"_ba << false;
    QTest::newRow("by two") << "{\n  \"a\": 1\n}"_ba << false;
    QTest::newRow("a tab") << "{\n\t\"a\": 1\n}"_ba << false;
    QTest::newRow("out of order") << "{\"b\":1,\"a\":1}"_ba << false;
    QTest::newRow("a line after it") << "{\"a\":1}\n"_ba << false;
    QTest::newRow("an escape more") << "{\"\\u0061\":1}"_ba << false;
    QTest::newRow("a fraction") << "{\"a\":1.5}"_ba << false;
    QTest::newRow("a member twice") << "{\"a\":1,\"a\":1}"_ba << false;
}

void TufKeysTest::aTextHasTwoForms()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, isTaken);
    QCOMPARE(parseMetadataText(text).has_value(), isTaken);
}

void TufKeysTest::lineBreaksAreSignedAsTheyAre()
{
    const json::Value value = json::Object{{"b"_L1, u"a\n\"\\\u00e9"_s}, {"a"_L1, json::Array{true, nullptr, -1}}};
    QCOMPARE(signedText(value), "{\"a\":[true,null,-1],\"b\":\"a\n\\\"\\\\\xc3\xa9\"}"_ba);
}

ENIGM_TEST_MAIN(TufKeysTest)
#include "TufKeysTest.moc"

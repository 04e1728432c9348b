#include "contract/signing/KeyFile.h"

#include "contract/json/JsonParser.h"
#include "tests/support/LogGuard.h"

#include <QTest>

using namespace Qt::StringLiterals;
using enigm::ProblemType;
using enigm::json::Object;
using enigm::json::Value;
using namespace enigm::signing;

class KeyFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void thePassphraseOpensTheKey();
    void theFormIsDocumented();
    void aWrongPassphraseIsRefused();
    void aChangedFileDoesNotOpen_data();
    void aChangedFileDoesNotOpen();
    void otherFormsAreRefused_data();
    void otherFormsAreRefused();
    void bytesAreBoundToTheirContext();

private:
    std::unique_ptr<PrivateKey> m_key = PrivateKey::generate(PublicKey::Kind::P256);
    Value m_file;
};

void KeyFileTest::initTestCase()
{
    m_file = SealedKey::seal(*m_key, Secret("sample"_ba)).toJson();
}

void KeyFileTest::thePassphraseOpensTheKey()
{
    const auto read = enigm::json::parse(enigm::json::canonical(m_file));
    QVERIFY(read);
    const auto sealed = SealedKey::fromJson(*read);
    QVERIFY2(sealed, qPrintable(sealed ? QString() : sealed.error().toString()));
    QVERIFY(sealed->publicKey() == m_key->publicKey());
    QCOMPARE(sealed->toJson(), m_file);
    const auto key = sealed->unlock(Secret("sample"_ba));
    QVERIFY(key);
    QVERIFY(m_key->publicKey().verify("m"_ba, (*key)->sign("m"_ba).value_or(QByteArray())));
}

void KeyFileTest::theFormIsDocumented()
{
    const Object &file = m_file.object();
    QCOMPARE(file.size(), 5U);
    QCOMPARE(file.find("v"_L1)->integer(), 1);
    QCOMPARE(file.find("public"_L1)->object().find("kty"_L1)->text(), u"EC"_s);
    const Object &kdf = file.find("kdf"_L1)->object();
    QCOMPARE(kdf.find("name"_L1)->text(), u"scrypt"_s);
    QCOMPARE(kdf.find("n"_L1)->integer(), 32768);
    QCOMPARE(kdf.find("r"_L1)->integer(), 8);
    QCOMPARE(kdf.find("p"_L1)->integer(), 1);
    const QByteArray text = enigm::json::canonical(m_file);
    QVERIFY(!text.contains(m_key->pkcs8().view().last(32)));
    QVERIFY(!text.contains("sample"));
}

void KeyFileTest::aWrongPassphraseIsRefused()
{
    const auto sealed = SealedKey::fromJson(m_file);
    QVERIFY(sealed);
    for (const QByteArray &passphrase : {QByteArray(), "Sample"_ba, "sample "_ba}) {
        const auto key = sealed->unlock(Secret(passphrase));
        QVERIFY(!key);
        QCOMPARE(key.error().type, ProblemType::WrongPassphrase);
    }
}

void KeyFileTest::aChangedFileDoesNotOpen_data()
{
    QTest::addColumn<QString>("member");
    QTest::newRow("nonce") << u"nonce"_s;
    QTest::newRow("ciphertext") << u"ciphertext"_s;
    QTest::newRow("public") << u"public"_s;
    QTest::newRow("salt") << u"salt"_s;
}

void KeyFileTest::aChangedFileDoesNotOpen()
{
    QFETCH(QString, member);
    const auto changed = [](const Value &value) {
        QString text = value.text();
        text[0] = text[0] == u'A' ? u'B' : u'A';
        return Value(text);
    };
    Object file = m_file.object();
    if (member == u"public") {
        file.insert(member, PrivateKey::generate(PublicKey::Kind::P256)->publicKey().jwk());
    } else if (member == u"salt") {
        Object kdf = file.find("kdf"_L1)->object();
        kdf.insert(member, changed(*kdf.find("salt"_L1)));
        file.insert(u"kdf"_s, kdf);
    } else {
        file.insert(member, changed(*file.find(member)));
    }
    const auto sealed = SealedKey::fromJson(file);
    QVERIFY(sealed);
    const auto key = sealed->unlock(Secret("sample"_ba));
    QVERIFY(!key);
    QCOMPARE(key.error().type, ProblemType::WrongPassphrase);
}

void KeyFileTest::otherFormsAreRefused_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QString>("problem");
    QTest::newRow("version") << "\"v\":1"_ba << "\"v\":2"_ba << u"unsupported-version at /key/v"_s;
    QTest::newRow("another function") << "scrypt"_ba << "argon2"_ba << u"unsupported-version at /key/kdf/name"_s;
    QTest::newRow("costly") << "32768"_ba << "1073741824"_ba << u"out-of-range at /key/kdf/n"_s;
    QTest::newRow("cheap") << "32768"_ba << "2"_ba << u"out-of-range at /key/kdf/n"_s;
    QTest::newRow("more blocks") << "\"r\":8"_ba << "\"r\":9"_ba << u"out-of-range at /key/kdf/r"_s;
    QTest::newRow("no salt") << "\"salt\""_ba << "\"pepper\""_ba << u"missing-member at /key/kdf/salt"_s;
    QTest::newRow("unknown member") << "\"v\":1"_ba << "\"v\":1,\"x\":1"_ba << u"unknown-member at /key/x"_s;
    QTest::newRow("no nonce") << "\"nonce\""_ba << "\"once\""_ba << u"missing-member at /key/nonce"_s;
    QTest::newRow("short nonce") << "\"nonce\":\""_ba << "\"nonce\":\"AAAA"_ba << u"out-of-range at /key/nonce"_s;
}

void KeyFileTest::otherFormsAreRefused()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QString, problem);
    const QByteArray text = enigm::json::canonical(m_file);
    QVERIFY(text.contains(from));
    const auto value = enigm::json::parse(QByteArray(text).replace(from, to));
    QVERIFY(value);
    const auto sealed = SealedKey::fromJson(*value, u"/key"_s);
    QVERIFY(!sealed);
    QVERIFY2(sealed.error().toString().startsWith(problem), qPrintable(sealed.error().toString()));
}

void KeyFileTest::bytesAreBoundToTheirContext()
{
    const Secret passphrase("p"_ba);
    const Value sealed = sealBytes("a token"_ba, passphrase, "context"_ba);
    const auto opened = openBytes(sealed, passphrase, "context"_ba);
    QVERIFY(opened);
    QCOMPARE(opened->view(), QByteArrayView("a token"));
    const auto elsewhere = openBytes(sealed, passphrase, "elsewhere"_ba);
    QVERIFY(!elsewhere);
    QCOMPARE(elsewhere.error().type, ProblemType::WrongPassphrase);
    QVERIFY(openBytes(sealBytes({}, passphrase, {}), passphrase, {}));
    QVERIFY(!openBytes(Value(), passphrase, {}));
}

ENIGM_TEST_MAIN(KeyFileTest)
#include "KeyFileTest.moc"

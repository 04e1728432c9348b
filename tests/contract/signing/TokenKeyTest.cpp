#include "contract/signing/TokenKey.h"

#include "contract/json/JsonParser.h"
#include "tests/support/LogGuard.h"
#include "tests/support/token/SoftToken.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using enigm::Expected;
using enigm::problemSlug;
using enigm::ProblemType;
using enigm::test::SoftToken;
using namespace enigm::signing;

/// A key that lies in a token, as an operator's file names it.
class TokenKeyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aKeyIsMadeOnceAndTakenAfterwards();
    void onlyAKeyForPeopleIsTaken();
    void theTokensPinOpensIt();
    void theLogInEndsWithTheSigner();
    void anotherKeyInItsPlaceIsRefused();
    void aModuleThatOthersCanChangeIsNotLoaded();
    void aTokenThatIsGoneIsSaid();
    void theFormIsDocumented();
    void otherFormsAreRefused_data();
    void otherFormsAreRefused();
    void bothFormsAreToldApart();

private:
    [[nodiscard]] TokenKey take(const QString &label) const;

    SoftToken m_token;
};

namespace {

template <typename T>
QString outcome(const Expected<T> &result)
{
    return result ? u"good"_s : problemSlug(result.error().type);
}

Secret pin()
{
    return Secret(SoftToken::pin());
}

PublicKey somebody()
{
    return PrivateKey::generate(PublicKey::Kind::P256)->publicKey();
}

const Pkcs11KeyReference documented{u"/usr/lib/example.so"_s, u"Ada's token"_s, u"operator"_s};

} // namespace

void TokenKeyTest::initTestCase()
{
    if (const QString missing = m_token.make(); !missing.isEmpty())
        QSKIP(qPrintable(missing));
}

TokenKey TokenKeyTest::take(const QString &label) const
{
    auto taken = TokenKey::take(m_token.key(label), pin());
    if (!taken)
        qFatal("%s", qPrintable(taken.error().toString()));
    return std::move(taken->key);
}

void TokenKeyTest::aKeyIsMadeOnceAndTakenAfterwards()
{
    const auto made = TokenKey::take(m_token.key(u"made"_s), pin());
    QVERIFY2(made, qPrintable(made ? QString() : made.error().toString()));
    QVERIFY(made->isNew);
    const auto again = TokenKey::take(m_token.key(u"made"_s), pin());
    QVERIFY(again && !again->isNew);
    QVERIFY(again->key.publicKey() == made->key.publicKey());
    QCOMPARE(outcome(TokenKey::take(m_token.key(u"made"_s), Secret("000000"_ba))), u"wrong-passphrase"_s);
}

void TokenKeyTest::onlyAKeyForPeopleIsTaken()
{
    QVERIFY(generatePkcs11(m_token.key(u"witness"_s), pin(), PublicKey::Kind::Ed25519));
    QCOMPARE(outcome(TokenKey::take(m_token.key(u"witness"_s), pin())), u"malformed-key"_s);
}

void TokenKeyTest::theTokensPinOpensIt()
{
    const TokenKey key = take(u"operator"_s);
    QCOMPARE(key.tokenLabel(), SoftToken::label());
    const auto signer = key.unlock(pin());
    QVERIFY2(signer, qPrintable(signer ? QString() : signer.error().toString()));
    QVERIFY(key.publicKey().verify("m"_ba, (*signer)->sign("m"_ba).value_or(QByteArray())));
    QCOMPARE(outcome(key.unlock(Secret("000000"_ba))), u"wrong-passphrase"_s);
    QCOMPARE(outcome(key.unlock(Secret())), u"wrong-passphrase"_s);
}

void TokenKeyTest::theLogInEndsWithTheSigner()
{
    const TokenKey key = take(u"operator"_s);
    QVERIFY(key.unlock(pin()));
    // A token that were still logged in would not ask for the PIN; here each opening has to give the right one.
    QCOMPARE(outcome(key.unlock(Secret("000000"_ba))), u"wrong-passphrase"_s);
    QVERIFY(key.unlock(pin()));
}

void TokenKeyTest::anotherKeyInItsPlaceIsRefused()
{
    const TokenKey key = take(u"operator"_s);
    const auto changed = TokenKey::make(key.reference(), somebody());
    QVERIFY(changed);
    const auto signer = changed->unlock(pin());
    QCOMPARE(outcome(signer), u"wrong-key"_s);
    QVERIFY(signer.error().detail.contains(SoftToken::label()));
}

void TokenKeyTest::aModuleThatOthersCanChangeIsNotLoaded()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"module.so"_s);
    QVERIFY(QFile::copy(m_token.module(), path));
    QVERIFY(QFile::setPermissions(path, QFile::permissions(path) | QFile::WriteGroup | QFile::WriteOther));
    const Pkcs11KeyReference reference{path, SoftToken::label(), u"operator"_s};
    const auto key = TokenKey::make(reference, take(u"operator"_s).publicKey());
    QVERIFY(key);
    const auto signer = key->unlock(pin());
    QCOMPARE(outcome(signer), u"token-unavailable"_s);
    QVERIFY2(signer.error().detail.contains(u"not loaded"_s), qPrintable(signer.error().detail));
    QCOMPARE(outcome(TokenKey::take(reference, pin())), u"token-unavailable"_s);
}

void TokenKeyTest::aTokenThatIsGoneIsSaid()
{
    const PublicKey key = somebody();
    for (const Pkcs11KeyReference &reference :
         {Pkcs11KeyReference{u"/nowhere/libmissing.so"_s, SoftToken::label(), u"operator"_s},
          Pkcs11KeyReference{m_token.module(), u"another token"_s, u"operator"_s}, m_token.key(u"another key"_s)})
        QCOMPARE(outcome(TokenKey::make(reference, key)->unlock(pin())), u"token-unavailable"_s);
}

void TokenKeyTest::theFormIsDocumented()
{
    const PublicKey key = somebody();
    const QByteArray text = enigm::json::canonical(TokenKey::make(documented, key)->toJson());
    const QByteArray expected =
        R"({"pkcs11":{"label":"operator","module":"/usr/lib/example.so","token":"Ada's token"},"public":)" +
        enigm::json::canonical(key.jwk()) + R"(,"v":1})";
    QCOMPARE(text, expected);
    const auto read = TokenKey::fromJson(*enigm::json::parse(text));
    QVERIFY(read);
    QCOMPARE(enigm::json::canonical(read->toJson()), text);
}

void TokenKeyTest::otherFormsAreRefused_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QString>("problem");
    QTest::newRow("version") << R"("v":1)"_ba << R"("v":2)"_ba << u"unsupported-version at /key/v"_s;
    QTest::newRow("no version") << R"(,"v":1)"_ba << ""_ba << u"missing-member at /key/v"_s;
    QTest::newRow("unknown member") << R"("v":1)"_ba << R"("v":1,"x":1)"_ba << u"unknown-member at /key/x"_s;
    QTest::newRow("a PIN in the file") << R"("token")"_ba << R"("pin":"1","token")"_ba
                                       << u"unknown-member at /key/pkcs11/pin"_s;
    QTest::newRow("no token") << R"(,"token":"Ada's token")"_ba << ""_ba << u"missing-member at /key/pkcs11/token"_s;
    QTest::newRow("no label") << R"("operator")"_ba << R"("")"_ba << u"out-of-range at /key/pkcs11/label"_s;
    QTest::newRow("spaces around") << R"("operator")"_ba << R"(" operator")"_ba
                                   << u"out-of-range at /key/pkcs11/label"_s;
    QTest::newRow("a long token") << "Ada's token"_ba << QByteArray(33, 'a') << u"out-of-range at /key/pkcs11/token"_s;
    QTest::newRow("a module by name") << "/usr/lib/example.so"_ba << "example.so"_ba
                                      << u"out-of-range at /key/pkcs11/module"_s;
    QTest::newRow("a long module") << "/usr/lib/example.so"_ba << '/' + QByteArray(1024, 'a')
                                   << u"out-of-range at /key/pkcs11/module"_s;
    QTest::newRow("no key") << R"("kty":"EC",)"_ba << ""_ba << u"missing-member at /key/public/kty"_s;
}

void TokenKeyTest::otherFormsAreRefused()
{
    QFETCH(const QByteArray, from);
    QFETCH(const QByteArray, to);
    QFETCH(const QString, problem);
    const QByteArray text = enigm::json::canonical(TokenKey::make(documented, somebody())->toJson());
    QVERIFY(text.contains(from));
    const auto value = enigm::json::parse(QByteArray(text).replace(from, to));
    QVERIFY(value);
    const auto key = LockedKey::fromJson(*value, u"/key"_s);
    QVERIFY(!key);
    QVERIFY2(key.error().toString().startsWith(problem), qPrintable(key.error().toString()));
}

void TokenKeyTest::bothFormsAreToldApart()
{
    const auto token = LockedKey::fromJson(TokenKey::make(documented, somebody())->toJson());
    QVERIFY(token);
    QCOMPARE((*token)->tokenLabel(), documented.tokenLabel);
    const auto neither = LockedKey::fromJson(enigm::json::Object{{"v"_L1, 1}});
    QCOMPARE(outcome(neither), u"missing-member"_s);
    QVERIFY(!LockedKey::fromJson({}));
}

ENIGM_TEST_MAIN(TokenKeyTest)
#include "TokenKeyTest.moc"

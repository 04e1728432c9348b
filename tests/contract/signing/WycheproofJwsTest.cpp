#include "contract/encoding/Base64Url.h"
#include "contract/json/JsonParser.h"
#include "contract/json/ObjectReader.h"
#include "contract/signing/Jws.h"
#include "tests/support/LogGuard.h"
#include "tests/support/Vectors.h"

#include <QTest>

using namespace Qt::StringLiterals;
using enigm::encoding::fromBase64Url;
using enigm::json::Object;
using enigm::json::Value;
using namespace enigm::signing;

namespace {

/// A key of these vectors without the members that only describe it (alg, use, kid), as our own JWK is; nothing where
/// it is not of P-256, or is described for something else than ES256 signatures.
std::optional<PublicKey> keyOf(const Value &jwk)
{
    const Object &object = jwk.object();
    const auto says = [&object](QLatin1StringView name, QLatin1StringView expected) {
        const Value *const found = object.find(name);
        return found && found->kind() == Value::Kind::Text && found->text() == expected;
    };
    if (!says("alg"_L1, "ES256"_L1) || !says("use"_L1, "sig"_L1))
        return std::nullopt;
    Object own;
    for (const auto name : {"crv"_L1, "kty"_L1, "x"_L1, "y"_L1}) {
        if (const Value *const found = object.find(name))
            own.insert(QString(name), *found);
    }
    const auto key = PublicKey::fromJwk(own);
    return key ? std::optional(*key) : std::nullopt;
}

/// ES256 as RFC 7515 has it, from our parts: what a JWS of the wider world is measured with. Our own profile
/// (Jws::parse) takes none of these vectors, whose headers lack typ and whose payloads are not JSON.
bool verifiesAsEs256(const QByteArray &compact, const PublicKey &key)
{
    const QList<QByteArray> parts = compact.split('.');
    if (parts.size() != 3)
        return false;
    const auto header = fromBase64Url(parts[0]);
    const auto payload = fromBase64Url(parts[1]);
    const auto signature = fromBase64Url(parts[2]);
    if (!header || !payload || !signature)
        return false;
    const auto members = enigm::json::parse(*header);
    if (!members || members->kind() != Value::Kind::Object)
        return false;
    const Value *const algorithm = members->object().find("alg"_L1);
    return algorithm && *algorithm == Value("ES256"_L1) && !members->object().find("crit"_L1) &&
           key.verify(parts[0] + '.' + parts[1], *signature);
}

} // namespace

/// The published JSON Web Signatures and Keys. Those of other algorithms (HMAC, RSA, P-384, P-521) are out of our
/// profile and must all be refused; those of ES256 get their verdict.
class WycheproofJwsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void eachSignatureGetsItsVerdict();
    void eachKeyGetsItsVerdict();

private:
    [[nodiscard]] static Value read(const QString &file);
    void judge(const Object &test, const std::optional<PublicKey> &key);

    int m_inProfile = 0;
    int m_outOfProfile = 0;
    int m_accepted = 0;
};

void WycheproofJwsTest::initTestCase()
{
    ENIGM_REQUIRE_VECTORS();
}

Value WycheproofJwsTest::read(const QString &file)
{
    return enigm::json::parse(enigm::test::readFile(enigm::test::vectorsDirectory() + u"/wycheproof/"_s + file))
        .value_or(Value(Object{}));
}

void WycheproofJwsTest::judge(const Object &test, const std::optional<PublicKey> &key)
{
    const QString name = u"test %1: %2"_s.arg(test.find("tcId"_L1)->integer()).arg(test.find("comment"_L1)->text());
    const Value &form = *test.find("jws"_L1);
    const QByteArray compact = form.kind() == Value::Kind::Text ? form.text().toUtf8() : enigm::json::canonical(form);
    QVERIFY2(!Jws::parse(compact, "JWT"_L1), qPrintable(name)); // our profile: alg, kid and typ, canonical JSON inside
    if (!key) {
        ++m_outOfProfile;
        return;
    }
    ++m_inProfile;
    const bool accepted = verifiesAsEs256(compact, *key);
    m_accepted += accepted ? 1 : 0;
    QVERIFY2(accepted == (test.find("result"_L1)->text() == u"valid"), qPrintable(name));
}

void WycheproofJwsTest::eachSignatureGetsItsVerdict()
{
    m_inProfile = m_outOfProfile = m_accepted = 0;
    const Value vectors = read(u"json_web_signature_test.open.json"_s);
    for (const Value &group : vectors.object().find("testGroups"_L1)->array()) {
        const Value *const jwk = group.object().find("public"_L1);
        const auto key = jwk ? keyOf(*jwk) : std::nullopt;
        for (const Value &test : group.object().find("tests"_L1)->array())
            judge(test.object(), key);
    }
    QCOMPARE(m_inProfile + m_outOfProfile, 345);
    QVERIFY(m_accepted > 0);
    QVERIFY(m_inProfile > m_accepted);
}

void WycheproofJwsTest::eachKeyGetsItsVerdict()
{
    m_inProfile = m_outOfProfile = m_accepted = 0;
    const Value vectors = read(u"json_web_key_test.json"_s);
    for (const Value &group : vectors.object().find("testGroups"_L1)->array()) {
        const Value *const set = group.object().find("public"_L1);
        const bool isSingle = set && set->object().find("keys"_L1)->array().size() == 1;
        const auto key = isSingle ? keyOf(set->object().find("keys"_L1)->array().front()) : std::nullopt;
        for (const Value &test : group.object().find("tests"_L1)->array()) {
            // Keys off the curve, of another curve, type or use are none, whatever they sign.
            if (set && test.object().find("result"_L1)->text() == u"invalid")
                QVERIFY2(!key, qPrintable(group.object().find("comment"_L1)->text()));
            judge(test.object(), key);
        }
    }
    QCOMPARE(m_inProfile + m_outOfProfile, 26);
}

ENIGM_TEST_MAIN(WycheproofJwsTest)
#include "WycheproofJwsTest.moc"

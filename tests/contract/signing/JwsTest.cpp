#include "contract/signing/Jws.h"

#include "contract/encoding/Base64Url.h"
#include "contract/json/JsonParser.h"
#include "tests/support/LogGuard.h"

#include <QTest>

using namespace Qt::StringLiterals;
using enigm::ProblemType;
using enigm::encoding::toBase64Url;
using enigm::json::Object;
using enigm::json::Value;
using namespace enigm::signing;

namespace {

constexpr auto typ = "enigm-change+jws"_L1;

QString outcome(const QByteArray &compact, const PublicKey &key)
{
    const auto jws = Jws::parse(compact, typ);
    if (!jws)
        return enigm::problemSlug(jws.error().type);
    const auto verified = jws->verify(key);
    return verified ? u"good"_s : enigm::problemSlug(verified.error().type);
}

} // namespace

class JwsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsSignedIsReadAndVerified();
    void aKnownPayloadIsNotReadAgain();
    void theDigestDoesNotCoverTheSignature();
    void everySingleChangedByteIsRefused();
    void everyTruncationIsRefused();
    void anotherKeyIsUnknown();
    void anotherTypIsRefused();
    void otherHeadersAreRefused_data();
    void otherHeadersAreRefused();
    void otherPayloadsAreRefused_data();
    void otherPayloadsAreRefused();
    void whatCannotBeReadIsNotSigned_data();
    void whatCannotBeReadIsNotSigned();
    void anEd25519KeyDoesNotSign();
    void theDigestIsKnownBeforeTheKeyOpens();
    void onlyTheKeyOfTheHeaderSigns();

private:
    [[nodiscard]] QByteArray signedParts(const QByteArray &header, const QByteArray &payload) const;
    [[nodiscard]] QByteArray header() const;

    std::unique_ptr<PrivateKey> m_key = PrivateKey::generate(PublicKey::Kind::P256);
    Object m_payload{{"action"_L1, "device.revoke"_L1}, {"note"_L1, QString(u"grüß"_s)}, {"v"_L1, 1}};
};

QByteArray JwsTest::header() const
{
    return R"({"alg":"ES256","kid":")" + m_key->publicKey().thumbprint().toLatin1() + R"(","typ":"enigm-change+jws"})";
}

QByteArray JwsTest::signedParts(const QByteArray &header, const QByteArray &payload) const
{
    const QByteArray parts = toBase64Url(header) + '.' + toBase64Url(payload);
    return parts + '.' + toBase64Url(m_key->sign(parts).value_or(QByteArray()));
}

void JwsTest::whatIsSignedIsReadAndVerified()
{
    const auto made = Jws::sign(typ, m_payload, *m_key);
    QVERIFY2(made, qPrintable(made ? QString() : made.error().toString()));
    const auto read = Jws::parse(made->compact(), typ);
    QVERIFY(read);
    QCOMPARE(read->compact(), made->compact());
    QCOMPARE(read->payload(), Value(m_payload));
    QCOMPARE(read->kid(), m_key->publicKey().thumbprint());
    QVERIFY(read->verify(m_key->publicKey()));
    QCOMPARE(outcome(signedParts(header(), enigm::json::canonical(m_payload)), m_key->publicKey()), u"good"_s);
}

void JwsTest::aKnownPayloadIsNotReadAgain()
{
    const auto jws = Jws::sign(typ, m_payload, *m_key);
    QVERIFY(jws);
    QCOMPARE(jws->payloadText(), QByteArrayView(toBase64Url(enigm::json::canonical(m_payload))));
    // What it says is taken on the word of whoever read it.
    const KnownPayload known{.text = jws->payloadText().toByteArray(), .value = Object{{"v"_L1, 2}}};
    const auto taken = Jws::parse(jws->compact(), typ, known);
    QVERIFY(taken && taken->verify(m_key->publicKey()));
    QCOMPARE(taken->payload(), known.value);
    // Another payload is read, and refused where it must be.
    const KnownPayload other{.text = known.text + "AAAA", .value = known.value};
    const auto read = Jws::parse(jws->compact(), typ, other);
    QVERIFY(read && read->verify(m_key->publicKey()));
    QCOMPARE(read->payload(), Value(m_payload));
    QVERIFY(!Jws::parse(signedParts(header(), "{ }"), typ, known));
    QVERIFY(!Jws::parse(signedParts(header(), ""), typ, {}));
}

void JwsTest::theDigestDoesNotCoverTheSignature()
{
    const auto first = Jws::sign(typ, m_payload, *m_key);
    const auto second = Jws::sign(typ, m_payload, *m_key);
    QVERIFY(first && second);
    QVERIFY(first->compact() != second->compact()); // ECDSA is randomised here
    QCOMPARE(first->digest(), second->digest());
    QCOMPARE(first->digest(), sha256(first->compact().first(first->compact().lastIndexOf('.'))));
}

void JwsTest::everySingleChangedByteIsRefused()
{
    const auto jws = Jws::sign(typ, m_payload, *m_key);
    QVERIFY(jws);
    QCOMPARE(outcome(jws->compact(), m_key->publicKey()), u"good"_s);
    for (qsizetype i = 0; i < jws->compact().size(); ++i) {
        for (const int flip : {0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80}) {
            QByteArray changed = jws->compact();
            changed[i] = static_cast<char>(changed[i] ^ flip);
            QVERIFY2(outcome(changed, m_key->publicKey()) != u"good", changed.constData());
        }
    }
}

void JwsTest::everyTruncationIsRefused()
{
    const auto jws = Jws::sign(typ, m_payload, *m_key);
    QVERIFY(jws);
    for (qsizetype size = 0; size < jws->compact().size(); ++size)
        QVERIFY(!Jws::parse(jws->compact().first(size), typ));
    for (const QByteArray &tail : {"."_ba, "="_ba, "A"_ba, " "_ba, "\n"_ba, ".AA"_ba, QByteArray(1, '\0')})
        QVERIFY(!Jws::parse(jws->compact() + tail, typ));
}

void JwsTest::anotherKeyIsUnknown()
{
    const auto jws = Jws::sign(typ, m_payload, *m_key);
    QVERIFY(jws);
    const auto verified = jws->verify(PrivateKey::generate(PublicKey::Kind::P256)->publicKey());
    QVERIFY(!verified);
    QCOMPARE(verified.error().type, ProblemType::UnknownKey);
    QVERIFY(!jws->verify(PublicKey()));
}

void JwsTest::anotherTypIsRefused()
{
    const auto jws = Jws::sign("enigm-approval+jws"_L1, m_payload, *m_key);
    QVERIFY(jws);
    const auto read = Jws::parse(jws->compact(), typ);
    QVERIFY(!read);
    QCOMPARE(read.error().type, ProblemType::MalformedJws);
}

void JwsTest::otherHeadersAreRefused_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QString>("slug");
    QTest::newRow("none") << "ES256"_ba << "none"_ba << u"malformed-jws"_s;
    QTest::newRow("HS256") << "ES256"_ba << "HS256"_ba << u"malformed-jws"_s;
    QTest::newRow("a key in the header") << "\"kid\""_ba << "\"jwk\":{},\"kid\""_ba << u"malformed-jws"_s;
    QTest::newRow("critical extension") << "\"kid\""_ba << "\"crit\":[\"b64\"],\"kid\""_ba << u"malformed-jws"_s;
    QTest::newRow("no kid") << "\"kid\""_ba << "\"kie\""_ba << u"malformed-jws"_s;
    QTest::newRow("alg twice") << "\"kid\""_ba << "\"alg\":\"ES256\",\"kid\""_ba << u"duplicate-member"_s;
    QTest::newRow("white space") << ",\"kid\""_ba << ", \"kid\""_ba << u"not-canonical"_s;
    QTest::newRow("escape") << "ES256"_ba << "\\u0045S256"_ba << u"not-canonical"_s;
    QTest::newRow("not JSON") << "{"_ba << "("_ba << u"malformed-json"_s;
    QTest::newRow("upper-case typ") << "enigm"_ba << "ENIGM"_ba << u"malformed-jws"_s;
    QTest::newRow("trailing byte") << "}"_ba << "}}"_ba << u"malformed-json"_s;
}

void JwsTest::otherHeadersAreRefused()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QString, slug);
    QVERIFY(header().contains(from));
    const QByteArray compact = signedParts(header().replace(from, to), enigm::json::canonical(m_payload));
    QCOMPARE(outcome(compact, m_key->publicKey()), slug);
}

void JwsTest::otherPayloadsAreRefused_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QString>("slug");
    QTest::newRow("empty") << QByteArray() << u"malformed-json"_s;
    QTest::newRow("a list") << "[]"_ba << u"malformed-jws"_s;
    QTest::newRow("a text") << "\"x\""_ba << u"malformed-jws"_s;
    QTest::newRow("unsorted") << "{\"b\":1,\"a\":1}"_ba << u"not-canonical"_s;
    QTest::newRow("a fraction") << "{\"a\":0.5}"_ba << u"out-of-range"_s;
    QTest::newRow("direction override") << "{\"a\":\"\xe2\x80\xae\"}"_ba << u"unsafe-text"_s;
}

void JwsTest::otherPayloadsAreRefused()
{
    QFETCH(QByteArray, payload);
    QFETCH(QString, slug);
    QCOMPARE(outcome(signedParts(header(), payload), m_key->publicKey()), slug);
}

void JwsTest::whatCannotBeReadIsNotSigned_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("direction override") << u"\u202e"_s;
    QTest::newRow("line end") << u"a\nb"_s;
    QTest::newRow("not NFC") << u"e\u0301"_s;
    QTest::newRow("lone surrogate") << QString(QChar(char16_t(0xd800)));
}

void JwsTest::whatCannotBeReadIsNotSigned()
{
    QFETCH(QString, text);
    const auto jws = Jws::sign(typ, Object{{"a"_L1, text}}, *m_key);
    QVERIFY(!jws);
    QCOMPARE(jws.error().type, ProblemType::UnsafeText);
    QVERIFY(!Jws::sign(typ, Object{{"a"_L1, 0.5}}, *m_key));
    QVERIFY(!Jws::sign(typ, Value(), *m_key));
}

void JwsTest::anEd25519KeyDoesNotSign()
{
    const auto jws = Jws::sign(typ, m_payload, *PrivateKey::generate(PublicKey::Kind::Ed25519));
    QVERIFY(!jws);
    QCOMPARE(jws.error().type, ProblemType::MalformedKey);
}

void JwsTest::theDigestIsKnownBeforeTheKeyOpens()
{
    const auto made = UnsignedJws::make(typ, m_payload, m_key->publicKey());
    QVERIFY2(made, qPrintable(made ? QString() : made.error().toString()));
    const auto jws = made->sign(*m_key);
    QVERIFY(jws);
    QCOMPARE(made->digest(), jws->digest());
    const auto read = Jws::parse(jws->compact(), typ);
    QVERIFY(read && read->verify(m_key->publicKey()));
    QCOMPARE(read->payload(), jws->payload());
    QCOMPARE(read->signedBytes(), jws->signedBytes());
}

void JwsTest::onlyTheKeyOfTheHeaderSigns()
{
    const auto made = UnsignedJws::make(typ, m_payload, m_key->publicKey());
    QVERIFY(made);
    const auto jws = made->sign(*PrivateKey::generate(PublicKey::Kind::P256));
    QVERIFY(!jws);
    QCOMPARE(jws.error().type, ProblemType::UnknownKey);
}

ENIGM_TEST_MAIN(JwsTest)
#include "JwsTest.moc"

#include "contract/json/JsonParser.h"
#include "tests/support/LogGuard.h"

#include <QTest>

using namespace Qt::StringLiterals;
using enigm::ProblemType;
using namespace enigm::json;

class SignedJsonTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCanonicalPayloadIsRead();
    void anyOtherFormIsRefused_data();
    void anyOtherFormIsRefused();
    void everyTruncatedPayloadIsRefused();
    void noChangedByteReadsAsTheSameValue();
};

void SignedJsonTest::aCanonicalPayloadIsRead()
{
    const auto value = parseSigned(
        "{\"\":[],\"a\\\"\\\\\":-1,\"b\":{\"c\":[null,true,9007199254740992]},\"gr\xc3\xbc\xc3\x9f\":\"\"}"_ba);
    QVERIFY2(value, qPrintable(value ? QString() : value.error().toString()));
    QCOMPARE(value->object().size(), 4U);
    QCOMPARE(value->object().find(u"a\"\\")->integer(), -1);
}

void SignedJsonTest::anyOtherFormIsRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<ProblemType>("type");
    const auto row = [](const char *name, const QByteArray &text, ProblemType type) {
        QTest::newRow(name) << text << type;
    };
    row("leading space", " {}"_ba, ProblemType::NotCanonical);
    row("trailing line end", "{}\n"_ba, ProblemType::NotCanonical);
    row("space before colon", "{\"a\" :1}"_ba, ProblemType::NotCanonical);
    row("space after colon", "{\"a\": 1}"_ba, ProblemType::NotCanonical);
    row("space in list", "[1, 2]"_ba, ProblemType::NotCanonical);
    row("space in empty list", "[ ]"_ba, ProblemType::NotCanonical);
    row("unsorted", "{\"b\":1,\"a\":2}"_ba, ProblemType::NotCanonical);
    row("sorted by UTF-8, not UTF-16", "{\"\xef\xac\x93\":1,\"\xf0\x9f\x98\x80\":2}"_ba, ProblemType::NotCanonical);
    row("name twice", "{\"a\":1,\"a\":1}"_ba, ProblemType::DuplicateMember);
    row("escaped slash", "\"\\/\""_ba, ProblemType::NotCanonical);
    row("escaped letter", "\"\\u0061\""_ba, ProblemType::NotCanonical);
    row("long escape of a line end", "\"\\u000a\""_ba, ProblemType::NotCanonical);
    row("upper-case escape", "\"\\u001F\""_ba, ProblemType::MalformedJson);
    row("escaped pair", "\"\\ud83d\\udc4d\""_ba, ProblemType::NotCanonical);
    row("line end", "\"a\\nb\""_ba, ProblemType::UnsafeText);
    row("control character", "\"\\u001f\""_ba, ProblemType::UnsafeText);
    row("DEL", "\"a\x7f\""_ba, ProblemType::UnsafeText);
    row("direction override", "\"\xe2\x80\xae\""_ba, ProblemType::UnsafeText);
    row("direction override in a name", "{\"\xe2\x80\xae\":1}"_ba, ProblemType::UnsafeText);
    row("not NFC", "\"e\xcc\x81\""_ba, ProblemType::UnsafeText);
    row("not UTF-8", "\"\xc0\xaf\""_ba, ProblemType::MalformedJson);
    row("fraction", "1.5"_ba, ProblemType::OutOfRange);
    row("whole as fraction", "1.0"_ba, ProblemType::NotCanonical);
    row("exponent", "1e3"_ba, ProblemType::NotCanonical);
    row("large exponent", "1e+30"_ba, ProblemType::OutOfRange);
    row("minus zero", "-0"_ba, ProblemType::NotCanonical);
    row("leading zero", "01"_ba, ProblemType::MalformedJson);
    row("beyond 2^53", "9007199254740994"_ba, ProblemType::OutOfRange);
    row("beyond 2^53, inexact", "9007199254740993"_ba, ProblemType::NotCanonical);
    row("overflow", "1e999"_ba, ProblemType::OutOfRange);
    row("trailing value", "{}{}"_ba, ProblemType::MalformedJson);
}

void SignedJsonTest::anyOtherFormIsRefused()
{
    QFETCH(QByteArray, text);
    QFETCH(ProblemType, type);
    const auto value = parseSigned(text);
    QVERIFY(!value);
    QCOMPARE(enigm::problemSlug(value.error().type), enigm::problemSlug(type));
    QVERIFY(value.error().where.startsWith(u"offset "_s));
}

namespace {

const QByteArray payload = "{\"action\":\"device.revoke\",\"deployment\":\"q83vEjRWeJA\",\"from\":[\"trusted\","
                           "\"suspended\"],\"max_skipped\":0,"
                           "\"note\":\"gr\xc3\xbc\xc3\x9f \\\"x\\\"\",\"obey_by\":null,\"time\":1790000000,\"v\":1}"_ba;

} // namespace

void SignedJsonTest::everyTruncatedPayloadIsRefused()
{
    QVERIFY(parseSigned(payload));
    for (qsizetype size = 0; size < payload.size(); ++size)
        QVERIFY2(!parseSigned(payload.first(size)), qPrintable(QString::number(size)));
}

void SignedJsonTest::noChangedByteReadsAsTheSameValue()
{
    const auto original = parseSigned(payload);
    QVERIFY(original);
    QCOMPARE(canonical(*original), payload);
    for (qsizetype i = 0; i < payload.size(); ++i) {
        for (int byte = 0; byte < 256; ++byte) {
            QByteArray changed = payload;
            changed[i] = static_cast<char>(byte);
            const auto value = parseSigned(changed);
            if (!value || changed == payload)
                continue;
            QVERIFY(*value != *original);
            QCOMPARE(canonical(*value), changed);
        }
    }
}

ENIGM_TEST_MAIN(SignedJsonTest)
#include "SignedJsonTest.moc"

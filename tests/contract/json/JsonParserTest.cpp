#include "contract/json/JsonParser.h"

#include "tests/support/LogGuard.h"

#include <QTest>

#include <cmath>

using namespace Qt::StringLiterals;
using enigm::Expected;
using enigm::ProblemType;
using namespace enigm::json;

class JsonParserTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKindIsRead();
    void wholeNumbersWithinTheirRangeAreIntegers_data();
    void wholeNumbersWithinTheirRangeAreIntegers();
    void otherNumbersAreDoubles_data();
    void otherNumbersAreDoubles();
    void numbersThatNoDoubleHoldsAreRefused();
    void membersAreFoundInAnyOrder();
    void aNameTwiceIsRefused_data();
    void aNameTwiceIsRefused();
    void escapesAndUtf8AreRead_data();
    void escapesAndUtf8AreRead();
    void badUtf8IsRefused_data();
    void badUtf8IsRefused();
    void theRefusalNamesTheByte_data();
    void theRefusalNamesTheByte();
    void everyTruncatedTextIsRefused();
    void depthAndSizeHaveLimits();
    void manyUnsortedMembersStayCheap();
};

void JsonParserTest::everyKindIsRead()
{
    const auto value = parse(" {\"a\":[1,2.5,\"x\",true,false,null],\"o\":{}} "_ba);
    QVERIFY(value);
    const Array &items = value->object().find(u"a")->array();
    QCOMPARE(items.size(), 6U);
    QCOMPARE(items[0].integer(), 1);
    QCOMPARE(items[1].number(), 2.5);
    QCOMPARE(items[2].text(), u"x"_s);
    QCOMPARE(items[3].boolean(), true);
    QCOMPARE(items[4].boolean(), false);
    QVERIFY(items[5].isNull());
    QVERIFY(value->object().find("o"_L1)->object().isEmpty());
    QVERIFY(!value->object().find("b"_L1));
}

void JsonParserTest::wholeNumbersWithinTheirRangeAreIntegers_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("number");
    QTest::newRow("zero") << "0"_ba << qint64(0);
    QTest::newRow("negative") << "-17"_ba << qint64(-17);
    QTest::newRow("largest") << "9007199254740992"_ba << (qint64(1) << 53);
    QTest::newRow("smallest") << "-9007199254740992"_ba << -(qint64(1) << 53);
}

void JsonParserTest::wholeNumbersWithinTheirRangeAreIntegers()
{
    QFETCH(QByteArray, text);
    QFETCH(qint64, number);
    const auto value = parse(text);
    QVERIFY(value);
    QCOMPARE(value->kind(), Value::Kind::Integer);
    QCOMPARE(value->integer(), number);
}

void JsonParserTest::otherNumbersAreDoubles_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<double>("number");
    QTest::newRow("minus zero") << "-0"_ba << -0.0;
    QTest::newRow("fraction") << "1.0"_ba << 1.0;
    QTest::newRow("exponent") << "1E+2"_ba << 100.0;
    QTest::newRow("beyond 2^53") << "9007199254740994"_ba << 9007199254740994.0;
    QTest::newRow("beyond 64 bits") << "123456789012345678901234567890"_ba << 123456789012345678901234567890.0;
    QTest::newRow("smallest") << "5e-324"_ba << 5e-324;
    QTest::newRow("largest") << "1.7976931348623157e308"_ba << 1.7976931348623157e308;
    QTest::newRow("zero with exponent") << "0e999"_ba << 0.0;
}

void JsonParserTest::otherNumbersAreDoubles()
{
    QFETCH(QByteArray, text);
    QFETCH(double, number);
    const auto value = parse(text);
    QVERIFY(value);
    QCOMPARE(value->kind(), Value::Kind::Double);
    QVERIFY(value->number() == number && std::signbit(value->number()) == std::signbit(number));
}

void JsonParserTest::numbersThatNoDoubleHoldsAreRefused()
{
    for (const QByteArray &text : {"1e309"_ba, "-1e309"_ba, "1e99999999999999999999"_ba, QByteArray(400, '9')}) {
        const auto value = parse(text);
        QVERIFY2(!value, text.constData());
        QCOMPARE(value.error().type, ProblemType::OutOfRange);
    }
}

void JsonParserTest::membersAreFoundInAnyOrder()
{
    const auto value = parse("{\"z\":1,\"a\":2,\"m\":3,\"\\u0061a\":4}"_ba);
    QVERIFY(value);
    QCOMPARE(value->object().find("z"_L1)->integer(), 1);
    QCOMPARE(value->object().find("a"_L1)->integer(), 2);
    QCOMPARE(value->object().find(u"m")->integer(), 3);
    QCOMPARE(value->object().find(u"aa")->integer(), 4);
    QCOMPARE(value->object().begin()->name, u"a"_s);
}

void JsonParserTest::aNameTwiceIsRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("neighbours") << "{\"a\":1,\"a\":1}"_ba;
    QTest::newRow("apart") << "{\"a\":1,\"b\":2,\"a\":3}"_ba;
    QTest::newRow("by an escape") << "{\"a\":1,\"\\u0061\":2}"_ba;
    QTest::newRow("unsorted") << "{\"b\":1,\"a\":2,\"c\":3,\"b\":4}"_ba;
    QTest::newRow("nested") << "[{\"x\":{\"\":1,\"\":2}}]"_ba;
}

void JsonParserTest::aNameTwiceIsRefused()
{
    QFETCH(QByteArray, text);
    const auto value = parse(text);
    QVERIFY(!value);
    QCOMPARE(value.error().type, ProblemType::DuplicateMember);
}

void JsonParserTest::escapesAndUtf8AreRead_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("read");
    QTest::newRow("short escapes") << "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\""_ba << u"\"\\/\b\f\n\r\t"_s;
    QTest::newRow("unicode escape") << "\"\\u20AC\\u20ac\""_ba << u"€€"_s;
    QTest::newRow("surrogate pair") << "\"\\ud83d\\uDC4D\""_ba << u"\U0001f44d"_s;
    QTest::newRow("zero") << "\"a\\u0000b\""_ba << QString::fromUtf16(u"a\0b", 3);
    QTest::newRow("two bytes") << "\"gr\xc3\xbc\xc3\x9f\""_ba << u"grüß"_s;
    QTest::newRow("three bytes") << "\"\xe2\x82\xac\""_ba << u"€"_s;
    QTest::newRow("four bytes") << "\"\xf0\x9f\x91\x8d\""_ba << u"\U0001f44d"_s;
    QTest::newRow("highest") << "\"\xf4\x8f\xbf\xbf\""_ba << u"\U0010ffff"_s;
    QTest::newRow("byte order mark inside") << "\"\xef\xbb\xbfx\""_ba << u"\ufeffx"_s;
    QTest::newRow("DEL") << "\"a\x7f\x62\""_ba << u"a\u007fb"_s;
    QTest::newRow("plain, long") << QByteArray('"' + QByteArray(1000, 'x') + '"') << QString(1000, u'x');
    QTest::newRow("mixed, long") << QByteArray('"' + QByteArray(1000, 'x') + "\\n\xc3\xbc" + QByteArray(17, 'y') + '"')
                                 << QString(QString(1000, u'x') + u"\nü"_s + QString(17, u'y'));
}

void JsonParserTest::escapesAndUtf8AreRead()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, read);
    const auto value = parse(text);
    QVERIFY2(value, qPrintable(value ? QString() : value.error().toString()));
    QCOMPARE(value->text(), read);
}

void JsonParserTest::badUtf8IsRefused_data()
{
    QTest::addColumn<QByteArray>("inside");
    QTest::newRow("continuation alone") << "\x80"_ba;
    QTest::newRow("overlong slash") << "\xc0\xaf"_ba;
    QTest::newRow("overlong of two") << "\xc1\xbf"_ba;
    QTest::newRow("overlong of three") << "\xe0\x9f\xbf"_ba;
    QTest::newRow("overlong of four") << "\xf0\x8f\xbf\xbf"_ba;
    QTest::newRow("high surrogate") << "\xed\xa0\x80"_ba;
    QTest::newRow("low surrogate") << "\xed\xbf\xbf"_ba;
    QTest::newRow("surrogate pair") << "\xed\xa0\xbd\xed\xb1\x8d"_ba;
    QTest::newRow("beyond the last") << "\xf4\x90\x80\x80"_ba;
    QTest::newRow("five bytes") << "\xf8\x88\x80\x80\x80"_ba;
    QTest::newRow("cut short") << "\xe2\x82"_ba;
    QTest::newRow("cut by a letter") << "\xe2\x82x"_ba;
    QTest::newRow("FF") << "\xff"_ba;
    QTest::newRow("lone high escape") << "\\ud83d"_ba;
    QTest::newRow("lone low escape") << "\\udc4d"_ba;
    QTest::newRow("high escape, then text") << "\\ud83dx"_ba;
    QTest::newRow("high escape twice") << "\\ud83d\\ud83d"_ba;
}

void JsonParserTest::badUtf8IsRefused()
{
    QFETCH(QByteArray, inside);
    for (const QByteArray &text : {QByteArray('"' + inside + '"'), QByteArray("{\"" + inside + "\":1}"),
                                   QByteArray("\"0123456789" + inside + "0123456789\"")}) {
        const auto value = parse(text);
        QVERIFY(!value);
        QCOMPARE(value.error().type, ProblemType::MalformedJson);
    }
}

void JsonParserTest::theRefusalNamesTheByte_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("offset");
    QTest::newRow("empty") << ""_ba << 0;
    QTest::newRow("byte order mark") << "\xef\xbb\xbf{}"_ba << 0;
    QTest::newRow("trailing byte") << "{} x"_ba << 3;
    QTest::newRow("trailing comma") << "[1,]"_ba << 3;
    QTest::newRow("missing comma") << "[1 2]"_ba << 3;
    QTest::newRow("missing colon") << "{\"a\" 1}"_ba << 5;
    QTest::newRow("bad escape") << "[\"ab\\x\"]"_ba << 4;
    QTest::newRow("line end in a string") << "[\"ab\n\"]"_ba << 4;
    QTest::newRow("leading zero") << "[01]"_ba << 1;
    QTest::newRow("word") << "[nul]"_ba << 1;
    QTest::newRow("comment") << "[1/**/]"_ba << 2;
    QTest::newRow("second name") << "{\"a\":1,\"a\":2}"_ba << 7;
}

void JsonParserTest::theRefusalNamesTheByte()
{
    QFETCH(QByteArray, text);
    QFETCH(int, offset);
    const auto value = parse(text);
    QVERIFY(!value);
    QCOMPARE(value.error().where, u"offset %1"_s.arg(offset));
}

void JsonParserTest::everyTruncatedTextIsRefused()
{
    const QByteArray text =
        "{\"a\":[1,-2.5e+3,\"gr\xc3\xbc\xc3\x9f \\u20ac\\n\",true],\"b\":{\"c\":null,\"d\":false}}"_ba;
    QVERIFY(parse(text));
    for (qsizetype size = 0; size < text.size(); ++size)
        QVERIFY2(!parse(text.first(size)), qPrintable(QString::number(size)));
}

void JsonParserTest::depthAndSizeHaveLimits()
{
    const auto nested = [](int depth) { return QByteArray(depth, '[') + QByteArray(depth, ']'); };
    QVERIFY(parse(nested(32)));
    QVERIFY(!parse(nested(33)));
    QVERIFY(!parse(QByteArray(1'000'000, '[')));
    QVERIFY(parse(nested(3), {.depth = 3}));
    QVERIFY(!parse("{\"a\":{\"b\":{}}}"_ba, {.depth = 2}));

    const auto long_ = parse("[1,2,3]"_ba, {.bytes = 6});
    QVERIFY(!long_);
    QCOMPARE(long_.error().type, ProblemType::TooLarge);
    QVERIFY(parse("[1,2,3]"_ba, {.bytes = 7}));
}

void JsonParserTest::manyUnsortedMembersStayCheap()
{
    QByteArray text = "{"_ba;
    for (int i = 300'000; i > 100'000; --i)
        text += '"' + QByteArray::number(i) + "\":0,";
    text.chop(1);
    text += '}';
    const auto value = parse(text);
    QVERIFY(value);
    QCOMPARE(value->object().size(), 200'000U);
}

ENIGM_TEST_MAIN(JsonParserTest)
#include "JsonParserTest.moc"

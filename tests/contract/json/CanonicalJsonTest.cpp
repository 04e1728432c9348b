#include "contract/encoding/SafeText.h"
#include "contract/json/JsonParser.h"
#include "tests/support/LogGuard.h"
#include "tests/support/Vectors.h"

#include <QDir>
#include <QRandomGenerator>
#include <QTest>

#include <bit>
#include <cmath>

using namespace Qt::StringLiterals;
using namespace enigm::json;

class CanonicalJsonTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void numbersReadAsEcmaScriptWritesThem_data();
    void numbersReadAsEcmaScriptWritesThem();
    void textIsEscapedAsLittleAsPossible();
    void randomValuesComeBack();
    void randomSignedValuesComeBackStrictly();
    void thePublishedDocumentsAreReproduced();
    void thePublishedNumbersAreReproduced();
};

void CanonicalJsonTest::numbersReadAsEcmaScriptWritesThem_data() // RFC 8785 appendix B
{
    QTest::addColumn<quint64>("bits");
    QTest::addColumn<QByteArray>("text");
    const auto row = [](quint64 bits, const QByteArray &text) { QTest::newRow(text.constData()) << bits << text; };
    row(0x0000000000000000, "0"_ba);
    row(0x8000000000000000, "0"_ba);
    row(0x0000000000000001, "5e-324"_ba);
    row(0x8000000000000001, "-5e-324"_ba);
    row(0x7fefffffffffffff, "1.7976931348623157e+308"_ba);
    row(0xffefffffffffffff, "-1.7976931348623157e+308"_ba);
    row(0x4340000000000000, "9007199254740992"_ba);
    row(0xc340000000000000, "-9007199254740992"_ba);
    row(0x4430000000000000, "295147905179352830000"_ba);
    row(0x44b52d02c7e14af5, "9.999999999999997e+22"_ba);
    row(0x44b52d02c7e14af6, "1e+23"_ba);
    row(0x44b52d02c7e14af7, "1.0000000000000001e+23"_ba);
    row(0x444b1ae4d6e2ef4e, "999999999999999700000"_ba);
    row(0x444b1ae4d6e2ef4f, "999999999999999900000"_ba);
    row(0x444b1ae4d6e2ef50, "1e+21"_ba);
    row(0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7"_ba);
    row(0x3eb0c6f7a0b5ed8d, "0.000001"_ba);
    row(0x41b3de4355555553, "333333333.3333332"_ba);
    row(0x41b3de4355555554, "333333333.33333325"_ba);
    row(0x41b3de4355555555, "333333333.3333333"_ba);
    row(0xbecbf647612f3696, "-0.0000033333333333333333"_ba);
    row(0x43143ff3c1cb0959, "1424953923781206.2"_ba);
}

void CanonicalJsonTest::numbersReadAsEcmaScriptWritesThem()
{
    QFETCH(quint64, bits);
    QFETCH(QByteArray, text);
    QCOMPARE(canonical(Value(std::bit_cast<double>(bits))), text);
}

void CanonicalJsonTest::textIsEscapedAsLittleAsPossible()
{
    QCOMPARE(canonical(Value(u"\"\\/\b\f\n\r\t\u0001\u001f\u007f€\U0001f44d"_s)),
             "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u001f\x7f\xe2\x82\xac\xf0\x9f\x91\x8d\""_ba);
    QCOMPARE(canonical(Value(Array{})), "[]"_ba);
    QCOMPARE(canonical(Value(Object{})), "{}"_ba);
    QCOMPARE(canonical(Value(Object{{"b"_L1, 1}, {"a"_L1, Value(Array{Value(), Value(true)})}})),
             "{\"a\":[null,true],\"b\":1}"_ba);
}

namespace {

QString randomText(QRandomGenerator &random, bool safe)
{
    QString text;
    for (int size = random.bounded(12); size > 0; --size) {
        const char32_t highest = random.bounded(2) == 0 ? 0x7e : random.bounded(2) == 0 ? 0x2ff : 0x10ffff;
        const auto codePoint = static_cast<char32_t>(random.bounded(int(highest) + 1));
        if (!QChar::isSurrogate(codePoint))
            text += QStringView(QChar::fromUcs4(codePoint));
    }
    return safe && !enigm::encoding::checkSafeText(text) ? u"safe"_s : text;
}

/// Doubles that are not whole, so that they come back as doubles.
double randomDouble(QRandomGenerator &random)
{
    const auto number = std::bit_cast<double>(random.generate64());
    return std::isfinite(number) && number != std::trunc(number) ? number : 0.1;
}

Value randomValue(QRandomGenerator &random, int depth, bool safe)
{
    switch (random.bounded(depth > 0 ? 7 : 5)) {
    case 0:
        return {};
    case 1:
        return random.bounded(2) == 0;
    case 2:
        return qint64(random.generate64() >> (11 + random.bounded(50))) * (random.bounded(2) == 0 ? 1 : -1);
    case 3:
        return safe ? Value(7) : Value(randomDouble(random));
    case 4:
        return randomText(random, safe);
    case 5: {
        Array items;
        for (int size = random.bounded(5); size > 0; --size)
            items.push_back(randomValue(random, depth - 1, safe));
        return items;
    }
    default: {
        Object object;
        for (int size = random.bounded(6); size > 0; --size)
            object.insert(randomText(random, safe), randomValue(random, depth - 1, safe));
        return object;
    }
    }
}

} // namespace

void CanonicalJsonTest::randomValuesComeBack()
{
    QRandomGenerator random(3);
    for (int round = 0; round < 5000; ++round) {
        const Value value = randomValue(random, 5, false);
        const QByteArray text = canonical(value);
        const auto read = parse(text);
        QVERIFY2(read, text.constData());
        QVERIFY2(*read == value, text.constData());
        QCOMPARE(canonical(*read), text);
    }
}

void CanonicalJsonTest::randomSignedValuesComeBackStrictly()
{
    QRandomGenerator random(4);
    for (int round = 0; round < 5000; ++round) {
        const Value value = randomValue(random, 5, true);
        const QByteArray text = canonical(value);
        const auto read = parseSigned(text);
        QVERIFY2(read, text.constData());
        QVERIFY2(*read == value, text.constData());
    }
}

void CanonicalJsonTest::thePublishedDocumentsAreReproduced()
{
    if (enigm::test::vectorsDirectory().isEmpty())
        QSKIP("the vectors are missing; set ENIGM_VECTORS to their folder");
    const QDir input(enigm::test::vectorsDirectory() + u"/jcs/input"_s);
    const QStringList names = input.entryList({u"*.json"_s}, QDir::Files);
    QCOMPARE(names.size(), 4);
    for (const QString &name : names) {
        const auto value = parse(enigm::test::readFile(input.filePath(name)));
        QVERIFY2(value, qPrintable(name));
        const QByteArray expected =
            enigm::test::readFile(enigm::test::vectorsDirectory() + u"/jcs/output/"_s + name).trimmed();
        QCOMPARE(canonical(*value), expected);
        QCOMPARE(canonical(parse(expected).value_or(Value())), expected);
    }
}

void CanonicalJsonTest::thePublishedNumbersAreReproduced()
{
    if (enigm::test::vectorsDirectory().isEmpty())
        QSKIP("the vectors are missing; set ENIGM_VECTORS to their folder");
    const QByteArray file =
        enigm::test::readFile(enigm::test::vectorsDirectory() + u"/jcs/es6numbers_lines_1-10000.txt"_s);
    int count = 0;
    for (const QByteArray &line : file.trimmed().split('\n')) {
        const qsizetype comma = line.indexOf(',');
        bool isHex = false;
        const double number = std::bit_cast<double>(line.first(comma).toULongLong(&isHex, 16));
        QVERIFY2(isHex, line.constData());
        const QByteArray expected = line.sliced(comma + 1).trimmed();
        QCOMPARE(canonical(Value(number)), expected);
        const auto read = parse(expected);
        QVERIFY2(read, expected.constData());
        QVERIFY2(read->number() == number, expected.constData());
        ++count;
    }
    QCOMPARE(count, 10'000);
}

ENIGM_TEST_MAIN(CanonicalJsonTest)
#include "CanonicalJsonTest.moc"

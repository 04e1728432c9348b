#include "contract/json/FrameReader.h"

#include "tests/support/LogGuard.h"

#include <QTest>

using namespace enigm;
using namespace Qt::StringLiterals;

using json::FrameReader;

/// The parts of a known form are found exactly, wherever the bytes end.
class FrameReaderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void objects_data();
    void objects();
    void texts_data();
    void texts();
    void integers_data();
    void integers();
    void listsAreSeparatedByOneComma_data();
    void listsAreSeparatedByOneComma();
    void partsAreBounded();
    void theFirstProblemIsKept();
    void bytesAreExactBase64();
};

namespace {

const QByteArray refused = "refused";
constexpr qsizetype most = 40;

/// What a read answers where it took everything.
template <typename Read>
QByteArray readAll(const QByteArray &text, Read read)
{
    FrameReader reader(text);
    const QByteArray result = read(reader);
    return reader.finish() ? result : refused;
}

} // namespace

void FrameReaderTest::objects_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isGood");
    QTest::newRow("empty") << "{}"_ba << true;
    QTest::newRow("nested") << "{\"a\":[{},[1,{}]]}"_ba << true;
    QTest::newRow("brackets in texts") << "{\"}\":\"]{\"}"_ba << true;
    QTest::newRow("escapes") << "{\"a\":\"\\\\\",\"b\":\"\\\"}\\\\\\\"\"}"_ba << true;
    QTest::newRow("nothing") << ""_ba << false;
    QTest::newRow("a list") << "[]"_ba << false;
    QTest::newRow("open") << "{"_ba << false;
    QTest::newRow("open text") << "{\"a"_ba << false;
    QTest::newRow("escaped end") << "{\"a\\\"}"_ba << false;
    QTest::newRow("unbalanced") << "{\"a\":[}"_ba << false;
    QTest::newRow("more") << "{}}"_ba << false;
}

void FrameReaderTest::objects()
{
    QFETCH(const QByteArray, text);
    QFETCH(const bool, isGood);
    const QByteArray read = readAll(text, [](FrameReader &reader) { return reader.object(most).toByteArray(); });
    QCOMPARE(read, isGood ? text : refused);
}

void FrameReaderTest::texts_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("read");
    QTest::newRow("empty") << "\"\""_ba << ""_ba;
    QTest::newRow("escapes") << "\"a\\n\\\"\\\\\""_ba << "a\n\"\\"_ba;
    QTest::newRow("nothing") << ""_ba << refused;
    QTest::newRow("open") << "\""_ba << refused;
    QTest::newRow("escaped end") << "\"\\\""_ba << refused;
    QTest::newRow("no such escape") << "\"\\x\""_ba << refused;
    QTest::newRow("other escape") << "\"\\u000a\""_ba << refused;
    QTest::newRow("more") << "\"a\"b"_ba << refused;
    QTest::newRow("no UTF-8") << "\"\xff\""_ba << refused;
}

void FrameReaderTest::texts()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArray, read);
    QCOMPARE(readAll(text, [](FrameReader &reader) { return reader.text(most); }), read);
}

void FrameReaderTest::integers_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isGood");
    QTest::newRow("zero") << "0"_ba << true;
    QTest::newRow("largest") << "9007199254740991"_ba << true;
    QTest::newRow("nothing") << ""_ba << false;
    QTest::newRow("negative") << "-1"_ba << false;
    QTest::newRow("leading zero") << "01"_ba << false;
    QTest::newRow("too large") << "9007199254740992"_ba << false;
    QTest::newRow("far too large") << "99999999999999999999"_ba << false;
    QTest::newRow("no integer") << "1.0"_ba << false;
}

void FrameReaderTest::integers()
{
    QFETCH(const QByteArray, text);
    QFETCH(const bool, isGood);
    const QByteArray read = readAll(text, [](FrameReader &reader) { return QByteArray::number(reader.integer()); });
    QCOMPARE(read, isGood ? text : refused);
}

void FrameReaderTest::listsAreSeparatedByOneComma_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("read");
    QTest::newRow("empty") << "]"_ba << ""_ba;
    QTest::newRow("one") << "{}]"_ba << "{}"_ba;
    QTest::newRow("two") << "{},{}]"_ba << "{}{}"_ba;
    QTest::newRow("open") << "{}"_ba << refused;
    QTest::newRow("comma first") << ",{}]"_ba << refused;
    QTest::newRow("comma last") << "{},]"_ba << refused;
    QTest::newRow("two commas") << "{},,{}]"_ba << refused;
    QTest::newRow("no comma") << "{}{}]"_ba << refused;
    QTest::newRow("nothing") << ""_ba << refused;
}

void FrameReaderTest::listsAreSeparatedByOneComma()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArray, read);
    const auto readList = [](FrameReader &reader) {
        QByteArray items;
        for (std::size_t count = 0; reader.hasNext(count); ++count)
            items += reader.object(most).toByteArray();
        return items;
    };
    QCOMPARE(readAll(text, readList), read);
}

void FrameReaderTest::partsAreBounded()
{
    const QByteArray text = '"' + QByteArray(10, 'a') + '"';
    const auto outcome = [](const QByteArray &given, auto read) {
        FrameReader reader(given);
        (void)read(reader);
        const auto done = reader.finish();
        return done ? u"accepted"_s : problemSlug(done.error().type);
    };
    QCOMPARE(outcome(text, [](FrameReader &reader) { return reader.plainText(10); }), u"accepted"_s);
    QCOMPARE(outcome(text, [](FrameReader &reader) { return reader.plainText(9); }), u"too-large"_s);
    QCOMPARE(outcome(text, [](FrameReader &reader) { return reader.text(12); }), u"accepted"_s);
    QCOMPARE(outcome(text, [](FrameReader &reader) { return reader.text(11); }), u"too-large"_s);
    QCOMPARE(outcome("{\"a\":1}", [](FrameReader &reader) { return reader.object(7); }), u"accepted"_s);
    QCOMPARE(outcome("{\"a\":1}", [](FrameReader &reader) { return reader.object(6); }), u"too-large"_s);
}

void FrameReaderTest::theFirstProblemIsKept()
{
    FrameReader reader("{\"a\":1}");
    reader.expect("{\"b\":");
    reader.expect("{\"c\":");
    QVERIFY(reader.object(most).isEmpty() && reader.plainText(most).isEmpty() && reader.integer() == 0);
    reader.fail(ProblemType::TooLarge, u"later"_s);
    const auto done = reader.finish();
    QVERIFY(!done);
    QCOMPARE(done.error().type, ProblemType::NotCanonical);
    QCOMPARE(done.error().where, u"offset 0"_s);
}

void FrameReaderTest::bytesAreExactBase64()
{
    const auto readTwo = [](FrameReader &reader) { return reader.bytes(2).toHex(); };
    QCOMPARE(readAll("\"__8\"", readTwo), "ffff"_ba);
    for (const QByteArray &bad :
         {"\"_\\u005f8\""_ba, "\"__9\""_ba, "\"//8\""_ba, "\"__8=\""_ba, "\"__\""_ba, "\"____\""_ba, "\"__8"_ba})
        QCOMPARE(readAll(bad, readTwo), refused);
}

ENIGM_TEST_MAIN(FrameReaderTest)
#include "FrameReaderTest.moc"

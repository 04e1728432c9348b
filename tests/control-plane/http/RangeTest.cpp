#include "control-plane/http/Range.h"

#include "tests/support/LogGuard.h"

#include <QTest>

using namespace enigm;
using namespace Qt::StringLiterals;
using controlplane::http::Range;
using Kind = Range::Kind;

Q_DECLARE_METATYPE(Range)

/// What a Range field asks for (RFC 9110, section 14).
class RangeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFieldIsRead_data();
    void aFieldIsRead();
};

void RangeTest::aFieldIsRead_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<qint64>("size");
    QTest::addColumn<Range>("expected");

    const auto one = [](qint64 begin, qint64 length) {
        return Range{.kind = Kind::One, .begin = begin, .length = length};
    };
    const Range none{.kind = Kind::Unsatisfiable};
    QTest::newRow("the first bytes") << "bytes=0-499"_ba << qint64(10'000) << one(0, 500);
    QTest::newRow("one byte") << "bytes=0-0"_ba << qint64(10'000) << one(0, 1);
    QTest::newRow("from a place on") << "bytes=9500-"_ba << qint64(10'000) << one(9'500, 500);
    QTest::newRow("the last bytes") << "bytes=-500"_ba << qint64(10'000) << one(9'500, 500);
    QTest::newRow("more last bytes than there are") << "bytes=-20000"_ba << qint64(10'000) << one(0, 10'000);
    QTest::newRow("beyond the end") << "bytes=9000-20000"_ba << qint64(10'000) << one(9'000, 1'000);
    QTest::newRow("an end that no file has") << "bytes=1-99999999999999999999"_ba << qint64(10) << one(1, 9);
    QTest::newRow("another case") << "Bytes=1-2"_ba << qint64(10) << one(1, 2);
    QTest::newRow("blanks around it") << "bytes= 1-2 "_ba << qint64(10) << one(1, 2);

    QTest::newRow("behind the end") << "bytes=10000-"_ba << qint64(10'000) << none;
    QTest::newRow("far behind the end") << "bytes=99999999999999999999-"_ba << qint64(10'000) << none;
    QTest::newRow("no last bytes") << "bytes=-0"_ba << qint64(10'000) << none;
    QTest::newRow("of nothing") << "bytes=0-"_ba << qint64(0) << none;
    QTest::newRow("the last of nothing") << "bytes=-1"_ba << qint64(0) << none;

    QTest::newRow("several") << "bytes=0-1,4-5"_ba << qint64(10) << Range{};
    QTest::newRow("backwards") << "bytes=5-4"_ba << qint64(10) << Range{};
    QTest::newRow("another unit") << "lines=0-1"_ba << qint64(10) << Range{};
    QTest::newRow("no unit") << "0-1"_ba << qint64(10) << Range{};
    QTest::newRow("no dash") << "bytes=5"_ba << qint64(10) << Range{};
    QTest::newRow("no number") << "bytes=-"_ba << qint64(10) << Range{};
    QTest::newRow("a sign") << "bytes=+1-2"_ba << qint64(10) << Range{};
    QTest::newRow("two dashes") << "bytes=1--2"_ba << qint64(10) << Range{};
    QTest::newRow("a letter behind it") << "bytes=1-2x"_ba << qint64(10) << Range{};
    QTest::newRow("empty") << ""_ba << qint64(10) << Range{};
}

void RangeTest::aFieldIsRead()
{
    QFETCH(QByteArray, field);
    QFETCH(qint64, size);
    QFETCH(Range, expected);
    QVERIFY(Range::parse(field, size) == expected);
}

ENIGM_TEST_MAIN(RangeTest)
#include "RangeTest.moc"

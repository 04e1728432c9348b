#include "models/rows/RowChanges.h"

#include "tests/support/LogGuard.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

using namespace enigm::models::rows;
using namespace Qt::StringLiterals;

using Kind = RowChange::Kind;

/// What differs between two lists, and nothing else.
class RowChangesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void equalListsNeedNothing();
    void neighboursGoTogether();
    void aChangedRowIsUpdated();
    void aMovedRowIsRemovedAndInserted();
    void anyListBecomesAnyOther();
};

namespace {

std::vector<QString> ids(const QString &letters)
{
    std::vector<QString> result;
    for (const QChar letter : letters)
        result.emplace_back(letter);
    return result;
}

std::vector<RowChange> changesOf(const QString &before, const QString &after)
{
    return rowChanges(ids(before), ids(after), [](std::size_t, std::size_t) { return true; });
}

QString apply(QString list, const std::vector<RowChange> &changes, const QString &after)
{
    for (const RowChange &change : changes) {
        const auto row = static_cast<qsizetype>(change.row);
        const auto count = static_cast<qsizetype>(change.count);
        switch (change.kind) {
        case Kind::Remove:
            list.remove(row, count);
            break;
        case Kind::Insert:
            list.insert(row, after.mid(static_cast<qsizetype>(change.source), count));
            break;
        case Kind::Update:
            break;
        }
    }
    return list;
}

} // namespace

void RowChangesTest::equalListsNeedNothing()
{
    QVERIFY(changesOf(u""_s, u""_s).empty());
    QVERIFY(changesOf(u"abc"_s, u"abc"_s).empty());
}

void RowChangesTest::neighboursGoTogether()
{
    const std::vector<RowChange> expected{{.kind = Kind::Remove, .row = 1, .count = 2, .source = 1},
                                          {.kind = Kind::Insert, .row = 2, .count = 3, .source = 2}};
    QVERIFY(changesOf(u"abcd"_s, u"adxyz"_s) == expected);
}

void RowChangesTest::aChangedRowIsUpdated()
{
    const auto changes = rowChanges(ids(u"abcd"_s), ids(u"xabcd"_s), [](std::size_t before, std::size_t after) {
        return before != 1 && before != 2 && after != 0;
    });
    const std::vector<RowChange> expected{{.kind = Kind::Insert, .row = 0, .count = 1, .source = 0},
                                          {.kind = Kind::Update, .row = 2, .count = 2, .source = 2}};
    QVERIFY(changes == expected);
}

void RowChangesTest::aMovedRowIsRemovedAndInserted()
{
    QCOMPARE(apply(u"abc"_s, changesOf(u"abc"_s, u"bca"_s), u"bca"_s), u"bca"_s);
    QCOMPARE(changesOf(u"abc"_s, u"bca"_s).size(), std::size_t(2));
}

void RowChangesTest::anyListBecomesAnyOther()
{
    QRandomGenerator random(7);
    const auto some = [&random] {
        QString list = u"abcdefghij"_s;
        std::shuffle(list.begin(), list.end(), random);
        return list.left(random.bounded(11));
    };
    for (int i = 0; i < 2000; ++i) {
        const QString before = some();
        const QString after = some();
        QCOMPARE(apply(before, changesOf(before, after), after), after);
    }
}

ENIGM_TEST_MAIN(RowChangesTest)
#include "RowChangesTest.moc"

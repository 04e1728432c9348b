#include "api-client/audit/LogRun.h"

#include "contract/log/MerkleTree.h"
#include "tests/support/LogGuard.h"
#include "tests/support/history/SampleHistory.h"

#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

/// A reviewer's console proves a page of the trail by two proofs.
class LogRunTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyRunOfALogIsProven();
    void aChangedRecordIsFound();
    void anotherPlaceIsFound();
    void aFalseEdgeIsFound();
    void beyondTheHeadIsRefused();
};

namespace {

constexpr qint64 logSize = 21;

QByteArray leafAt(qint64 index)
{
    return "entry " + QByteArray::number(index);
}

const log::MerkleTree &logTree()
{
    static const log::MerkleTree tree = [] {
        log::MerkleTree made;
        for (qint64 i = 0; i < logSize; ++i)
            made.append(log::leafHash(leafAt(i)));
        return made;
    }();
    return tree;
}

client::LogRun runOf(qint64 first, qint64 end)
{
    client::LogRun run{
        .first = first, .edge = {}, .size = logSize, .consistency = {}, .root = logTree().root().toBytes()};
    if (first > 0)
        run.edge = require(logTree().inclusionProof(first, first + 1));
    if (end < logSize)
        run.consistency = require(logTree().consistencyProof(end, logSize));
    return run;
}

std::vector<QByteArray> leavesOf(qint64 first, qint64 end)
{
    std::vector<QByteArray> leaves;
    for (qint64 i = first; i < end; ++i)
        leaves.push_back(leafAt(i));
    return leaves;
}

} // namespace

void LogRunTest::everyRunOfALogIsProven()
{
    for (qint64 first = 0; first < logSize; ++first) {
        for (qint64 end = first + 1; end <= logSize; ++end)
            QCOMPARE(outcomeOf(runOf(first, end).verify(leavesOf(first, end))), u"accepted"_s);
    }
}

void LogRunTest::aChangedRecordIsFound()
{
    for (qint64 first = 0; first < logSize; ++first) {
        for (qint64 end = first + 1; end <= logSize; ++end) {
            std::vector<QByteArray> leaves = leavesOf(first, end);
            leaves.back() += '!';
            QVERIFY(!runOf(first, end).verify(leaves));
        }
    }
}

void LogRunTest::anotherPlaceIsFound()
{
    QCOMPARE(outcomeOf(runOf(4, 8).verify(leavesOf(5, 9))), u"bad-consistency-proof"_s);
    QCOMPARE(outcomeOf(runOf(17, 21).verify(leavesOf(16, 20))), u"bad-inclusion-proof"_s);
}

void LogRunTest::aFalseEdgeIsFound()
{
    client::LogRun run = runOf(7, 12);
    run.edge.front() = log::leafHash("another");
    QVERIFY(!run.verify(leavesOf(7, 12)));
    run = runOf(7, 12);
    run.edge.pop_back();
    QCOMPARE(outcomeOf(run.verify(leavesOf(7, 12))), u"bad-inclusion-proof"_s);
}

void LogRunTest::beyondTheHeadIsRefused()
{
    QCOMPARE(outcomeOf(runOf(20, 21).verify(leavesOf(20, 23))), u"out-of-range"_s);
}

ENIGM_TEST_MAIN(LogRunTest)
#include "LogRunTest.moc"

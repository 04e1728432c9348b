#include "app/gateway/decisions/DecisionCache.h"

#include "tests/support/LogGuard.h"
#include "tests/support/gateway/TestNetwork.h"

#include <QCoreApplication>
#include <QTest>

using namespace enigm;
using namespace enigm::test;

using client::AccessDecision;
using gateway::DecisionCache;

/// A permit is kept for as long as it says, and never longer.
class DecisionCacheTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPermitEndsWhenItSays_data();
    void aPermitEndsWhenItSays();
    void aClockThatIsSetBackLengthensNothing();
    void aLaterAnswerReplacesAnEarlierOne();
    void theOnesThatEndFirstMakeRoom();
};

namespace {

constexpr qint64 start = 1'795'679'400;

AccessDecision permit(qint64 seconds, qint64 until = start + 10'000)
{
    return {.isPermit = true, .validFor = seconds, .validUntil = until};
}

} // namespace

void DecisionCacheTest::aPermitEndsWhenItSays_data()
{
    QTest::addColumn<qint64>("validFor");
    QTest::addColumn<qint64>("validUntil");
    QTest::addColumn<qint64>("end");
    QTest::newRow("seconds") << qint64(60) << start + 1000 << qint64(60);
    QTest::newRow("instant") << qint64(60) << start + 10 << qint64(10);
    QTest::newRow("not at all") << qint64(0) << start + 1000 << qint64(0);
    QTest::newRow("over already") << qint64(60) << start - 1 << qint64(0);
}

void DecisionCacheTest::aPermitEndsWhenItSays()
{
    QFETCH(const qint64, validFor);
    QFETCH(const qint64, validUntil);
    QFETCH(const qint64, end);
    time::ManualClock clock(start);
    DecisionCache cache(clock);
    cache.keep(TestNetwork::handle(1), permit(validFor, validUntil), start);
    QVERIFY(!cache.holdsPermit(TestNetwork::handle(2)));
    for (const qint64 second : {qint64(0), end - 1}) {
        if (second < 0 || end == 0)
            continue;
        clock.set(start + second);
        QVERIFY(cache.holdsPermit(TestNetwork::handle(1)));
    }
    clock.set(start + end);
    QVERIFY(!cache.holdsPermit(TestNetwork::handle(1)));
    QCOMPARE(cache.size(), 0U);
}

void DecisionCacheTest::aClockThatIsSetBackLengthensNothing()
{
    time::ManualClock clock(start);
    DecisionCache cache(clock);
    cache.keep(TestNetwork::handle(1), permit(60), start);
    clock.set(start - 1);
    QVERIFY(!cache.holdsPermit(TestNetwork::handle(1)));
    clock.set(start + 1);
    QVERIFY(!cache.holdsPermit(TestNetwork::handle(1)));
}

void DecisionCacheTest::aLaterAnswerReplacesAnEarlierOne()
{
    time::ManualClock clock(start);
    DecisionCache cache(clock);
    cache.keep(TestNetwork::handle(1), permit(60), start);
    cache.keep(TestNetwork::handle(1), permit(5), start);
    QCOMPARE(cache.size(), 1U);
    clock.advance(5);
    QVERIFY(!cache.holdsPermit(TestNetwork::handle(1)));
}

void DecisionCacheTest::theOnesThatEndFirstMakeRoom()
{
    time::ManualClock clock(start);
    DecisionCache cache(clock, 2);
    cache.keep(TestNetwork::handle(1), permit(60), start);
    cache.keep(TestNetwork::handle(2), permit(30), start);
    cache.keep(TestNetwork::handle(3), permit(45), start);
    QCOMPARE(cache.size(), 2U);
    QVERIFY(cache.holdsPermit(TestNetwork::handle(1)));
    QVERIFY(!cache.holdsPermit(TestNetwork::handle(2)));
    QVERIFY(cache.holdsPermit(TestNetwork::handle(3)));
}

ENIGM_TEST_MAIN(DecisionCacheTest)
#include "DecisionCacheTest.moc"

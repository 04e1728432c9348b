#include "control-plane/http/RateBucket.h"

#include "tests/support/LogGuard.h"

#include <QTest>

#include <atomic>
#include <thread>
#include <vector>

using namespace enigm;
using namespace std::chrono_literals;
using controlplane::http::RateBucket;
using Time = RateBucket::Time;

/// A rate that many share, by a clock that the test moves.
class RateBucketTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sharesARateInTurn();
    void letsABurstGoAfterAPause();
    void saysHowLongTheQueueIs();
    void goesOnAtAnotherRate();
    void countsWhatManyThreadsTake();
};

void RateBucketTest::sharesARateInTurn()
{
    Time now = 10s;
    RateBucket bucket(1'000, [&now] { return now; });
    const Time first = bucket.reserve(500);
    QVERIFY(bucket.until(first) == Time::zero());
    const Time second = bucket.reserve(500);
    const Time third = bucket.reserve(1'000);
    QVERIFY(second - first == 500ms);
    QVERIFY(third - second == 500ms);
    QVERIFY(bucket.until(third) == third - now);
    now = third;
    QVERIFY(bucket.until(third) == Time::zero());
    QVERIFY(bucket.reserve(1) - third == 1s);
}

void RateBucketTest::letsABurstGoAfterAPause()
{
    Time now = 10s;
    RateBucket bucket(8'000, [&now] { return now; });
    for (int round = 0; round < 2; ++round) {
        qint64 atOnce = 0;
        while (bucket.until(bucket.reserve(100)) == Time::zero())
            atOnce += 100;
        QCOMPARE(atOnce, 1'100); // an eighth of a second's worth, and what goes at this moment
        now += 3'600s;
    }
}

void RateBucketTest::saysHowLongTheQueueIs()
{
    Time now = 10s;
    RateBucket bucket(1'000, [&now] { return now; });
    QVERIFY(bucket.backlog() == Time::zero());
    for (int i = 0; i < 20; ++i)
        static_cast<void>(bucket.reserve(1'000));
    QVERIFY(bucket.backlog() == 20s - 125ms);
    now += 5s;
    QVERIFY(bucket.backlog() == 15s - 125ms);
}

void RateBucketTest::goesOnAtAnotherRate()
{
    Time now = 10s;
    RateBucket bucket(1'000, [&now] { return now; });
    const Time first = bucket.reserve(1'000);
    bucket.setRate(2'000);
    QVERIFY(bucket.reserve(1'000) - first == 1s); // what was reserved before keeps its time
    QVERIFY(bucket.reserve(1'000) - first == 1'500ms);
}

void RateBucketTest::countsWhatManyThreadsTake()
{
    RateBucket bucket(1'000'000, [] { return Time(10s); });
    const Time first = bucket.reserve(0);
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&bucket] {
            for (int j = 0; j < 1'000; ++j)
                static_cast<void>(bucket.reserve(1'000));
        });
    }
    threads.clear();
    QVERIFY(bucket.reserve(0) - first == 4s);
}

ENIGM_TEST_MAIN(RateBucketTest)
#include "RateBucketTest.moc"

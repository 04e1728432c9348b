#include "control-plane/audit/RefusalTally.h"

#include "tests/support/LogGuard.h"

#include <QTest>

#include <atomic>
#include <latch>
#include <thread>
#include <vector>

using namespace Qt::StringLiterals;
using namespace enigm;
using controlplane::audit::RefusalTally;

namespace {

RefusalTally::Subject subject()
{
    return {.action = u"authentication.refused"_s,
            .category = log::Category::AppAccess,
            .resource = log::Resource::Account,
            .actor = u"unauthenticated"_s};
}

} // namespace

/// Refusals are counted by whoever refuses and taken by whoever writes the log; none is lost between them.
class RefusalTallyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsByProblemFromFirstToLast();
    void takingLeavesNothing();
    void whatWasGivenBackIsCountedOnce();
    void losesNothingBetweenThreads();
};

void RefusalTallyTest::countsByProblemFromFirstToLast()
{
    RefusalTally tally(subject());
    tally.note(ProblemType::WrongPin, 10);
    tally.note(ProblemType::Unauthenticated, 20);
    tally.note(ProblemType::WrongPin, 30);
    const auto counts = tally.take();
    QCOMPARE(counts.size(), std::size_t{2});
    const RefusalTally::Count pins = counts.at(ProblemType::WrongPin);
    QCOMPARE(pins.count, 2);
    QCOMPARE(pins.from, 10);
    QCOMPARE(pins.to, 30);
    QCOMPARE(counts.at(ProblemType::Unauthenticated).count, 1);
}

void RefusalTallyTest::takingLeavesNothing()
{
    RefusalTally tally(subject());
    tally.note(ProblemType::WrongPin, 10);
    QVERIFY(!tally.take().empty());
    QVERIFY(tally.take().empty());
}

void RefusalTallyTest::whatWasGivenBackIsCountedOnce()
{
    RefusalTally tally(subject());
    tally.note(ProblemType::WrongPin, 10);
    const auto missed = tally.take();
    tally.note(ProblemType::WrongPin, 30);
    tally.giveBack(missed);
    const RefusalTally::Count pins = tally.take().at(ProblemType::WrongPin);
    QCOMPARE(pins.count, 2);
    QCOMPARE(pins.from, 10);
    QCOMPARE(pins.to, 30);
}

void RefusalTallyTest::losesNothingBetweenThreads()
{
    constexpr int each = 2000;
    constexpr int refusing = 3;
    RefusalTally tally(subject());
    std::latch start(refusing + 1);
    std::atomic<int> busy = refusing;
    std::vector<std::jthread> threads;
    for (int i = 0; i < refusing; ++i)
        threads.emplace_back([&] {
            start.arrive_and_wait();
            for (int n = 0; n < each; ++n)
                tally.note(n % 2 == 0 ? ProblemType::WrongPin : ProblemType::Unauthenticated, n);
            --busy;
        });
    qint64 written = 0;
    start.arrive_and_wait();
    while (busy > 0) { // every second taking fails to be written
        const auto taken = tally.take();
        for (const auto &[problem, count] : taken)
            written += count.count;
        const auto missed = tally.take();
        tally.giveBack(missed);
    }
    threads.clear();
    for (const auto &[problem, count] : tally.take())
        written += count.count;
    QCOMPARE(written, qint64{each} * refusing);
}

ENIGM_TEST_MAIN(RefusalTallyTest)
#include "RefusalTallyTest.moc"

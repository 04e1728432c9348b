#include "control-plane/fleet/AttestationSchedule.h"

#include "tests/support/LogGuard.h"

#include <QTest>

using namespace enigm;
using controlplane::fleet::AttestationSchedule;

/// When a device is to attest again, and when what it attested is too old.
class AttestationScheduleTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theIntervalMakesItDue();
    void whoAsksMakesItDueAtOnce();
    void withoutAScheduleNothingGrowsOld();
};

void AttestationScheduleTest::theIntervalMakesItDue()
{
    const AttestationSchedule schedule{.every = 100};
    QVERIFY(!schedule.dueSince(1000, {}, 1099));
    QCOMPARE(schedule.dueSince(1000, {}, 1100), std::optional<qint64>(1100));
    QCOMPARE(schedule.dueSince(1000, {}, 5000), std::optional<qint64>(1100)); // since then, however late it is
    QCOMPARE(schedule.lapsedBefore(1200), std::optional<qint64>(1000));       // one may be missed
}

void AttestationScheduleTest::whoAsksMakesItDueAtOnce()
{
    const AttestationSchedule schedule{.every = 100};
    QCOMPARE(schedule.dueSince(1000, 1050, 1050), std::optional<qint64>(1050));
    QCOMPARE(schedule.dueSince(1000, 1050, 1100), std::optional<qint64>(1050));
    QCOMPARE(schedule.dueSince(1000, 1300, 1300), std::optional<qint64>(1100)); // it was due before
}

void AttestationScheduleTest::withoutAScheduleNothingGrowsOld()
{
    const AttestationSchedule schedule{.every = 0};
    QVERIFY(!schedule.dueSince(0, {}, 1'000'000));
    QCOMPARE(schedule.dueSince(0, 5, 10), std::optional<qint64>(5));
    QVERIFY(!schedule.lapsedBefore(1'000'000));
}

ENIGM_TEST_MAIN(AttestationScheduleTest)
#include "AttestationScheduleTest.moc"

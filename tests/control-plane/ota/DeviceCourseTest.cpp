#include "control-plane/ota/DeviceCourse.h"

#include "tests/support/LogGuard.h"

#include <QTest>

#include <random>

using namespace enigm;
using namespace enigm::ota;
using namespace Qt::StringLiterals;

using controlplane::ota::after;
using controlplane::ota::DeviceCourse;
using controlplane::ota::Heard;
using controlplane::ota::mayBeOffered;
using controlplane::ota::silentAt;

/// How one device gets through an update, whatever it says and however often.
class DeviceCourseTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDeviceGoesForward();
    void whatSaysNothingNewChangesNothing();
    void aPassingFailureIsTriedAgain();
    void aFailureThatTellsOfTheReleaseIsFinal_data();
    void aFailureThatTellsOfTheReleaseIsFinal();
    void aDeviceThatIsHeardOfWasNotSilent();
    void silenceIsCountedFromTheLastWord();
    void nothingEverLeavesAnEnd();
};

namespace {

const RetryPlan retry{.after = 600, .attempts = 3};

std::optional<DeviceCourse> hear(const DeviceCourse &device, UpdateState state,
                                 std::optional<UpdateFailure> failure = {}, qint64 now = 100)
{
    return after(device, {.state = state, .failure = failure}, retry, now);
}

} // namespace

void DeviceCourseTest::aDeviceGoesForward()
{
    DeviceCourse device;
    for (const UpdateState state : {UpdateState::Offered, UpdateState::Downloading, UpdateState::Verified,
                                    UpdateState::Installed, UpdateState::Confirmed}) {
        const auto next = hear(device, state);
        QVERIFY(next);
        QCOMPARE(next->state, state);
        QCOMPARE(next->since, 100);
        device = *next;
    }
    // A client that tells of the end alone.
    QVERIFY(hear({.state = UpdateState::Offered}, UpdateState::Confirmed));
}

void DeviceCourseTest::whatSaysNothingNewChangesNothing()
{
    const DeviceCourse device{.state = UpdateState::Verified, .since = 50};
    QVERIFY(!hear(device, UpdateState::Verified));
    QVERIFY(!hear(device, UpdateState::Downloading));
    QVERIFY(!hear(device, UpdateState::Offered));
    QVERIFY(!hear(device, UpdateState::NotEligible));
    QVERIFY(!hear(device, UpdateState::Waiting));
}

void DeviceCourseTest::aPassingFailureIsTriedAgain()
{
    DeviceCourse device{.state = UpdateState::Downloading, .since = 1};
    device = *hear(device, UpdateState::Failed, UpdateFailure::Power);
    QCOMPARE(device.state, UpdateState::Waiting);
    QCOMPARE(device.attempts, 1);
    QVERIFY(!mayBeOffered(device, retry, 699));
    QVERIFY(mayBeOffered(device, retry, 700));
    // What it had said of the first attempt comes again.
    QVERIFY(!hear(device, UpdateState::Failed, UpdateFailure::Power));
    QVERIFY(!hear(device, UpdateState::Downloading));

    device = *hear(device, UpdateState::Offered);
    device = *hear(device, UpdateState::Failed, UpdateFailure::Space, 1000);
    QCOMPARE(device.state, UpdateState::Waiting);
    QVERIFY(!mayBeOffered(device, retry, 2199));
    QVERIFY(mayBeOffered(device, retry, 2200));

    device = *hear(device, UpdateState::Offered);
    device = *hear(device, UpdateState::Failed, UpdateFailure::Download);
    QCOMPARE(device.state, UpdateState::Failed);
    QCOMPARE(device.attempts, 3);
    QVERIFY(!mayBeOffered(device, retry, 1'000'000));
}

void DeviceCourseTest::aFailureThatTellsOfTheReleaseIsFinal_data()
{
    QTest::addColumn<UpdateFailure>("failure");
    for (const UpdateFailure failure : allOf<UpdateFailure>()) {
        if (!isRetried(failure))
            QTest::newRow(toWord(failure).data()) << failure;
    }
}

void DeviceCourseTest::aFailureThatTellsOfTheReleaseIsFinal()
{
    QFETCH(const UpdateFailure, failure);
    const auto device = hear({.state = UpdateState::Installed}, UpdateState::Failed, failure);
    QVERIFY(device);
    QCOMPARE(device->state, UpdateState::Failed);
    QCOMPARE(device->failure, std::optional(failure));
}

void DeviceCourseTest::aDeviceThatIsHeardOfWasNotSilent()
{
    const DeviceCourse silent = *hear({.state = UpdateState::Downloading}, UpdateState::Failed, UpdateFailure::Silent);
    QCOMPARE(silent.attempts, 0);
    QVERIFY(mayBeOffered(silent, retry, 101));
    const auto back = hear(silent, UpdateState::Verified);
    QVERIFY(back);
    QCOMPARE(back->state, UpdateState::Verified);
    QCOMPARE(back->failure, std::nullopt);
    QVERIFY(!hear(*hear({}, UpdateState::Failed, UpdateFailure::Boot), UpdateState::Verified));
    // One that waits for its next attempt can be silent, too.
    QVERIFY(hear({.state = UpdateState::Waiting, .attempts = 1}, UpdateState::Failed, UpdateFailure::Silent));
}

void DeviceCourseTest::silenceIsCountedFromTheLastWord()
{
    RolloutPlan plan;
    plan.silentAfter = 1'000;
    plan.retry = retry;
    QCOMPARE(silentAt({}, plan, 500), std::optional<qint64>(1'500));
    QCOMPARE(silentAt({.state = UpdateState::Installed, .since = 700}, plan, 500), std::optional<qint64>(1'700));
    QCOMPARE(silentAt({.state = UpdateState::Installed, .since = 700}, plan, 900), std::optional<qint64>(1'900));
    QCOMPARE(silentAt({.state = UpdateState::Waiting, .since = 700, .attempts = 1}, plan, 500),
             std::optional<qint64>(2'300));
    QCOMPARE(silentAt({.state = UpdateState::Confirmed, .since = 700}, plan, 500), std::nullopt);
    QCOMPARE(silentAt({.state = UpdateState::NotEligible, .since = 700}, plan, 500), std::nullopt);
}

void DeviceCourseTest::nothingEverLeavesAnEnd()
{
    std::mt19937 random(4);
    for (int run = 0; run < 5'000; ++run) {
        DeviceCourse device;
        qint64 attempts = 0;
        for (qint64 now = 1; now < 60; ++now) {
            const auto state = static_cast<UpdateState>(random() % 9);
            std::optional<UpdateFailure> failure;
            if (state == UpdateState::Failed)
                failure = static_cast<UpdateFailure>(random() % 9);
            const auto next = hear(device, state, failure, now);
            if (!next)
                continue;
            const bool wasOver = isFinal(device.state) && device.failure != UpdateFailure::Silent;
            QVERIFY(!wasOver);
            QVERIFY(next->attempts <= retry.attempts && next->attempts >= attempts);
            QVERIFY(next->state != UpdateState::Failed || next->failure);
            attempts = next->attempts;
            device = *next;
        }
    }
}

ENIGM_TEST_MAIN(DeviceCourseTest)
#include "DeviceCourseTest.moc"

#include "contract/ota/RolloutRecord.h"

#include "contract/json/JsonParser.h"
#include "tests/support/LogGuard.h"

#include <QTest>

using namespace enigm;
using namespace enigm::ota;
using namespace Qt::StringLiterals;

/// What is served of rollouts is read as it was written, and nothing else is taken for it.
class RolloutRecordTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRolloutIsReadAsItWasWritten();
    void aGroupMoreThanThePlanIsRefused();
    void everyStateHasItsCount();
    void devicesAndEventsAreReadAsTheyWereWritten();
};

namespace {

RolloutRecord aRecord()
{
    RolloutPlan plan;
    plan.groups = {{.name = u"First"_s, .share = 100, .starts = 1, .errors = {.count = 0}}};
    RolloutRecord record{.id = u"019ac000-0000-7000-8000-000000000001"_s,
                         .change = u"019ac000-0000-7000-8000-000000000002"_s,
                         .askedBy = u"release-manager-1"_s,
                         .approvedBy = {u"approver-1"_s, u"reviewer-1"_s},
                         .release = u"019ac000-0000-7000-8000-000000000003"_s,
                         .version = u"2026.11.2"_s,
                         .plan = plan,
                         .state = RolloutState::Halted,
                         .standing = QByteArray(32, 's'),
                         .started = 5,
                         .obeyBy = 500,
                         .isFrozen = true,
                         .outside = 7};
    record.groups = {{.index = 0,
                      .name = u"First"_s,
                      .state = GroupState::Halted,
                      .counts = {.count = 3, .confirmed = 2, .failed = 1},
                      .forgiven = 1,
                      .opened = 6,
                      .soaksUntil = 9}};
    record.failures = {{.failure = UpdateFailure::Boot, .count = 1}};
    record.halted = RolloutHalt{.group = 0, .reason = HaltReason::ErrorCount, .time = 8};
    return record;
}

} // namespace

void RolloutRecordTest::aRolloutIsReadAsItWasWritten()
{
    const RolloutRecord record = aRecord();
    const auto read = RolloutRecord::fromJson(record.toJson(), {});
    QVERIFY2(read, qPrintable(read ? QString() : read.error().toString()));
    QCOMPARE(*read, record);
}

void RolloutRecordTest::aGroupMoreThanThePlanIsRefused()
{
    RolloutRecord record = aRecord();
    record.groups.push_back(record.groups.front());
    QVERIFY(!RolloutRecord::fromJson(record.toJson(), {}));
}

void RolloutRecordTest::everyStateHasItsCount()
{
    GroupCounts counts;
    qint64 next = 1;
    for (const UpdateState state : allOf<UpdateState>())
        counts.of(state) = next++;
    next = 1;
    for (const UpdateState state : allOf<UpdateState>())
        QCOMPARE(counts.of(state), next++);
    QCOMPARE(counts.count, 0);
}

void RolloutRecordTest::devicesAndEventsAreReadAsTheyWereWritten()
{
    const RolloutDevice device{.handle = fleet::DeviceHandle::fromBytes(fleet::HandleAudience::Console, {1, 2, 3}),
                               .group = 1,
                               .state = UpdateState::Waiting,
                               .failure = UpdateFailure::Power,
                               .attempts = 1,
                               .time = 70};
    QCOMPARE(RolloutDevice::fromJson(device.toJson(), {}), Expected<RolloutDevice>(device));
    const RolloutEvent event{.id = 3,
                             .kind = RolloutEventKind::Paused,
                             .time = 9,
                             .who = u"release-manager-1"_s,
                             .change = u"019ac000-0000-7000-8000-000000000002"_s,
                             .entry = 77};
    QCOMPARE(RolloutEvent::fromJson(event.toJson(), {}), Expected<RolloutEvent>(event));
    const RolloutPreview preview{.groups = {1, 99}, .outside = 3};
    QCOMPARE(RolloutPreview::fromJson(preview.toJson(), {}), Expected<RolloutPreview>(preview));
    QCOMPARE(json::canonical(preview.toJson()), R"({"groups":[{"count":1},{"count":99}],"outside":3})"_ba);
}

ENIGM_TEST_MAIN(RolloutRecordTest)
#include "RolloutRecordTest.moc"

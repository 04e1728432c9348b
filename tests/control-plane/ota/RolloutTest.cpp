#include "contract/ota/Membership.h"
#include "tests/control-plane/ota/RolloutBed.h"
#include "tests/support/LogGuard.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace enigm;
using ota::GroupCounts;
using ota::RolloutState;
using ota::UpdateState;
using test::outcomeOf;
using test::RolloutBed;

/// A rollout from its approval to its end, as people and devices see it.
class RolloutTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_bed.reset(); }

    void everyDeviceIsInTheGroupThatAnyoneComputes();
    void nothingIsOfferedBeforeThePopulationIsWrittenDown();
    void groupsOpenOneBehindTheOther();
    void devicesThatComeLaterAreNotInIt();
    void aRolloutHaltsByItselfAndIsResumedByApproval();
    void whatWasHaltedIsOfferedToNobody();
    void aPausedRolloutGoesOnWhereItStood();
    void aSoakIsAsLongWithAPauseAsWithout();
    void aWithdrawnRolloutIsOver();
    void onlyEligibleDevicesAreOfferedIt();
    void aPassingFailureIsOfferedAgainLater();
    void aSilentDeviceFailsAndMayComeBack();
    void silenceThatWasAcceptedHidesNoFailures();
    void silenceOfAPauseIsNobodysFault();
    void whatADeviceSaysTwiceCountsOnce();
    void membersAreOfferedTheirProof();
    void aPlanOfUnknownMembersIsNotStarted();
    void aResumptionOfAnotherStandingIsNotTaken();
    void windowsCloseToThoseThatHaveNotBegun();
    void aRestartLosesNothing();
    void everyStepIsInTheLog();

private:
    std::unique_ptr<RolloutBed> m_bed;
    std::vector<fleet::DeviceHandle> m_devices;
};

namespace {

constexpr int deviceCount = 60;

} // namespace

void RolloutTest::init()
{
    m_bed = std::make_unique<RolloutBed>();
    m_devices = m_bed->admit(deviceCount);
    m_bed->allowUpdates();
}

void RolloutTest::everyDeviceIsInTheGroupThatAnyoneComputes()
{
    auto plan = m_bed->planOf({200, 500});
    plan.groups.insert(plan.groups.begin(), m_bed->groupOf(u"Named"_s, {m_devices[3], m_devices[7]}));
    const QString rollout = m_bed->start(plan);
    m_bed->tick();
    const auto record = m_bed->record(rollout);
    QVERIFY(record.isFrozen);
    const auto change = m_bed->live.record(record.change).change;
    const auto membership =
        test::require(ota::Membership::make(plan, change.digest(), {{m_devices[3], m_devices[7]}, {}, {}}));
    qint64 outside = 0;
    QMap<qint64, std::vector<fleet::DeviceHandle>> expected;
    for (const auto &device : m_devices) {
        if (const auto group = membership.groupOf(device))
            expected[static_cast<qint64>(*group)].push_back(device);
        else
            ++outside;
    }
    QVERIFY(m_bed->devices(rollout) == expected);
    QCOMPARE(record.outside, outside);
    for (const auto &group : record.groups)
        QCOMPARE(group.counts.count, static_cast<qint64>(expected[group.index].size()));
    QCOMPARE(record.groups[0].counts.count, 2);
}

void RolloutTest::nothingIsOfferedBeforeThePopulationIsWrittenDown()
{
    const QString rollout = m_bed->start(m_bed->planOf({1000}));
    QVERIFY(!m_bed->record(rollout).isFrozen);
    QVERIFY(!m_bed->offer(m_devices.front()));
    m_bed->tick();
    QVERIFY(m_bed->record(rollout).isFrozen);
    QVERIFY(m_bed->offer(m_devices.front()));
}

void RolloutTest::groupsOpenOneBehindTheOther()
{
    auto plan = m_bed->planOf({400, 600});
    plan.groups[0].soak = 3'600;
    const QString rollout = m_bed->start(plan);
    m_bed->tick();
    const auto groups = m_bed->devices(rollout);
    for (const auto &device : groups[1])
        QVERIFY(!m_bed->offer(device));
    for (const auto &device : groups[0])
        m_bed->update(device);
    QCOMPARE(m_bed->record(rollout).groups[0].state, ota::GroupState::Soaking);
    m_bed->live.clock.advance(3'599);
    m_bed->tick();
    QVERIFY(!m_bed->offer(groups[1].front()));
    m_bed->live.clock.advance(1);
    m_bed->tick();
    for (const auto &device : groups[1])
        m_bed->update(device);
    QCOMPARE(m_bed->record(rollout).state, RolloutState::Completed);
    QCOMPARE(m_bed->events(rollout),
             QStringList({u"started"_s, u"frozen"_s, u"group-opened"_s, u"group-soaking"_s, u"group-completed"_s,
                          u"group-opened"_s, u"group-completed"_s, u"completed"_s}));
    QVERIFY(!m_bed->offer(groups[0].front()));
}

void RolloutTest::devicesThatComeLaterAreNotInIt()
{
    const QString rollout = m_bed->start(m_bed->planOf({1000}));
    m_bed->tick();
    const auto late = m_bed->admit(1);
    m_bed->tick();
    QCOMPARE(m_bed->counts(rollout).count, deviceCount);
    QVERIFY(!m_bed->offer(late.front()));
}

void RolloutTest::aRolloutHaltsByItselfAndIsResumedByApproval()
{
    auto plan = m_bed->planOf({1000});
    plan.groups[0].errors = {.count = {}, .share = 50}; // three of sixty
    plan.groups[0].success = 900;
    const QString rollout = m_bed->start(plan);
    m_bed->tick();
    for (std::size_t i = 0; i < 3; ++i)
        m_bed->fail(m_devices[i], ota::UpdateFailure::Install);
    QCOMPARE(m_bed->record(rollout).state, RolloutState::Active);
    m_bed->fail(m_devices[3], ota::UpdateFailure::Boot);
    const auto halted = m_bed->record(rollout);
    QCOMPARE(halted.state, RolloutState::Halted);
    QVERIFY(halted.halted && !halted.halted->by);
    QCOMPARE(halted.halted->reason, ota::HaltReason::ErrorShare);
    QCOMPARE(halted.groups[0].state, ota::GroupState::Halted);
    QCOMPARE(halted.groups[0].forgiven, 0);
    QCOMPARE(halted.failures, (std::vector<ota::FailureCount>{{.failure = ota::UpdateFailure::Boot, .count = 1},
                                                              {.failure = ota::UpdateFailure::Install, .count = 3}}));
    QVERIFY(!m_bed->offer(m_devices[10]));

    m_bed->resume(rollout);
    QVERIFY(!m_bed->record(rollout).halted);
    QCOMPARE(m_bed->record(rollout).groups[0].forgiven, 4); // and only what fails beyond them counts
    for (std::size_t i = 4; i < m_devices.size(); ++i)
        m_bed->update(m_devices[i]);
    QCOMPARE(m_bed->record(rollout).state, RolloutState::Completed);
    QVERIFY(m_bed->live.activity().contains(u"rollout.halted done"_s));
}

void RolloutTest::whatWasHaltedIsOfferedToNobody()
{
    const QString rollout = m_bed->start(m_bed->planOf({1000}));
    m_bed->tick();
    const auto offered = m_bed->offer(m_devices[0]);
    m_bed->report(m_devices[0], offered->execution, UpdateState::Downloading);
    const auto installed = m_bed->offer(m_devices[1]);
    m_bed->report(m_devices[1], installed->execution, UpdateState::Installed);
    m_bed->halt(rollout);
    m_bed->tick();
    const auto record = m_bed->record(rollout);
    QCOMPARE(record.halted->by, std::optional(m_bed->live.releaseManager1.id));
    QCOMPARE(record.halted->reason, ota::HaltReason::Asked);
    // Who has begun is told to stop; what is installed is not undone by it.
    QVERIFY(m_bed->offer(m_devices[0])->isCancelled);
    QVERIFY(!m_bed->offer(m_devices[1]));
    for (std::size_t i = 2; i < m_devices.size(); ++i)
        QVERIFY(!m_bed->offer(m_devices[i]));
    // What they tell of it is counted all the same.
    m_bed->report(m_devices[1], installed->execution, UpdateState::Confirmed);
    QCOMPARE(m_bed->counts(rollout).confirmed, 1);
    m_bed->report(m_devices[0], offered->execution, UpdateState::Withdrawn);
    QVERIFY(!m_bed->offer(m_devices[0]));
    m_bed->resume(rollout);
    QVERIFY(!m_bed->offer(m_devices[0])->isCancelled);
}

void RolloutTest::aPausedRolloutGoesOnWhereItStood()
{
    const QString rollout = m_bed->start(m_bed->planOf({400, 600}));
    m_bed->tick();
    const auto groups = m_bed->devices(rollout);
    m_bed->update(groups[0].front());
    m_bed->pause(rollout);
    m_bed->live.clock.advance(1'000);
    m_bed->tick();
    QCOMPARE(m_bed->counts(rollout).confirmed, 1);
    QVERIFY(!m_bed->offer(groups[0].back()));
    m_bed->resume(rollout);
    for (std::size_t i = 1; i < groups[0].size(); ++i)
        m_bed->update(groups[0][i]);
    QVERIFY(m_bed->offer(groups[1].front()));
    QCOMPARE(m_bed->events(rollout), QStringList({u"started"_s, u"frozen"_s, u"group-opened"_s, u"paused"_s,
                                                  u"resumed"_s, u"group-completed"_s, u"group-opened"_s}));
}

void RolloutTest::aSoakIsAsLongWithAPauseAsWithout()
{
    auto plan = m_bed->planOf({400, 600});
    plan.groups[0].soak = 3'600;
    const QString rollout = m_bed->start(plan);
    m_bed->tick();
    const auto groups = m_bed->devices(rollout);
    for (const auto &device : groups[0])
        m_bed->update(device);
    const qint64 until = *m_bed->record(rollout).groups[0].soaksUntil;
    m_bed->live.clock.advance(600);
    m_bed->pause(rollout);
    QVERIFY(!m_bed->record(rollout).groups[0].soaksUntil); // nobody knows
    m_bed->live.clock.advance(10'000);
    m_bed->halt(rollout);
    m_bed->live.clock.advance(10'000);
    m_bed->tick();
    m_bed->restart();
    m_bed->resume(rollout);
    QCOMPARE(m_bed->record(rollout).groups[0].state, ota::GroupState::Soaking);
    QCOMPARE(*m_bed->record(rollout).groups[0].soaksUntil, until + 20'000);
    m_bed->live.clock.advance(2'999);
    m_bed->tick();
    QVERIFY(!m_bed->offer(groups[1].front()));
    m_bed->live.clock.advance(1);
    m_bed->tick();
    QVERIFY(m_bed->offer(groups[1].front()));
}

void RolloutTest::aWithdrawnRolloutIsOver()
{
    const QString rollout = m_bed->start(m_bed->planOf({1000}));
    m_bed->tick();
    m_bed->update(m_devices[0]);
    const auto offered = m_bed->offer(m_devices[1]);
    m_bed->withdraw(rollout);
    QCOMPARE(m_bed->counts(rollout), (GroupCounts{.count = deviceCount, .confirmed = 1, .withdrawn = deviceCount - 1}));
    QVERIFY(m_bed->offer(m_devices[1])->isCancelled);
    m_bed->report(m_devices[1], offered->execution, UpdateState::Withdrawn);
    QVERIFY(!m_bed->offer(m_devices[1]));
    QVERIFY(!m_bed->offer(m_devices[2]));
    QCOMPARE(outcomeOf(m_bed->live.ask(m_bed->live.releaseManager1, changes::rolloutHalt, {},
                                       changes::HaltRolloutParameters{{rollout}})),
             u"target-state"_s);
}

void RolloutTest::onlyEligibleDevicesAreOfferedIt()
{
    const QString rollout = m_bed->start(m_bed->planOf({1000}));
    m_bed->tick();
    const auto targets = test::SampleHistory::inState(m_bed->live.admit(1), fleet::DeviceState::Trusted);
    test::require(m_bed->live.plane().writer().submitAndWait(
        [&](controlplane::store::Transaction &transaction) -> Expected<void> {
            return transaction.devices.setState(m_devices[0], fleet::DeviceState::Restricted, 1'000'000);
        }));
    // The floor lets restricted devices ask; suspended ones are not served.
    QVERIFY(m_bed->offer(m_devices[0]));
    test::require(m_bed->live.plane().writer().submitAndWait(
        [&](controlplane::store::Transaction &transaction) -> Expected<void> {
            return transaction.devices.setState(m_devices[0], fleet::DeviceState::Suspended, 1'000'001);
        }));
    QVERIFY(!m_bed->offer(m_devices[0]));
    QCOMPARE(m_bed->counts(rollout).notEligible, 1);
    QVERIFY(!m_bed->offer(m_devices[0]));
    test::require(m_bed->live.plane().writer().submitAndWait(
        [&](controlplane::store::Transaction &transaction) -> Expected<void> {
            return transaction.devices.setState(m_devices[0], fleet::DeviceState::Trusted, 1'000'002);
        }));
    QVERIFY(m_bed->offer(m_devices[0]));
    QCOMPARE(m_bed->counts(rollout).notEligible, 0);
    QCOMPARE(m_bed->counts(rollout).offered, 1);
}

void RolloutTest::aPassingFailureIsOfferedAgainLater()
{
    const QString rollout = m_bed->start(m_bed->planOf({1000}));
    m_bed->tick();
    m_bed->fail(m_devices[0], ota::UpdateFailure::Power);
    QCOMPARE(m_bed->record(rollout).state, RolloutState::Active);
    QCOMPARE(m_bed->counts(rollout).failed, 0);
    QVERIFY(!m_bed->offer(m_devices[0]));
    m_bed->live.clock.advance(600);
    m_bed->fail(m_devices[0], ota::UpdateFailure::Download);
    m_bed->live.clock.advance(1'200);
    m_bed->fail(m_devices[0], ota::UpdateFailure::Download);
    QCOMPARE(m_bed->counts(rollout).failed, 1);
    QCOMPARE(m_bed->record(rollout).state, RolloutState::Halted);
}

void RolloutTest::aSilentDeviceFailsAndMayComeBack()
{
    auto plan = m_bed->planOf({1000});
    plan.groups[0].errors = {.count = deviceCount};
    plan.groups[0].success = 500;
    const QString rollout = m_bed->start(plan);
    m_bed->tick();
    m_bed->live.clock.advance(86'399);
    m_bed->tick();
    QCOMPARE(m_bed->counts(rollout).failed, 0);
    const auto offered = m_bed->offer(m_devices[0]);
    m_bed->live.clock.advance(1);
    m_bed->tick();
    QCOMPARE(m_bed->counts(rollout).failed, deviceCount - 1);
    QCOMPARE(m_bed->record(rollout).failures,
             (std::vector<ota::FailureCount>{{.failure = ota::UpdateFailure::Silent, .count = deviceCount - 1}}));
    QVERIFY(m_bed->live.activity().contains(u"update.silent failed"_s));
    // One is switched on again.
    m_bed->update(m_devices[5]);
    QCOMPARE(m_bed->counts(rollout).failed, deviceCount - 2);
    QCOMPARE(m_bed->counts(rollout).confirmed, 1);
    QCOMPARE(m_bed->record(rollout).failures.front().count, deviceCount - 2);
    m_bed->report(m_devices[0], offered->execution, UpdateState::Confirmed);
    // All have ended, and too few confirmed.
    QCOMPARE(m_bed->record(rollout).state, RolloutState::Halted);
    QCOMPARE(m_bed->record(rollout).halted->reason, ota::HaltReason::SuccessMissed);
}

void RolloutTest::silenceThatWasAcceptedHidesNoFailures()
{
    auto plan = m_bed->planOf({1000});
    plan.groups[0].errors = {.count = 5};
    plan.groups[0].success = 900;
    const QString rollout = m_bed->start(plan);
    m_bed->tick();
    m_bed->live.clock.advance(86'399); // a weekend, say, at whose end one is switched on
    QVERIFY(m_bed->offer(m_devices.back()));
    m_bed->live.clock.advance(1);
    m_bed->tick();
    QCOMPARE(m_bed->record(rollout).state, RolloutState::Halted);
    m_bed->resume(rollout);
    QCOMPARE(m_bed->record(rollout).groups[0].forgiven, deviceCount - 1);
    // The others follow, and do not start.
    for (std::size_t i = 0; i < 5; ++i)
        m_bed->fail(m_devices[i], ota::UpdateFailure::Boot);
    QCOMPARE(m_bed->record(rollout).groups[0].forgiven, deviceCount - 1 - 5);
    QCOMPARE(m_bed->record(rollout).state, RolloutState::Active);
    m_bed->fail(m_devices[5], ota::UpdateFailure::Boot);
    QCOMPARE(m_bed->record(rollout).state, RolloutState::Halted);
    QCOMPARE(m_bed->record(rollout).halted->reason, ota::HaltReason::ErrorCount);
}

void RolloutTest::silenceOfAPauseIsNobodysFault()
{
    const QString rollout = m_bed->start(m_bed->planOf({1000}));
    m_bed->tick();
    m_bed->pause(rollout);
    m_bed->live.clock.advance(100'000);
    m_bed->tick();
    m_bed->resume(rollout);
    m_bed->tick();
    QCOMPARE(m_bed->counts(rollout).waiting, deviceCount);
    m_bed->live.clock.advance(86'400);
    m_bed->tick();
    QCOMPARE(m_bed->record(rollout).state, RolloutState::Halted);
}

void RolloutTest::whatADeviceSaysTwiceCountsOnce()
{
    const QString rollout = m_bed->start(m_bed->planOf({1000}));
    m_bed->tick();
    const auto offered = m_bed->offer(m_devices[0]);
    QVERIFY(m_bed->offer(m_devices[0]));
    QCOMPARE(m_bed->counts(rollout).offered, 1);
    for (int i = 0; i < 3; ++i)
        QCOMPARE(m_bed->report(m_devices[0], offered->execution, UpdateState::Confirmed), QString());
    QCOMPARE(m_bed->report(m_devices[0], offered->execution, UpdateState::Failed, ota::UpdateFailure::Boot), QString());
    QCOMPARE(m_bed->counts(rollout), (GroupCounts{.count = deviceCount, .waiting = deviceCount - 1, .confirmed = 1}));
    QCOMPARE(m_bed->live.activity().count(u"update.reported done"_s), 1);
    QCOMPARE(m_bed->report(m_devices[0], offered->execution + 1, UpdateState::Confirmed), u"not-found"_s);
    const auto other = m_bed->admit(1);
    QCOMPARE(m_bed->report(other.front(), offered->execution, UpdateState::Confirmed), u"not-found"_s);
}

void RolloutTest::membersAreOfferedTheirProof()
{
    auto plan = m_bed->planOf({});
    const std::vector<fleet::DeviceHandle> named(m_devices.begin(), m_devices.begin() + 5);
    plan.groups = {m_bed->groupOf(u"Named"_s, named)};
    m_bed->start(plan);
    m_bed->tick();
    QVERIFY(m_bed->offer(named[2])->proof);
    QVERIFY(!m_bed->offer(m_devices[5]));
}

void RolloutTest::aPlanOfUnknownMembersIsNotStarted()
{
    auto plan = m_bed->planOf({});
    plan.groups = {m_bed->groupOf(u"Named"_s, {m_devices[0]})};
    plan.groups[0].members->root = QByteArray(32, 'x');
    QCOMPARE(outcomeOf(m_bed->tryStart(plan)), u"target-mismatch"_s);
}

void RolloutTest::aResumptionOfAnotherStandingIsNotTaken()
{
    const QString rollout = m_bed->start(m_bed->planOf({1000}));
    m_bed->tick();
    m_bed->pause(rollout);
    const changes::ResumeRolloutParameters resumption{.rollout = rollout, .standing = m_bed->record(rollout).standing};
    const auto asked =
        test::require(m_bed->live.ask(m_bed->live.releaseManager1, changes::rolloutResume, {}, resumption));
    m_bed->halt(rollout);
    QCOMPARE(test::require(m_bed->live.approve(m_bed->live.approver1, asked)).state, changes::ChangeState::Failed);
    QCOMPARE(m_bed->record(rollout).state, RolloutState::Halted);
}

void RolloutTest::windowsCloseToThoseThatHaveNotBegun()
{
    auto plan = m_bed->planOf({1000});
    const auto minute = static_cast<int>(m_bed->live.clock.now() / 60 % (24 * 60));
    plan.groups[0].window = ota::DailyWindow{.from = minute, .to = (minute + 60) % (24 * 60)};
    m_bed->start(plan);
    m_bed->tick();
    QVERIFY(m_bed->offer(m_devices[0]));
    m_bed->live.clock.advance(3'600);
    QVERIFY(m_bed->offer(m_devices[0]));
    QVERIFY(!m_bed->offer(m_devices[1]));
    m_bed->live.clock.advance(23 * 3'600);
    QVERIFY(m_bed->offer(m_devices[1]));
}

void RolloutTest::aRestartLosesNothing()
{
    const QString rollout = m_bed->start(m_bed->planOf({1000}));
    m_bed->restart();
    m_bed->tick();
    m_bed->update(m_devices[0]);
    const auto before = m_bed->record(rollout);
    m_bed->restart();
    QVERIFY(m_bed->record(rollout) == before);
    m_bed->tick();
    QVERIFY(m_bed->record(rollout) == before);
}

void RolloutTest::everyStepIsInTheLog()
{
    const QString rollout = m_bed->start(m_bed->planOf({1000}));
    m_bed->tick();
    for (const auto &device : m_devices)
        m_bed->update(device);
    QStringList own;
    for (const QString &line : m_bed->live.activity()) {
        if (line.startsWith(u"rollout."_s))
            own.append(line);
    }
    QCOMPARE(own, QStringList({u"rollout.frozen done"_s, u"rollout.group-opened done"_s,
                               u"rollout.group-completed done"_s, u"rollout.completed done"_s}));
    QCOMPARE(m_bed->live.activity().count(u"update.reported done"_s), deviceCount);
    QCOMPARE(m_bed->record(rollout).state, RolloutState::Completed);
}

ENIGM_TEST_MAIN(RolloutTest)
#include "RolloutTest.moc"

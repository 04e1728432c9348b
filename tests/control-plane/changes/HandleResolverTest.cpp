#include "contract/evidence/AuditExport.h"
#include "contract/fleet/HandleEpoch.h"
#include "control-plane/fleet/DeviceReader.h"
#include "control-plane/store/Reader.h"
#include "control-plane/store/Transaction.h"
#include "tests/support/LogGuard.h"
#include "tests/support/plane/LivePlane.h"

#include <QBuffer>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace enigm;
using changes::ChangeState;
using changes::ResolveHandleParameters;
using changes::TargetSet;
using fleet::DeviceHandle;
using fleet::HandleAudience;
using test::LivePlane;
using test::outcomeOf;
using test::require;

/// Whose a handle was is found for those who were allowed to ask, and shown to nobody else.
class HandleResolverTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_live = std::make_unique<LivePlane>(); }
    void cleanup() { m_live.reset(); }

    void audiencesAndEpochsKnowADeviceByOtherHandles();
    void theDeviceIsFoundOnceBothHaveSigned();
    void aHandleOfAnotherDayOrAudienceFindsNobody();
    void everyBatchOfTheFleetIsSearched();
    void aSearchIsBrokenOff();
    void aRestartForgetsNoQuestion();
    void nothingOfTheDeviceIsTouched();
    void anEpochThatHasNotBegunIsNotTaken();
    void cancellingAllCancelsQuestionsToo();
    void anAuditorVerifiesTheAnswers();

private:
    using Record = LivePlane::Record;

    /// As they enrol: with what their handles are derived from.
    [[nodiscard]] TargetSet enrol(int count);
    [[nodiscard]] DeviceHandle handleOf(const DeviceHandle &device, HandleAudience audience, qint64 epoch);
    [[nodiscard]] qint64 today() const { return fleet::handleEpochAt(m_live->clock.now()); }
    [[nodiscard]] static ResolveHandleParameters asking(const DeviceHandle &handle, qint64 epoch)
    {
        return {.audience = handle.audience(), .epoch = epoch, .handle = handle};
    }
    Record perform(const ResolveHandleParameters &parameters)
    {
        return m_live->perform(m_live->administrator1, changes::resolveHandle, {}, parameters,
                               {m_live->approver1, m_live->reviewer1});
    }
    [[nodiscard]] Expected<int> answer() { return m_live->plane().handleResolver().answerWaiting({}); }
    /// The answer to this question, asked and signed off.
    [[nodiscard]] std::optional<DeviceHandle> found(const ResolveHandleParameters &parameters);

    std::unique_ptr<LivePlane> m_live;
};

TargetSet HandleResolverTest::enrol(int count)
{
    TargetSet devices = m_live->enrol(count);
    require(
        m_live->plane().writer().submitAndWait([&](controlplane::store::Transaction &transaction) -> Expected<void> {
            for (const changes::TargetLeaf &device : devices.leaves()) {
                const enrollment::Enrollment enrollment{.handle = device.handle,
                                                        .nonce = signing::randomBytes(enrollment::nonceSize),
                                                        .tlsKey = QByteArray(32, 't'),
                                                        .chain = {"certificate"_ba},
                                                        .enrolledAt = m_live->clock.now()};
                if (auto done = transaction.enrollments.insert(enrollment); !done)
                    return done;
            }
            return {};
        }));
    return devices;
}

DeviceHandle HandleResolverTest::handleOf(const DeviceHandle &device, HandleAudience audience, qint64 epoch)
{
    const auto reader = m_live->plane().database().read();
    const auto row = require((*reader)->devices.find(device));
    const auto enrollment = require((*reader)->enrollments.find(device));
    return require(m_live->plane().rotatingHandles().handleOf(
        {.device = device.text(), .key = row->key, .nonce = enrollment->nonce}, audience, epoch));
}

std::optional<DeviceHandle> HandleResolverTest::found(const ResolveHandleParameters &parameters)
{
    const Record executed = perform(parameters);
    require(answer());
    return m_live->record(executed.change.request.id).resolution.value().device;
}

void HandleResolverTest::audiencesAndEpochsKnowADeviceByOtherHandles()
{
    const TargetSet devices = enrol(2);
    std::vector<DeviceHandle> handles;
    for (const changes::TargetLeaf &device : devices.leaves()) {
        for (const HandleAudience audience : {HandleAudience::Network, HandleAudience::Intelligence}) {
            for (const qint64 epoch : {today(), today() + 1}) {
                const DeviceHandle handle = handleOf(device.handle, audience, epoch);
                QCOMPARE(handle.audience(), audience);
                QCOMPARE(handleOf(device.handle, audience, epoch), handle);
                handles.push_back(handle);
            }
        }
    }
    std::ranges::sort(handles);
    QVERIFY(std::ranges::adjacent_find(handles) == handles.end());
    m_live->restart(); // the keys are the same
    QVERIFY(
        std::ranges::binary_search(handles, handleOf(devices.leaves()[0].handle, HandleAudience::Network, today())));
}

void HandleResolverTest::theDeviceIsFoundOnceBothHaveSigned()
{
    const TargetSet devices = enrol(3);
    const DeviceHandle &device = devices.leaves()[1].handle;
    const auto parameters = asking(handleOf(device, HandleAudience::Network, today()), today());
    QCOMPARE(outcomeOf(m_live->ask(m_live->approver1, changes::resolveHandle, {}, parameters)), u"not-permitted"_s);
    const auto asked = require(m_live->ask(m_live->administrator1, changes::resolveHandle, {}, parameters));
    QCOMPARE(outcomeOf(m_live->approve(m_live->administrator1, asked)), u"self-approval"_s);
    QCOMPARE(outcomeOf(m_live->approve(m_live->administrator2, asked)), u"role-missing"_s);
    QCOMPARE(require(m_live->approve(m_live->approver1, asked)).state, ChangeState::Pending);
    QCOMPARE(require(m_live->approve(m_live->approver2, asked)).state, ChangeState::Pending);
    QCOMPARE(require(answer()), 0);
    const auto executed = require(m_live->approve(m_live->reviewer1, asked));
    QCOMPARE(executed.state, ChangeState::Executed);
    QVERIFY(!executed.resolution);
    QCOMPARE(require(answer()), 1);
    const auto resolution = m_live->record(asked.change.request.id).resolution;
    QVERIFY(resolution);
    QCOMPARE(resolution->device, std::optional(device));
    QCOMPARE(m_live->activity().last(), u"handle.resolved done"_s);
    QCOMPARE(resolution->position.index, m_live->activity().size() - 1);
    QCOMPARE(require(answer()), 0);
}

void HandleResolverTest::aHandleOfAnotherDayOrAudienceFindsNobody()
{
    const DeviceHandle device = enrol(1).leaves().front().handle;
    const qint64 yesterday = today() - 1;
    const DeviceHandle handle = handleOf(device, HandleAudience::Intelligence, today());
    QCOMPARE(found(asking(handle, today())), std::optional(device));
    QCOMPARE(found(asking(handle, yesterday)), std::nullopt);
    QCOMPARE(found(asking(handleOf(device, HandleAudience::Intelligence, yesterday), yesterday)),
             std::optional(device));
    std::array<char, DeviceHandle::size> strange{};
    QCOMPARE(found(asking(DeviceHandle::fromBytes(HandleAudience::Network, strange), today())), std::nullopt);
}

void HandleResolverTest::everyBatchOfTheFleetIsSearched()
{
    const TargetSet first = enrol(1000);
    const TargetSet second = enrol(1000);
    const TargetSet third = enrol(3);
    for (const DeviceHandle &device :
         {first.leaves().front().handle, second.leaves().back().handle, third.leaves()[1].handle})
        QCOMPARE(found(asking(handleOf(device, HandleAudience::Network, today()), today())), std::optional(device));
    QCOMPARE(found(asking(DeviceHandle::fromBytes(HandleAudience::Network, {1}), today())), std::nullopt);
}

void HandleResolverTest::aSearchIsBrokenOff()
{
    const DeviceHandle device = enrol(1).leaves().front().handle;
    const Record executed = perform(asking(handleOf(device, HandleAudience::Network, today()), today()));
    std::stop_source stopped;
    stopped.request_stop();
    QCOMPARE(outcomeOf(m_live->plane().handleResolver().answerWaiting(stopped.get_token())), u"cancelled"_s);
    QVERIFY(!m_live->record(executed.change.request.id).resolution);
    QCOMPARE(require(answer()), 1);
}

void HandleResolverTest::aRestartForgetsNoQuestion()
{
    const DeviceHandle device = enrol(1).leaves().front().handle;
    const Record executed = perform(asking(handleOf(device, HandleAudience::Network, today()), today()));
    m_live->restart();
    QCOMPARE(require(answer()), 1);
    m_live->restart();
    QCOMPARE(m_live->record(executed.change.request.id).resolution.value().device, std::optional(device));
    QCOMPARE(require(answer()), 0);
}

void HandleResolverTest::nothingOfTheDeviceIsTouched()
{
    const DeviceHandle device = enrol(1).leaves().front().handle;
    const auto rowOf = [&] { return require(require(m_live->plane().database().read())->devices.find(device)); };
    const auto before = rowOf();
    QCOMPARE(found(asking(handleOf(device, HandleAudience::Network, today()), today())), std::optional(device));
    // Neither to who follows the feed nor to who reads the device: that would tell whose the handle was.
    QCOMPARE(rowOf(), before);
    const controlplane::fleet::DeviceReader reader(m_live->plane().database(), m_live->clock, false);
    const auto detail = require(reader.detail(device.text()));
    QVERIFY(detail.history.empty() && detail.commands.empty() && detail.waiting.empty());
}

void HandleResolverTest::anEpochThatHasNotBegunIsNotTaken()
{
    const DeviceHandle handle = handleOf(enrol(1).leaves().front().handle, HandleAudience::Network, today() + 1);
    auto request = m_live->compose(m_live->administrator1, changes::resolveHandle, {}, asking(handle, today() + 1));
    QCOMPARE(outcomeOf(changes::SignedChange::sign(request, *m_live->administrator1.key)), u"out-of-range"_s);
    m_live->clock.advance(fleet::handleEpochLength);
    QVERIFY(found(asking(handle, today())));
}

void HandleResolverTest::cancellingAllCancelsQuestionsToo()
{
    const DeviceHandle handle = DeviceHandle::fromBytes(HandleAudience::Network, {1});
    const auto asked =
        require(m_live->ask(m_live->administrator1, changes::resolveHandle, {}, asking(handle, today())));
    require(m_live->ask(m_live->reviewer1, changes::cancelAll));
    QCOMPARE(m_live->record(asked.change.request.id).state, ChangeState::Rejected);
    QCOMPARE(require(answer()), 0);
}

void HandleResolverTest::anAuditorVerifiesTheAnswers()
{
    const TargetSet devices = enrol(2);
    for (const changes::TargetLeaf &device : devices.leaves())
        QVERIFY(found(asking(handleOf(device.handle, HandleAudience::Network, today()), today())));
    QBuffer buffer;
    buffer.setData(m_live->exportLog());
    buffer.open(QIODevice::ReadOnly);
    const auto verdict =
        require(evidence::verifyAuditExport(buffer, m_live->plane().governance().directory()->deploymentId()));
    QCOMPARE(verdict.handlesResolved, 2);
    QCOMPARE(verdict.changesExecuted, 2);
    QCOMPARE(verdict.changesUnproven, 0);
}

ENIGM_TEST_MAIN(HandleResolverTest)
#include "HandleResolverTest.moc"

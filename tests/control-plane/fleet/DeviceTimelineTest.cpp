#include "control-plane/fleet/DeviceTimeline.h"

#include "tests/control-plane/fleet/EquippedDevice.h"
#include "tests/support/LogGuard.h"

#include <QTest>

#include <future>

using namespace Qt::StringLiterals;
using namespace enigm;
using controlplane::fleet::DeviceEvent;
using controlplane::fleet::DeviceTimeline;
using fleet::DeviceEventKind;
using reports::TrustCenter;
using test::EquippedDevice;
using test::LivePlane;
using test::outcomeOf;
using test::require;

/// What happened to a device is told in one list, newest first.
class DeviceTimelineTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void aNewDeviceBeginsWithItsEnrolment();
    void everythingIsToldNewestFirst();
    void aChangeThatWaitsIsToldUntilItIsOver();
    void aCommandThatNobodyAnsweredExpires();
    void pagesFollowEachOtherWhateverHappensMeanwhile();
    void anotherDevicesEventsAreNotTold();
    void whatIsNotThereIsRefused();

private:
    [[nodiscard]] DeviceTimeline timeline() { return {m_live->plane().database(), m_live->clock}; }
    [[nodiscard]] std::vector<DeviceEvent> all(const EquippedDevice &device);
    [[nodiscard]] QStringList kinds(const EquippedDevice &device);
    [[nodiscard]] changes::TargetSet targetsIn(fleet::DeviceState state) const;
    void report(TrustCenter state);
    void answer(const LivePlane::Record &record, reports::Obedience outcome);
    void fetch(const LivePlane::Record &record);

    std::unique_ptr<LivePlane> m_live;
    std::unique_ptr<EquippedDevice> m_device;
};

void DeviceTimelineTest::init()
{
    m_live = std::make_unique<LivePlane>();
    m_device = std::make_unique<EquippedDevice>(*m_live);
}

void DeviceTimelineTest::cleanup()
{
    m_device.reset();
    m_live.reset();
}

std::vector<DeviceEvent> DeviceTimelineTest::all(const EquippedDevice &device)
{
    return require(timeline().page(device.leaf.handle.text(), {}, 1000)).items;
}

QStringList DeviceTimelineTest::kinds(const EquippedDevice &device)
{
    QStringList words;
    for (const DeviceEvent &event : all(device))
        words.append(toWord(event.kind));
    return words;
}

changes::TargetSet DeviceTimelineTest::targetsIn(fleet::DeviceState state) const
{
    return test::SampleHistory::inState(require(changes::TargetSet::make({m_device->leaf})), state);
}

void DeviceTimelineTest::report(TrustCenter state)
{
    const reports::Report said{.deployment = m_device->deployment,
                               .handle = m_device->leaf.handle,
                               .body = reports::Posture{.trustCenter = state, .findings = {}},
                               .time = m_live->clock.now(),
                               .nonce = require(m_live->plane().commands().nonce(m_device->certificate)).bytes};
    std::promise<bool> taken;
    m_live->plane().postures().report(m_device->certificate, m_device->signPosture(said),
                                      [&taken](const auto &answer) { taken.set_value(require(answer).changed); });
    QVERIFY(taken.get_future().get());
}

void DeviceTimelineTest::answer(const LivePlane::Record &record, reports::Obedience outcome)
{
    reports::Acknowledgement body{
        .change = record.change.digest(), .execution = record.executed->index, .outcome = outcome, .problem = {}};
    if (outcome == reports::Obedience::Refused)
        body.problem = ProblemType::CosignaturesStale;
    const reports::Report said{.deployment = m_device->deployment,
                               .handle = m_device->leaf.handle,
                               .body = body,
                               .time = m_live->clock.now(),
                               .nonce = require(m_live->plane().commands().nonce(m_device->certificate)).bytes};
    std::promise<fleet::CommandState> taken;
    m_live->plane().commands().acknowledge(m_device->certificate, m_device->sign(said),
                                           [&taken](const auto &state) { taken.set_value(require(state)); });
    taken.get_future().wait();
}

void DeviceTimelineTest::fetch(const LivePlane::Record &record)
{
    std::promise<void> given;
    m_live->plane().commands().evidence(m_device->certificate, record.executed->index,
                                        [&given](const Expected<QByteArray> &) { given.set_value(); });
    given.get_future().wait();
}

void DeviceTimelineTest::aNewDeviceBeginsWithItsEnrolment()
{
    const auto events = all(*m_device);
    QCOMPARE(kinds(*m_device), QStringList({u"attested"_s, u"enrolled"_s}));
    QCOMPARE(events.front().state, std::optional(u"verified"_s));
    QCOMPARE(events.front().entry, std::nullopt);
    QCOMPARE(events.back().time, m_live->clock.now());
}

void DeviceTimelineTest::everythingIsToldNewestFirst()
{
    m_live->clock.advance(60);
    m_live->perform(m_live->administrator1, u"device.admit"_s, targetsIn(fleet::DeviceState::PendingEnrollment),
                    changes::NoParameters{}, {m_live->approver1});
    m_live->clock.advance(60);
    report(TrustCenter::ReviewRequired);
    m_live->clock.advance(60);
    const auto suspension =
        require(m_live->ask(m_live->administrator1, u"device.suspend"_s, targetsIn(fleet::DeviceState::Trusted)));
    m_live->clock.advance(60);
    fetch(suspension);
    m_live->clock.advance(60);
    answer(suspension, reports::Obedience::Refused);
    QCOMPARE(kinds(*m_device), QStringList({u"answered"_s, u"delivered"_s, u"executed"_s, u"posture"_s, u"executed"_s,
                                            u"attested"_s, u"enrolled"_s}));
    const auto events = all(*m_device);
    QCOMPARE(events[0].state, std::optional(u"refused"_s));
    QCOMPARE(events[0].problem, std::optional(u"cosignatures-stale"_s));
    for (const std::size_t i : {0U, 1U, 2U}) {
        QCOMPARE(events[i].entry, std::optional(suspension.executed->index));
        QCOMPARE(events[i].action, std::optional(u"device.suspend"_s));
        QCOMPARE(events[i].change, std::optional(suspension.change.request.id));
    }
    QCOMPARE(events[3].posture.object().find("trust_center"_L1)->text(), u"REVIEW_REQUIRED"_s);
    QCOMPARE(events[3].time, events[2].time - 60);
    QVERIFY(events[4].posture.isNull());
}

void DeviceTimelineTest::aChangeThatWaitsIsToldUntilItIsOver()
{
    m_live->clock.advance(60);
    const auto asked = require(
        m_live->ask(m_live->administrator1, u"device.admit"_s, targetsIn(fleet::DeviceState::PendingEnrollment)));
    const auto events = all(*m_device);
    QCOMPARE(events.front().kind, DeviceEventKind::Asked);
    QCOMPARE(events.front().state, std::optional(u"pending"_s));
    QCOMPARE(events.front().action, std::optional(u"device.admit"_s));
    QCOMPARE(events.front().change, std::optional(asked.change.request.id));
    require(m_live->reject(m_live->approver1, asked));
    QCOMPARE(kinds(*m_device), QStringList({u"attested"_s, u"enrolled"_s}));
}

void DeviceTimelineTest::aCommandThatNobodyAnsweredExpires()
{
    const auto admission =
        m_live->perform(m_live->administrator1, u"device.admit"_s, targetsIn(fleet::DeviceState::PendingEnrollment),
                        changes::NoParameters{}, {m_live->approver1});
    const qint64 obeyBy = *admission.change.request.obeyBy;
    m_live->clock.set(obeyBy);
    QVERIFY(!kinds(*m_device).contains(u"expired"_s));
    m_live->clock.advance(1);
    QCOMPARE(kinds(*m_device).front(), u"expired"_s);
    QCOMPARE(all(*m_device).front().time, obeyBy);
}

void DeviceTimelineTest::pagesFollowEachOtherWhateverHappensMeanwhile()
{
    m_live->perform(m_live->administrator1, u"device.admit"_s, targetsIn(fleet::DeviceState::PendingEnrollment),
                    changes::NoParameters{}, {m_live->approver1});
    // All within one second: what shares a time is told apart all the same.
    for (int i = 0; i < 5; ++i)
        report(i % 2 == 0 ? TrustCenter::Protected : TrustCenter::Inactive);
    const QStringList whole = kinds(*m_device);
    const QString handle = m_device->leaf.handle.text();
    QStringList paged;
    QString after;
    for (;;) {
        const auto page = require(timeline().page(handle, after, 3));
        for (const DeviceEvent &event : page.items)
            paged.append(toWord(event.kind));
        if (!page.next)
            break;
        QCOMPARE(page.items.size(), 3U);
        after = *page.next;
        report(m_live->activity().size() % 2 == 0 ? TrustCenter::ReviewRequired : TrustCenter::Inactive);
    }
    QCOMPARE(paged, whole);
}

void DeviceTimelineTest::anotherDevicesEventsAreNotTold()
{
    const EquippedDevice other(*m_live);
    m_live->perform(m_live->administrator1, u"device.admit"_s, targetsIn(fleet::DeviceState::PendingEnrollment),
                    changes::NoParameters{}, {m_live->approver1});
    report(TrustCenter::Protected);
    QCOMPARE(kinds(other), QStringList({u"attested"_s, u"enrolled"_s}));
}

void DeviceTimelineTest::whatIsNotThereIsRefused()
{
    const QString handle = m_device->leaf.handle.text();
    QCOMPARE(outcomeOf(timeline().page(test::SampleHistory::makeDevice().handle.text(), {}, 10)), u"not-found"_s);
    QCOMPARE(outcomeOf(timeline().page(u"edh1nothing"_s, {}, 10)), u"malformed-handle"_s);
    for (const QString &after : {u"yesterday"_s, u"1.2"_s, u"1.2.3.4"_s, u"01.2.3"_s, u"1.2.+3"_s, u"1.2.3 "_s})
        QCOMPARE(outcomeOf(timeline().page(handle, after, 10)), u"out-of-range"_s);
}

ENIGM_TEST_MAIN(DeviceTimelineTest)
#include "DeviceTimelineTest.moc"

#include "models/devices/DeviceDetailSource.h"
#include "models/devices/DeviceSummarySource.h"
#include "models/devices/DeviceTimelineSource.h"
#include "tests/support/LogGuard.h"
#include "tests/support/client/SignedInConsole.h"

#include <QSignalSpy>
#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace enigm::models::devices;
using namespace Qt::StringLiterals;

using fleet::DeviceState;
using models::session::Phase;

/// The inspector shows one device, the overview counts all.
class DeviceSourcesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theInspectorShowsTheSelection();
    void aQuickSelectionShowsOnlyTheLast();
    void aDeviceThatIsGone();
    void noSelection();
    void anInspectorClosedWhileLoading();
    void theTimelineFollowsTheInspector();
    void theTimelineIsReadByPages();
    void aQuickSelectionTellsOnlyOfTheLast();
    void theOverviewCounts();
};

namespace {

QString routeOf(const client::Device &device)
{
    return u"/v1/devices/"_s + device.handle.text();
}

/// So many events, told apart by their times.
json::Array makeEvents(int count)
{
    json::Array events;
    for (int i = count; i > 0; --i)
        events.push_back(json::Object{{"action"_L1, json::Value()},
                                      {"change"_L1, json::Value()},
                                      {"entry"_L1, json::Value()},
                                      {"kind"_L1, u"enrolled"_s},
                                      {"posture"_L1, json::Value()},
                                      {"problem"_L1, json::Value()},
                                      {"state"_L1, json::Value()},
                                      {"time"_L1, i}});
    return events;
}

} // namespace

void DeviceSourcesTest::theInspectorShowsTheSelection()
{
    SignedInConsole console;
    QVERIFY(console.signIn(console.history.administrator1));
    console.plane.devices = makeListedDevices(3);
    DeviceDetailSource source(console.session);
    source.setHandle(console.plane.devices[1].handle);
    QCOMPARE(source.status().phase(), Phase::Loading);
    QTRY_COMPARE(source.status().phase(), Phase::Ready);
    QCOMPARE(source.detail()->device, console.plane.devices[1]);
    console.plane.devices[1].state = DeviceState::Revoked;
    source.refresh();
    QTRY_COMPARE(source.detail()->device.state, DeviceState::Revoked);
    console.plane.setReachable(false);
    source.refresh();
    QTRY_COMPARE(source.status().phase(), Phase::Stale);
    QVERIFY(source.detail());
}

void DeviceSourcesTest::aQuickSelectionShowsOnlyTheLast()
{
    SignedInConsole console;
    QVERIFY(console.signIn(console.history.administrator1));
    console.plane.devices = makeListedDevices(2);
    console.plane.hold(routeOf(console.plane.devices[0]));
    DeviceDetailSource source(console.session);
    source.setHandle(console.plane.devices[0].handle);
    QTRY_COMPARE(console.plane.waiting(), 1);
    source.setHandle(console.plane.devices[1].handle);
    QTRY_VERIFY(source.detail());
    QSignalSpy changed(&source, &DeviceDetailSource::changed);
    console.plane.release();
    QTRY_COMPARE(console.plane.waiting(), 0);
    QCOMPARE(changed.count(), 0);
    QCOMPARE(source.detail()->device.handle, console.plane.devices[1].handle);
}

void DeviceSourcesTest::aDeviceThatIsGone()
{
    SignedInConsole console;
    QVERIFY(console.signIn(console.history.administrator1));
    console.plane.devices = makeListedDevices(1);
    DeviceDetailSource source(console.session);
    source.setHandle(console.plane.devices[0].handle);
    QTRY_VERIFY(source.detail());
    console.plane.devices.clear();
    source.refresh();
    QTRY_VERIFY(!source.detail());
    QCOMPARE(source.status().problem()->type, ProblemType::NotFound);
}

void DeviceSourcesTest::noSelection()
{
    SignedInConsole console;
    QVERIFY(console.signIn(console.history.administrator1));
    console.plane.devices = makeListedDevices(1);
    DeviceDetailSource source(console.session);
    source.setHandle(console.plane.devices[0].handle);
    source.setHandle({});
    QVERIFY(!source.detail());
    QCOMPARE(source.status().phase(), Phase::Idle);
    source.refresh();
    QCOMPARE(source.status().phase(), Phase::Idle);
}

void DeviceSourcesTest::anInspectorClosedWhileLoading()
{
    SignedInConsole console;
    QVERIFY(console.signIn(console.history.administrator1));
    console.plane.devices = makeListedDevices(1);
    console.plane.hold(routeOf(console.plane.devices[0]));
    auto source = std::make_unique<DeviceDetailSource>(console.session);
    source->setHandle(console.plane.devices[0].handle);
    QTRY_COMPARE(console.plane.waiting(), 1);
    source.reset();
    console.plane.release();
    QTRY_COMPARE(console.plane.waiting(), 0);
}

void DeviceSourcesTest::theTimelineFollowsTheInspector()
{
    SignedInConsole console;
    QVERIFY(console.signIn(console.history.administrator1));
    console.plane.devices = makeListedDevices(2);
    console.plane.deviceEvents = makeEvents(3);
    DeviceDetailSource detail(console.session);
    DeviceTimelineSource timeline(console.session, detail);
    QVERIFY(timeline.events().empty());
    detail.setHandle(console.plane.devices[0].handle);
    QTRY_COMPARE(timeline.events().size(), 3U);
    QCOMPARE(timeline.events().front().time, 3);
    QVERIFY(!timeline.hasMore());
    // What is new comes with the next answer about the device.
    console.plane.deviceEvents = makeEvents(4);
    detail.refresh();
    QTRY_COMPARE(timeline.events().size(), 4U);
    detail.setHandle({});
    QVERIFY(timeline.events().empty());
    QCOMPARE(timeline.status().phase(), Phase::Idle);
}

void DeviceSourcesTest::theTimelineIsReadByPages()
{
    constexpr int most = DeviceTimelineSource::pageSize;
    SignedInConsole console;
    QVERIFY(console.signIn(console.history.administrator1));
    console.plane.devices = makeListedDevices(1);
    console.plane.deviceEvents = makeEvents(most + 7);
    DeviceDetailSource detail(console.session);
    DeviceTimelineSource timeline(console.session, detail);
    detail.setHandle(console.plane.devices[0].handle);
    QTRY_COMPARE(timeline.events().size(), std::size_t(most));
    QVERIFY(timeline.hasMore());
    timeline.loadMore();
    timeline.loadMore(); // and not twice
    QTRY_COMPARE(timeline.events().size(), std::size_t(most + 7));
    QVERIFY(!timeline.hasMore());
    QCOMPARE(timeline.events().back().time, 1);
    // All that was read is read anew.
    console.plane.deviceEvents = makeEvents(most + 8);
    detail.refresh();
    QTRY_COMPARE(timeline.events().front().time, most + 8);
    QCOMPARE(timeline.events().size(), std::size_t(most + 7));
    QVERIFY(timeline.hasMore());
}

void DeviceSourcesTest::aQuickSelectionTellsOnlyOfTheLast()
{
    SignedInConsole console;
    QVERIFY(console.signIn(console.history.administrator1));
    console.plane.devices = makeListedDevices(2);
    console.plane.deviceEvents = makeEvents(3);
    DeviceDetailSource detail(console.session);
    DeviceTimelineSource timeline(console.session, detail);
    console.plane.hold(routeOf(console.plane.devices[0]) + u"/timeline"_s);
    detail.setHandle(console.plane.devices[0].handle);
    QTRY_COMPARE(console.plane.waiting(), 1);
    console.plane.deviceEvents = makeEvents(5);
    detail.setHandle(console.plane.devices[1].handle);
    QTRY_COMPARE(timeline.events().size(), 5U);
    console.plane.deviceEvents = makeEvents(3);
    QSignalSpy changed(&timeline, &DeviceTimelineSource::changed);
    console.plane.release();
    QTRY_COMPARE(console.plane.waiting(), 0);
    QCOMPARE(changed.count(), 0);
    QCOMPARE(timeline.events().size(), 5U);
}

void DeviceSourcesTest::theOverviewCounts()
{
    SignedInConsole console;
    QVERIFY(console.signIn(console.history.administrator1));
    console.plane.devices = makeListedDevices(7);
    console.plane.devices[2].state = DeviceState::Suspended;
    DeviceSummarySource source(console.session);
    QSignalSpy changed(&source, &DeviceSummarySource::changed);
    source.refresh();
    QTRY_COMPARE(source.status().phase(), Phase::Ready);
    QCOMPARE(source.total(), 7);
    QCOMPARE(source.count(DeviceState::Trusted), 6);
    QCOMPARE(source.count(DeviceState::Suspended), 1);
    QCOMPARE(source.count(DeviceState::Revoked), 0);
    source.refresh();
    QTRY_VERIFY(!source.status().isBusy());
    QCOMPARE(changed.count(), 1);
}

ENIGM_TEST_MAIN(DeviceSourcesTest)
#include "DeviceSourcesTest.moc"

#include "models/devices/DeviceDetailSource.h"
#include "models/devices/DeviceSummarySource.h"
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
    void theOverviewCounts();
};

namespace {

QString routeOf(const client::Device &device)
{
    return u"/v1/devices/"_s + device.handle.text();
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

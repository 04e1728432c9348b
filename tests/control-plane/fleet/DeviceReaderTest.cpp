#include "control-plane/fleet/DeviceReader.h"

#include "tests/support/LogGuard.h"
#include "tests/support/plane/LivePlane.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace enigm;
using changes::TargetSet;
using controlplane::fleet::DeviceReader;
using fleet::DeviceState;
using test::LivePlane;
using test::outcomeOf;
using test::require;

/// How operators find a device in the fleet, and what they are told of it.
class DeviceReaderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_live.reset(); }

    void theFleetIsPagedByHandle();
    void anyPartOfAHandleFindsIt();
    void statesFilterAndCount();
    void aDeviceShowsWhatMovedItAndWhatWaits();
    void aSkippedDeviceWasNotMoved();
    void anUnknownDeviceIsNotFound();

private:
    [[nodiscard]] DeviceReader reader() { return {m_live->plane().database(), m_live->clock, false}; }

    std::unique_ptr<LivePlane> m_live;
    TargetSet m_devices;
};

void DeviceReaderTest::init()
{
    m_live = std::make_unique<LivePlane>();
    m_devices = m_live->admit(7);
}

void DeviceReaderTest::theFleetIsPagedByHandle()
{
    std::vector<QString> handles;
    QString after;
    for (int pages = 0; pages < 3; ++pages) {
        const auto page = require(reader().page({}, after, 3));
        QCOMPARE(page.total, 7);
        for (const auto &device : page.items)
            handles.push_back(device.handle.text());
        QCOMPARE(page.next.has_value(), pages < 2);
        after = page.next.value_or(QString());
    }
    QCOMPARE(handles, m_devices.handles());
}

void DeviceReaderTest::anyPartOfAHandleFindsIt()
{
    const auto &handle = m_devices.leaves()[3].handle;
    for (const QString &text : {handle.text(), handle.grouped(), handle.grouped().toUpper(), handle.text().mid(10, 20),
                                handle.text().left(20), handle.text().right(16)}) {
        const auto page = require(reader().page({.states = {}, .text = text}, {}, 10));
        QCOMPARE(page.total, 1);
        QCOMPARE(page.items.front().handle, handle);
    }
    QCOMPARE(require(reader().page({.states = {}, .text = u"edh1"_s}, {}, 10)).total, 7);
    QCOMPARE(require(reader().page({.states = {}, .text = u"?"_s}, {}, 10)).total, 0);
}

void DeviceReaderTest::statesFilterAndCount()
{
    require(m_live->ask(m_live->administrator1, u"device.suspend"_s,
                        require(TargetSet::make({m_devices.leaves()[0], m_devices.leaves()[1]}))));
    const auto page = require(reader().page({.states = {DeviceState::Suspended}, .text = {}}, {}, 10));
    QCOMPARE(page.total, 2);
    QCOMPARE(page.items.size(), 2U);
    const std::map<DeviceState, qint64> expected{{DeviceState::Trusted, 5}, {DeviceState::Suspended, 2}};
    QCOMPARE(require(reader().summary()).states, expected);
}

void DeviceReaderTest::aDeviceShowsWhatMovedItAndWhatWaits()
{
    const TargetSet one = require(TargetSet::make({m_devices.leaves()[0]}));
    require(m_live->ask(m_live->administrator1, u"device.suspend"_s, one));
    const auto waiting = require(m_live->ask(m_live->administrator1, u"device.revoke"_s,
                                             test::SampleHistory::inState(one, DeviceState::Suspended)));
    const auto detail = require(reader().detail(one.handles().front()));
    QCOMPARE(detail.device.state, DeviceState::Suspended);
    QCOMPARE(detail.history.size(), 2U);
    QCOMPARE(detail.history[0].action, u"device.admit"_s);
    QCOMPARE(detail.history[1].action, u"device.suspend"_s);
    QCOMPARE(detail.waiting, std::vector{waiting.change.request.id});
    QVERIFY(!detail.device.simulated);
}

void DeviceReaderTest::aSkippedDeviceWasNotMoved()
{
    changes::ChangeRequest request = m_live->compose(m_live->administrator1, u"device.revoke"_s, m_devices);
    request.targets.maxSkipped = 500;
    const auto change = test::SampleHistory::sign(request, m_live->administrator1);
    const auto asked = require(m_live->request(m_live->administrator1, change, m_devices));
    require(
        m_live->ask(m_live->administrator1, u"device.suspend"_s, require(TargetSet::make({m_devices.leaves()[0]}))));
    require(m_live->approve(m_live->approver1, asked));
    const auto skipped = require(reader().detail(m_devices.handles()[0]));
    QCOMPARE(skipped.device.state, DeviceState::Suspended);
    QCOMPARE(skipped.history.back().action, u"device.suspend"_s);
    QCOMPARE(require(reader().detail(m_devices.handles()[1])).history.back().action, u"device.revoke"_s);
}

void DeviceReaderTest::anUnknownDeviceIsNotFound()
{
    QCOMPARE(outcomeOf(reader().detail(test::SampleHistory::makeDevice().handle.text())), u"not-found"_s);
    QCOMPARE(outcomeOf(reader().detail(u"edh1nothing"_s)), u"malformed-handle"_s);
}

ENIGM_TEST_MAIN(DeviceReaderTest)
#include "DeviceReaderTest.moc"

#include "api-client/feed/FeedClient.h"
#include "models/changes/ChangeListModel.h"
#include "models/devices/DeviceDetailSource.h"
#include "models/devices/DeviceTableModel.h"
#include "models/session/LogStateSource.h"
#include "models/session/OperatorNames.h"
#include "models/session/Refresher.h"
#include "tests/control-plane/api/TestConsole.h"
#include "tests/support/LogGuard.h"
#include "tests/support/client/Desk.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace enigm;
using namespace enigm::test;
using changes::ChangeState;
using fleet::DeviceState;
using models::session::Phase;

namespace {

/// A console without windows: what it shows, kept current by the feed over the real wire.
struct Console
{
    Console(TestDeployment &deployment, const QString &person)
        : desk(deployment.file(), deployment.person(person), deployment.clock)
        , feed(desk.session, {.first = 10ms, .most = 50ms})
        , refresher(desk.session, feed, 24h) // what is asked for at intervals comes too late for any test
        , names(desk.session)
        , inbox(desk.session, desk.follower, names, desk.installation)
        , devices(desk.session)
        , detail(desk.session)
        , logs(desk.session, desk.follower)
    {
        refresher.add(names);
        refresher.add(inbox);
        refresher.add(devices);
        refresher.add(detail);
        refresher.add(logs);
    }
    [[nodiscard]] bool signIn()
    {
        return QCoro::waitFor(desk.signIn()) && QTest::qWaitFor([this] {
                   return feed.isLive() && feed.cursor() && logs.lastVerified() &&
                          inbox.status().phase() == Phase::Ready && devices.status().phase() == Phase::Ready;
               });
    }
    [[nodiscard]] DeviceState stateOf(const fleet::DeviceHandle &handle) const
    {
        return devices.data(devices.index(handle), models::devices::DeviceTableModel::StateRole).value<DeviceState>();
    }

    Desk desk;
    client::FeedClient feed;
    models::session::Refresher refresher;
    models::session::OperatorNames names;
    models::changes::ChangeListModel inbox;
    models::devices::DeviceTableModel devices;
    models::devices::DeviceDetailSource detail;
    models::session::LogStateSource logs;
};

} // namespace

/// What one person does appears on the screens of the others by itself, and nobody asks for it at intervals.
class FeedStoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_deployment = std::make_unique<TestDeployment>(); }
    void aRequestAppearsInTheInboxOfWhoMaySignIt();
    void anExecutionAppearsWhereItsDevicesAreShown();
    void aDeviceThatChecksInIsSeen();
    void aControlPlaneThatComesBackIsHeardAgain();
    void aStoppedControlPlaneIsSaidToBe();

private:
    std::unique_ptr<TestDeployment> m_deployment;
};

void FeedStoryTest::aRequestAppearsInTheInboxOfWhoMaySignIt()
{
    Console approver(*m_deployment, u"approver-1"_s);
    QVERIFY(approver.signIn());
    QCOMPARE(approver.inbox.loadedCount(), 0);
    const qint64 verified = approver.logs.activitySize();
    TestConsole administrator(*m_deployment, u"administrator-1"_s);
    const auto change = changeOf(administrator.ask(u"device.revoke"_s, m_deployment->devices(DeviceState::Trusted)));
    QTRY_VERIFY(approver.inbox.index(change.request.id).isValid());
    QTRY_COMPARE(approver.inbox.waiting(), 1);
    QTRY_VERIFY(approver.logs.activitySize() > verified);
    QCOMPARE(administrator.withdraw(change).status, 201);
    QTRY_VERIFY(!approver.inbox.index(change.request.id).isValid());
    QVERIFY(!approver.refresher.isPolling());
}

void FeedStoryTest::anExecutionAppearsWhereItsDevicesAreShown()
{
    Console manager(*m_deployment, u"release-manager-1"_s);
    QVERIFY(manager.signIn());
    const auto targets = m_deployment->devices(DeviceState::Trusted);
    const fleet::DeviceHandle handle = targets.leaves().front().handle;
    manager.detail.setHandle(handle);
    QTRY_VERIFY(manager.detail.detail());
    TestConsole administrator(*m_deployment, u"administrator-1"_s);
    TestConsole approver(*m_deployment, u"approver-1"_s);
    const auto change = changeOf(administrator.ask(u"device.revoke"_s, targets));
    QTRY_COMPARE(manager.detail.detail()->waiting.size(), 1U);
    QCOMPARE(approver.approve(change).status, 201);
    QTRY_COMPARE(manager.stateOf(handle), DeviceState::Revoked);
    QTRY_COMPARE(manager.detail.detail()->commands.back().change, change.request.id);
    QVERIFY(!manager.refresher.isPolling());
}

void FeedStoryTest::aDeviceThatChecksInIsSeen()
{
    Console manager(*m_deployment, u"release-manager-1"_s);
    QVERIFY(manager.signIn());
    const fleet::DeviceHandle handle = m_deployment->devices(DeviceState::Trusted).leaves().front().handle;
    m_deployment->clock.advance(60);
    QCOMPARE(m_deployment->checkIn(handle)->status, 200);
    const auto lastSeen = [&] { return manager.devices.device(manager.devices.index(handle))->lastSeen; };
    QTRY_COMPARE_WITH_TIMEOUT(lastSeen(), std::optional(m_deployment->clock.now()), 15'000); // written in batches
}

void FeedStoryTest::aControlPlaneThatComesBackIsHeardAgain()
{
    Console approver(*m_deployment, u"approver-1"_s);
    QVERIFY(approver.signIn());
    const auto port = static_cast<quint16>(m_deployment->server().url().port());
    m_deployment->stop();
    QTRY_VERIFY(!approver.feed.isLive());
    QVERIFY(approver.feed.silentSince());
    m_deployment->start({}, port);
    QTRY_VERIFY(approver.feed.isLive());
    TestConsole administrator(*m_deployment, u"administrator-1"_s);
    const auto change = changeOf(administrator.ask(u"device.revoke"_s, m_deployment->devices(DeviceState::Trusted)));
    QTRY_VERIFY(approver.inbox.index(change.request.id).isValid());
}

void FeedStoryTest::aStoppedControlPlaneIsSaidToBe()
{
    Console approver(*m_deployment, u"approver-1"_s);
    QVERIFY(approver.signIn());
    m_deployment->stop();
    QTRY_VERIFY(approver.feed.silentSince());
    approver.refresher.refreshNow();
    QTRY_COMPARE(approver.devices.status().phase(), Phase::Stale);
    QVERIFY(approver.refresher.isPolling());
}

ENIGM_TEST_MAIN(FeedStoryTest)
#include "FeedStoryTest.moc"

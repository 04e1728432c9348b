#include "models/devices/DeviceDecisionSource.h"

#include "models/devices/DeviceDetailSource.h"
#include "tests/support/LogGuard.h"
#include "tests/support/client/SignedInConsole.h"

#include <QSignalSpy>
#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

using models::devices::DeviceDecisionSource;
using models::devices::DeviceDetailSource;
using models::session::Phase;
using Reasons = DeviceDecisionSource::Reasons;

/// The inspector tells what the one device may do, and why to those who ask.
class DeviceDecisionSourceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void decisionsFollowTheInspector();
    void reasonsAreReadWhenSomebodyAsks();
    void reasonsStayWhileDecisionsDo();
    void reasonsOfOneDeviceAreNotShownForAnother();
    void aRefusalOfReasonsLeavesTheDecisions();
    void administratorsAndReviewersAskWhy();

private:
    [[nodiscard]] bool select(int device);
    [[nodiscard]] bool settle() const;

    std::unique_ptr<SignedInConsole> m_console;
    std::unique_ptr<DeviceDetailSource> m_detail;
    std::unique_ptr<DeviceDecisionSource> m_source;
};

namespace {

policy::DecisionAnswer answer(policy::Effect effect)
{
    const bool isPermit = effect == policy::Effect::Allow;
    const policy::RuleName floor{policy::floorPolicy, policy::floorDevice};
    policy::DecisionReasons reasons{.rule = floor};
    if (!isPermit)
        reasons.denying = {floor};
    return {.action = policy::ActionCategory::Connect,
            .resource = log::Resource::NetworkPath,
            .path = policy::NetworkPath::VpnNetwork,
            .effect = effect,
            .category = isPermit ? std::nullopt : std::optional(policy::DenialCategory::Floor),
            .obligations = {},
            .reasons = std::move(reasons),
            .time = 100,
            .validUntil = 160};
}

} // namespace

void DeviceDecisionSourceTest::init()
{
    m_console = std::make_unique<SignedInConsole>();
    QVERIFY(m_console->signIn(m_console->history.administrator1));
    m_console->plane.devices = makeListedDevices(2);
    m_console->plane.deviceDecisions = {answer(policy::Effect::Deny).toJson()};
    m_detail = std::make_unique<DeviceDetailSource>(m_console->session);
    m_source = std::make_unique<DeviceDecisionSource>(m_console->session, *m_detail);
}

void DeviceDecisionSourceTest::cleanup()
{
    m_source.reset();
    m_detail.reset();
    m_console.reset();
}

bool DeviceDecisionSourceTest::settle() const
{
    return QTest::qWaitFor([this] {
        return !m_detail->status().isBusy() && !m_source->status().isBusy() &&
               m_source->status().phase() != Phase::Idle && m_source->reasons() != Reasons::Asked;
    });
}

bool DeviceDecisionSourceTest::select(int device)
{
    m_detail->setHandle(m_console->plane.devices[static_cast<std::size_t>(device)].handle);
    return settle();
}

void DeviceDecisionSourceTest::decisionsFollowTheInspector()
{
    QVERIFY(!m_source->answers());
    QVERIFY(select(0));
    QCOMPARE(m_source->answers()->size(), 1U);
    QVERIFY(!m_source->answers()->front().reasons);
    m_console->plane.deviceDecisions = {answer(policy::Effect::Allow).toJson()};
    m_detail->refresh();
    QTRY_VERIFY(m_source->answers()->front().isPermit());
    m_detail->setHandle({});
    QVERIFY(!m_source->answers());
    QCOMPARE(m_source->status().phase(), Phase::Idle);
}

void DeviceDecisionSourceTest::reasonsAreReadWhenSomebodyAsks()
{
    QVERIFY(select(0));
    m_source->askWhy();
    QCOMPARE(m_source->reasons(), Reasons::Asked);
    m_source->askWhy(); // and not twice
    QVERIFY(settle());
    QCOMPARE(m_source->reasons(), Reasons::Told);
    QVERIFY(m_source->answers()->front().reasons);
    QVERIFY(m_source->policies().empty()); // the floor is no policy that there is
}

void DeviceDecisionSourceTest::reasonsStayWhileDecisionsDo()
{
    QVERIFY(select(0));
    m_source->askWhy();
    QVERIFY(settle());
    QSignalSpy changed(m_source.get(), &DeviceDecisionSource::changed);
    m_detail->refresh();
    QTRY_VERIFY(changed.count() > 0);
    QCOMPARE(m_source->reasons(), Reasons::Told);
    m_console->plane.deviceDecisions = {answer(policy::Effect::Allow).toJson()};
    m_detail->refresh();
    QTRY_VERIFY(m_source->answers()->front().isPermit());
    QCOMPARE(m_source->reasons(), Reasons::NotAsked);
    QVERIFY(!m_source->answers()->front().reasons);
}

void DeviceDecisionSourceTest::reasonsOfOneDeviceAreNotShownForAnother()
{
    QVERIFY(select(0));
    const QString route = u"/v1/devices/%1/decisions"_s.arg(m_console->plane.devices[0].handle.text());
    m_console->plane.hold(route);
    m_source->askWhy();
    QTRY_COMPARE(m_console->plane.waiting(), 1);
    QVERIFY(select(1));
    m_console->plane.release();
    QTRY_COMPARE(m_console->plane.waiting(), 0);
    QCOMPARE(m_source->reasons(), Reasons::NotAsked);
    QVERIFY(!m_source->answers()->front().reasons);
}

void DeviceDecisionSourceTest::aRefusalOfReasonsLeavesTheDecisions()
{
    QVERIFY(select(0));
    const QString route = u"/v1/devices/%1/decisions"_s.arg(m_console->plane.devices[0].handle.text());
    m_console->plane.refuseOnce(route, ProblemType::NotPermitted);
    m_source->askWhy();
    QVERIFY(settle());
    QCOMPARE(m_source->reasonsProblem()->type, ProblemType::NotPermitted);
    QCOMPARE(m_source->reasons(), Reasons::NotAsked);
    QCOMPARE(m_source->answers()->size(), 1U);
}

void DeviceDecisionSourceTest::administratorsAndReviewersAskWhy()
{
    using operators::Role;
    QVERIFY(DeviceDecisionSource::mayAskWhy({Role::Administrator}));
    QVERIFY(DeviceDecisionSource::mayAskWhy({Role::SecurityReviewer, Role::Approver}));
    QVERIFY(!DeviceDecisionSource::mayAskWhy({Role::Approver}));
    QVERIFY(!DeviceDecisionSource::mayAskWhy({Role::ReleaseManager}));
}

ENIGM_TEST_MAIN(DeviceDecisionSourceTest)
#include "DeviceDecisionSourceTest.moc"

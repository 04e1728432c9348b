#include "control-plane/program/Maintenance.h"

#include "control-plane/store/Reader.h"
#include "tests/control-plane/api/TestConsole.h"
#include "tests/support/LogGuard.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::test;
using fleet::DeviceState;

/// What happens by itself while the control plane serves.
class MaintenanceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_deployment = std::make_unique<TestDeployment>(); }
    void strangersAreCountedOnceAMinute(); // first, while no minute has passed
    void changeThatNobodySignedExpires();
    void deviceWasSeen();

private:
    std::unique_ptr<TestDeployment> m_deployment;
};

void MaintenanceTest::changeThatNobodySignedExpires()
{
    TestConsole administrator(*m_deployment, u"administrator-1"_s);
    const auto targets = m_deployment->devices(DeviceState::Trusted);
    auto request = administrator.compose(u"device.revoke"_s, targets);
    request.approveBy = m_deployment->clock.now() + 60;
    const auto change = changeOf(administrator.ask(administrator.sign(request), targets));
    const qint64 size = m_deployment->activitySize();
    m_deployment->clock.advance(61);
    QTRY_COMPARE(m_deployment->entries(size), QStringList{u"change.expired failed"_s});
    const json::Value record = administrator.getJson("/v1/changes/" + change.request.id.toLatin1());
    QCOMPARE(record.object().find("state"_L1)->text(), u"expired"_s);
}

void MaintenanceTest::strangersAreCountedOnceAMinute()
{
    RawTlsClient stranger(static_cast<quint16>(m_deployment->server().url().port()));
    const qint64 size = m_deployment->activitySize();
    for (int knock = 0; knock < 5; ++knock)
        QCOMPARE(stranger.exchange("GET /v1/session HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")->status, 401);
    QCOMPARE(m_deployment->activitySize(), size);
    m_deployment->clock.advance(controlplane::api::RefusalLog::period + 1);
    QTRY_COMPARE_WITH_TIMEOUT(m_deployment->entries(size), QStringList{u"authentication.refused refused"_s}, 15'000);
    const auto records = m_deployment->plane().logs().records(size, size + 1);
    QVERIFY(records);
    const json::Object &body = records->front().body->value.object();
    QCOMPARE(body.find("count"_L1)->integer(), 5);
    QCOMPARE(body.find("problem"_L1)->text(), u"unauthenticated"_s);
}

void MaintenanceTest::deviceWasSeen()
{
    const auto handle = m_deployment->devices(DeviceState::Trusted).leaves().front().handle;
    const auto reply = m_deployment->checkIn(handle);
    QVERIFY(reply);
    QCOMPARE(reply->status, 200);
    QCOMPARE(memberOf(*reply, "handle"_L1).text(), handle.text());
    const auto lastSeen = [this, &handle] {
        const auto reader = m_deployment->plane().database().read();
        return (*reader)->devices.find(handle)->value().lastSeen;
    };
    QTRY_COMPARE_WITH_TIMEOUT(lastSeen(), std::optional(m_deployment->clock.now()), 15'000);
}

ENIGM_TEST_MAIN(MaintenanceTest)
#include "MaintenanceTest.moc"

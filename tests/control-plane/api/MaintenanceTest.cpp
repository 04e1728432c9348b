#include "control-plane/program/Maintenance.h"

#include "contract/json/JsonParser.h"
#include "contract/json/ObjectReader.h"
#include "contract/reports/PostureChange.h"
#include "control-plane/store/Reader.h"
#include "tests/control-plane/api/TestConsole.h"
#include "tests/support/LogGuard.h"
#include "tests/support/history/Require.h"

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
    void deviceReportedTheSameAgain();

private:
    /// The device says that it is protected.
    void report(const fleet::DeviceHandle &handle);

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

void MaintenanceTest::report(const fleet::DeviceHandle &handle)
{
    const auto nonce = m_deployment->ask(handle, "POST", "/device/v1/nonces", "{}");
    json::ObjectReader reader(require(json::parse(nonce->body)));
    const auto &key = *m_deployment->identity(handle).attestedKey;
    const reports::Report said{.deployment = m_deployment->file().deployment,
                               .handle = handle,
                               .body = reports::Posture{.trustCenter = reports::TrustCenter::Protected, .findings = {}},
                               .time = m_deployment->clock.now(),
                               .nonce = reader.bytes("nonce"_L1, 16)};
    const reports::PostureChange posture{.key = key.publicKey(),
                                         .report = require(reports::SignedReport::sign(said, key))};
    QCOMPARE(m_deployment->ask(handle, "POST", "/device/v1/reports", json::canonical(posture.toJson()))->status, 200);
}

void MaintenanceTest::deviceReportedTheSameAgain()
{
    const auto handle = m_deployment->devices(DeviceState::Trusted).leaves().front().handle;
    report(handle);
    const auto kept = [this, &handle] {
        const auto reader = m_deployment->plane().database().read();
        return (*reader)->postures.find(handle)->value();
    };
    const qint64 first = m_deployment->clock.now();
    QCOMPARE(kept().reported, first);
    m_deployment->clock.advance(300);
    report(handle);
    QTRY_COMPARE_WITH_TIMEOUT(kept().reported, first + 300, 15'000);
    QCOMPARE(kept().posture.changed, first);
}

ENIGM_TEST_MAIN(MaintenanceTest)
#include "MaintenanceTest.moc"

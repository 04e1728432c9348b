#include "tests/control-plane/api/TestConsole.h"
#include "tests/support/LogGuard.h"

#include <QTest>
#include <QUrl>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;
using fleet::DeviceState;

/// A TLS session that was made while a device was trusted opens nothing afterwards that a fresh one does not.
class DeviceSessionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aResumedSessionIsRefusedAsAFreshOneIs();
};

namespace {

constexpr QByteArrayView checkIn = "POST /device/v1/check-in HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: "
                                   "application/json\r\nContent-Length: 2\r\n\r\n{}";

} // namespace

void DeviceSessionTest::aResumedSessionIsRefusedAsAFreshOneIs()
{
    TestDeployment deployment;
    TestConsole administrator(deployment, u"administrator-1"_s);
    TestConsole approver(deployment, u"approver-1"_s);
    const changes::TargetSet targets = deployment.devices(DeviceState::Trusted);
    const deployment::DeviceIdentity &device = deployment.identity(targets.leaves()[0].handle);
    const TestIdentity peer = TestIdentity::of(device.tlsKey->evp(), device.certificate);
    const auto port = static_cast<quint16>(QUrl(deployment.server().deviceUrl()).port());

    RawTlsClient first(port, {.identity = &peer});
    QCOMPARE(first.exchange(checkIn)->status, 200);
    const auto session = first.session();
    {
        RawTlsClient again(port, {.identity = &peer, .session = session.get()});
        QCOMPARE(again.exchange(checkIn)->status, 200);
        QVERIFY(again.resumed());
    }
    const auto revocation = changeOf(administrator.ask(u"device.revoke"_s, targets));
    QCOMPARE(approver.approve(revocation).status, 201);
    QCOMPARE(deployment.stateOf(targets.leaves()[0].handle), DeviceState::Revoked);

    // The very connection that was open, a resumed one, and a fresh one.
    QCOMPARE(first.exchange(checkIn)->problem(), "device-refused"_ba);
    RawTlsClient resumed(port, {.identity = &peer, .session = session.get()});
    const auto answer = resumed.exchange(checkIn);
    QVERIFY(answer);
    QCOMPARE(answer->status, 403);
    QCOMPARE(answer->problem(), "device-refused"_ba);
    RawTlsClient fresh(port, {.identity = &peer});
    QCOMPARE(fresh.exchange(checkIn)->problem(), "device-refused"_ba);
    QVERIFY(!fresh.resumed());
}

ENIGM_TEST_MAIN(DeviceSessionTest)
#include "DeviceSessionTest.moc"

#include "contract/json/JsonParser.h"
#include "control-plane/store/Transaction.h"
#include "tests/control-plane/api/TestConsole.h"
#include "tests/support/LogGuard.h"
#include "tests/support/LossyVfs.h"

#include <QFileInfo>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::test;
using fleet::DeviceState;

/// The disk of the control plane is full: what reduces risk still happens, from signing in to the entry, and nothing
/// else does.
class FullDiskStoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanupTestCase();
    void approverSignsInAndSuspends();
    void operatorRevokesTheOwnKey();
    void operatorSignsOut();
    void everythingElseIsRefusedWhileTheReserveIsUntouched();
    void everythingIsTakenAgainOnceThereIsRoom();
    void probeSaysSo();

private:
    void fillDisk();
    [[nodiscard]] qint64 heldBack() const;
    [[nodiscard]] changes::TargetSet trusted() { return m_deployment->devices(DeviceState::Trusted); }

    static constexpr qint64 reserve = 4 * 1024 * 1024;
    std::unique_ptr<LossyVfs> m_vfs; ///< outlives the connections
    std::unique_ptr<TestDeployment> m_deployment;
};

void FullDiskStoryTest::initTestCase()
{
    m_vfs = std::make_unique<LossyVfs>();
    m_deployment = std::make_unique<TestDeployment>();
    m_deployment->stop();
    m_deployment->start({.vfs = m_vfs->name(), .reserve = reserve});
}

void FullDiskStoryTest::init()
{
    m_vfs->liftCapacity();
    // Any write finds out that there is room again, and takes the reserve first.
    const auto done = m_deployment->plane().writer().submitAndWait(
        [](controlplane::store::Transaction &transaction) { return transaction.meta.setValue(u"test"_s, "x"_ba); });
    QVERIFY(done);
    QCOMPARE(heldBack(), reserve);
}

void FullDiskStoryTest::cleanupTestCase()
{
    m_deployment.reset();
    m_vfs.reset();
}

qint64 FullDiskStoryTest::heldBack() const
{
    return QFileInfo(m_deployment->directory() + u"/reserve"_s).size();
}

void FullDiskStoryTest::fillDisk()
{
    m_vfs->setCapacity(m_vfs->size() + reserve, m_deployment->directory() + u"/reserve"_s);
}

void FullDiskStoryTest::approverSignsInAndSuspends()
{
    const auto targets = trusted();
    const auto handle = targets.leaves().front().handle;
    QCOMPARE(m_deployment->checkIn(handle)->status, 200);
    const qint64 size = m_deployment->activitySize();
    fillDisk();
    TestConsole approver(*m_deployment, u"approver-1"_s);
    const RawReply asked = approver.ask(u"device.suspend"_s, targets);
    QCOMPARE(slugOf(asked), QByteArray());
    QCOMPARE(memberOf(asked, "state"_L1).text(), u"executed"_s);
    QCOMPARE(slugOf(*m_deployment->checkIn(handle)), "device-refused"_ba);
    QCOMPARE(m_deployment->entries(size),
             QStringList({u"session.started done"_s, u"change.requested done"_s, u"change.executed done"_s}));
}

void FullDiskStoryTest::operatorRevokesTheOwnKey()
{
    TestConsole manager(*m_deployment, u"release-manager-1"_s);
    const QString key = manager.person().key->publicKey().thumbprint();
    fillDisk();
    const changes::RevokeKeyParameters parameters{.operatorId = manager.person().id, .key = key};
    const RawReply asked = manager.ask(u"key.revoke"_s, {}, parameters);
    QCOMPARE(slugOf(asked), QByteArray());
    QCOMPARE(memberOf(asked, "state"_L1).text(), u"executed"_s);
    QCOMPARE(slugOf(manager.get("/v1/session")), "session-ended"_ba);
}

void FullDiskStoryTest::operatorSignsOut()
{
    TestConsole administrator(*m_deployment, u"administrator-1"_s);
    QCOMPARE(administrator.get("/v1/session").status, 200);
    fillDisk();
    QCOMPARE(administrator.send({.method = "DELETE", .target = "/v1/session"}).status, 204);
}

void FullDiskStoryTest::everythingElseIsRefusedWhileTheReserveIsUntouched()
{
    TestConsole administrator(*m_deployment, u"administrator-1"_s);
    TestConsole approver(*m_deployment, u"approver-1"_s);
    const auto targets = trusted();
    const RawReply revocation = administrator.ask(u"device.revoke"_s, targets);
    const json::Value position = memberOf(revocation, "requested"_L1);
    QCOMPARE(approver.signIn(), QByteArray());
    const auto retirement = administrator.sign(administrator.compose(u"device.retire"_s, targets));
    const QByteArray token = administrator.stepUp(retirement.digest());
    const qint64 size = m_deployment->activitySize();
    fillDisk();

    const RawReply asked = administrator.send({.method = "POST",
                                               .target = "/v1/changes",
                                               .body = json::canonical(administrator.submission(retirement, targets)),
                                               .token = token});
    QCOMPARE(asked.status, 507);
    QCOMPARE(slugOf(asked), "storage-full"_ba);
    const QByteArray entry = QByteArray::number(position.object().find("index"_L1)->integer());
    QCOMPARE(slugOf(approver.get("/v1/audit/entries?limit=1&from=" + entry)), "storage-full"_ba);
    QCOMPARE(heldBack(), reserve);
    QCOMPARE(m_deployment->activitySize(), size);
    QCOMPARE(m_deployment->stateOf(targets.leaves().front().handle), DeviceState::Trusted);
}

void FullDiskStoryTest::everythingIsTakenAgainOnceThereIsRoom()
{
    TestConsole administrator(*m_deployment, u"administrator-1"_s);
    TestConsole approver(*m_deployment, u"approver-1"_s);
    fillDisk();
    QCOMPARE(slugOf(administrator.ask(u"device.suspend"_s, trusted())), QByteArray());
    m_vfs->liftCapacity();
    const auto change = changeOf(administrator.ask(u"device.revoke"_s, trusted()));
    QCOMPARE(memberOf(approver.approve(change), "state"_L1).text(), u"executed"_s);
    QCOMPARE(heldBack(), reserve);
}

void FullDiskStoryTest::probeSaysSo()
{
    const auto probe = [this] {
        RawTlsClient client(static_cast<quint16>(m_deployment->server().url().port()));
        m_deployment->clock.advance(controlplane::api::WriteProbe::fresh); // the last answer is no longer good
        return client.exchange("GET /readyz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
    };
    QCOMPARE(probe()->status, 200);
    fillDisk();
    const auto refused = probe();
    QCOMPARE(refused->status, 507);
    QCOMPARE(slugOf(*refused), "storage-full"_ba);
    m_vfs->liftCapacity();
    QCOMPARE(probe()->status, 200);
}

ENIGM_TEST_MAIN(FullDiskStoryTest)
#include "FullDiskStoryTest.moc"

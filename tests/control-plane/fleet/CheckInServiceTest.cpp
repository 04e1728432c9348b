#include "control-plane/fleet/CheckInService.h"

#include "contract/log/ActivityEntry.h"
#include "control-plane/fleet/DeviceCertificateAuthority.h"
#include "control-plane/store/Reader.h"
#include "tests/support/LogGuard.h"
#include "tests/support/plane/LivePlane.h"

#include <QTest>

#include <future>

using namespace Qt::StringLiterals;
using namespace enigm;
using changes::TargetSet;
using controlplane::fleet::CheckInService;
using controlplane::fleet::DeviceCertificateAuthority;
using test::LivePlane;
using test::outcomeOf;
using test::require;
using test::SampleHistory;

/// Devices say that they are there, and are refused from the moment a change says so.
class CheckInServiceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_live.reset(); }

    void aTrustedDeviceIsServed();
    void aDeviceIsRefusedFromTheMomentItsChangeExecuted_data();
    void aDeviceIsRefusedFromTheMomentItsChangeExecuted();
    void aDeviceThatWaitsForAdmissionIsRefused();
    void anotherCertificateForItsHandleIsRefused();
    void whenADeviceWasSeenIsWrittenInBatches();
    void refusalsAreLoggedOnceAMinuteAsCounts();
    void refusalsNameTheDevicesThatProvedWhoTheyAre();

private:
    /// Gives the device a certificate, and answers its DER.
    [[nodiscard]] QByteArray equip(const changes::TargetLeaf &device, bool isKnown = true);
    void flush();

    std::unique_ptr<LivePlane> m_live;
    TargetSet m_devices;
    QByteArray m_certificate; ///< of the first device
};

void CheckInServiceTest::init()
{
    m_live = std::make_unique<LivePlane>();
    m_devices = m_live->admit(2);
    m_certificate = equip(m_devices.leaves()[0]);
}

QByteArray CheckInServiceTest::equip(const changes::TargetLeaf &device, bool isKnown)
{
    const auto &keys = m_live->plane().keys();
    const auto authority = require(DeviceCertificateAuthority::open(keys.deviceCa, keys.deviceCaCertificate));
    const auto key = signing::PrivateKey::generate(signing::PublicKey::Kind::P256);
    const QByteArray spki = key->publicKey().spki();
    const qint64 now = m_live->clock.now();
    if (isKnown) {
        require(m_live->plane().writer().submitAndWait([&](controlplane::store::Transaction &transaction) {
            return transaction.devices.setCertificate(device.handle, signing::sha256(spki),
                                                      m_live->plane().sequencer().nextCursor());
        }));
    }
    return require(authority.issue(device.handle, spki, {.notBefore = now, .notAfter = now + 86'400}));
}

void CheckInServiceTest::flush()
{
    std::promise<Expected<void>> promise;
    auto answer = promise.get_future();
    m_live->plane().checkIns().flush([&promise](const Expected<void> &done) { promise.set_value(done); });
    require(answer.get());
}

void CheckInServiceTest::aTrustedDeviceIsServed()
{
    const auto answer = require(m_live->plane().checkIns().checkIn(m_certificate));
    QCOMPARE(answer.handle, m_devices.leaves()[0].handle);
    QCOMPARE(answer.state, fleet::DeviceState::Trusted);
    QCOMPARE(answer.time, m_live->clock.now());
}

void CheckInServiceTest::aDeviceIsRefusedFromTheMomentItsChangeExecuted_data()
{
    QTest::addColumn<QString>("action");
    QTest::addColumn<QString>("outcome");
    QTest::newRow("suspended") << u"device.suspend"_s << u"device-refused"_s;
    QTest::newRow("revoked") << u"device.revoke"_s << u"device-refused"_s;
    QTest::newRow("replaced") << u"device.replace"_s << u"device-refused"_s;
    QTest::newRow("retired") << u"device.retire"_s << u"device-refused"_s;
    QTest::newRow("restricted") << u"device.restrict"_s << u"accepted"_s;
}

void CheckInServiceTest::aDeviceIsRefusedFromTheMomentItsChangeExecuted()
{
    QFETCH(QString, action);
    QFETCH(QString, outcome);
    auto record = require(m_live->ask(m_live->administrator1, action, m_devices));
    if (record.state == changes::ChangeState::Pending) {
        QCOMPARE(outcomeOf(m_live->plane().checkIns().checkIn(m_certificate)), u"accepted"_s);
        record = require(m_live->approve(m_live->approver1, record));
    }
    QCOMPARE(record.state, changes::ChangeState::Executed);
    QCOMPARE(outcomeOf(m_live->plane().checkIns().checkIn(m_certificate)), outcome);
}

void CheckInServiceTest::aDeviceThatWaitsForAdmissionIsRefused()
{
    const TargetSet waiting = m_live->enrol(1);
    QCOMPARE(outcomeOf(m_live->plane().checkIns().checkIn(equip(waiting.leaves()[0]))), u"device-refused"_s);
}

void CheckInServiceTest::anotherCertificateForItsHandleIsRefused()
{
    auto &checkIns = m_live->plane().checkIns();
    QCOMPARE(outcomeOf(checkIns.checkIn(equip(m_devices.leaves()[0], false))), u"certificate-refused"_s);
    QCOMPARE(outcomeOf(checkIns.checkIn(equip(SampleHistory::makeDevice(), false))), u"certificate-refused"_s);
    QCOMPARE(outcomeOf(checkIns.checkIn(m_live->plane().keys().tlsCertificate)), u"certificate-refused"_s);
    QCOMPARE(outcomeOf(checkIns.checkIn("no certificate")), u"certificate-refused"_s);
}

void CheckInServiceTest::whenADeviceWasSeenIsWrittenInBatches()
{
    const auto lastSeen = [this] {
        return require(require(m_live->plane().database().read())->devices.find(m_devices.leaves()[0].handle))
            ->lastSeen;
    };
    const QStringList before = m_live->activity();
    require(m_live->plane().checkIns().checkIn(m_certificate));
    m_live->clock.advance(5);
    require(m_live->plane().checkIns().checkIn(m_certificate));
    QVERIFY(!lastSeen());
    flush();
    QCOMPARE(lastSeen(), std::optional(m_live->clock.now()));
    QCOMPARE(m_live->activity(), before);
}

void CheckInServiceTest::refusalsAreLoggedOnceAMinuteAsCounts()
{
    require(m_live->ask(m_live->administrator1, u"device.suspend"_s, m_devices));
    const auto before = m_live->activity().size();
    auto &checkIns = m_live->plane().checkIns();
    const auto refuseTwice = [&] {
        for (int i = 0; i < 2; ++i)
            QCOMPARE(outcomeOf(checkIns.checkIn(m_certificate)), u"device-refused"_s);
    };
    const qint64 from = m_live->clock.now();
    refuseTwice();
    flush();
    QCOMPARE(m_live->activity().mid(before), QStringList(u"device.refused refused"_s));
    refuseTwice();
    flush();
    QCOMPARE(m_live->activity().size(), before + 1);
    m_live->clock.advance(CheckInService::refusalInterval);
    refuseTwice();
    flush();
    QCOMPARE(m_live->activity().size(), before + 2);
    const auto record = require(m_live->plane().logs().records(before + 1, before + 2));
    QCOMPARE(
        record.front().body->value,
        json::Value(json::Object{
            {"count"_L1, 4}, {"from"_L1, from}, {"problem"_L1, u"device-refused"_s}, {"to"_L1, m_live->clock.now()}}));
}

void CheckInServiceTest::refusalsNameTheDevicesThatProvedWhoTheyAre()
{
    const QByteArray second = equip(m_devices.leaves()[1]);
    require(m_live->ask(m_live->administrator1, u"device.suspend"_s, m_devices));
    const auto before = m_live->activity().size();
    auto &checkIns = m_live->plane().checkIns();
    const auto refused = checkIns.checkIn(second);
    QCOMPARE(outcomeOf(refused), u"device-refused"_s);
    QVERIFY(refused.error().where.isEmpty());
    for (int i = 0; i < 2; ++i)
        QCOMPARE(outcomeOf(checkIns.checkIn(m_certificate)), u"device-refused"_s);
    QCOMPARE(outcomeOf(checkIns.checkIn(equip(m_devices.leaves()[0], false))), u"certificate-refused"_s);
    flush();
    QMap<QString, QStringList> handles; ///< by problem
    for (const auto &record : require(m_live->plane().logs().records(before, before + 9))) {
        const auto entry = require(log::ActivityEntry::parse(record.leaf));
        handles.insert(record.body->value.object().find("problem"_L1)->text(),
                       QStringList(entry.handles.begin(), entry.handles.end()));
    }
    QStringList both{m_devices.leaves()[0].handle.text(), m_devices.leaves()[1].handle.text()};
    both.sort();
    QCOMPARE(handles.value(u"device-refused"_s), both);
    QCOMPARE(handles.value(u"certificate-refused"_s), QStringList());
}

ENIGM_TEST_MAIN(CheckInServiceTest)
#include "CheckInServiceTest.moc"

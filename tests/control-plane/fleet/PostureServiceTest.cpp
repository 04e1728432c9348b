#include "control-plane/fleet/PostureService.h"

#include "contract/evidence/AuditExport.h"
#include "contract/log/ActivityEntry.h"
#include "control-plane/fleet/DeviceReader.h"
#include "control-plane/store/Reader.h"
#include "tests/control-plane/fleet/EquippedDevice.h"
#include "tests/support/LogGuard.h"

#include <QBuffer>
#include <QTest>

#include <functional>
#include <future>

using namespace Qt::StringLiterals;
using namespace enigm;
using controlplane::fleet::DeviceReader;
using controlplane::fleet::NonceBook;
using controlplane::fleet::PostureService;
using controlplane::fleet::ReportedPosture;
using reports::Posture;
using reports::PostureChange;
using reports::TrustCenter;
using test::EquippedDevice;
using test::LivePlane;
using test::outcomeOf;
using test::require;

/// What a device says of itself is believed to be its word, and kept.
class PostureServiceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void aDeviceThatNeverReportedHasNoPosture();
    void thePostureIsKeptWithItsReport();
    void theSameAgainMovesTheTimeAlone();
    void anotherPostureIsAnotherEntry();
    void whatIsNotTrueIsRefused_data();
    void whatIsNotTrueIsRefused();
    void theCertificateAloneReportsNothing();
    void aNonceServesOnce();
    void whoIsNotServedDoesNotReport();
    void refusalsAreCountedWithTheDevice();
    void aRestlessDeviceFillsNoLog();
    void theHistoryIsBounded();
    void everythingIsThereAfterARestart();
    void theLogVerifiesWithTheReportsInIt();

private:
    [[nodiscard]] PostureService &service() { return m_live->plane().postures(); }
    [[nodiscard]] reports::Report reportOf(const EquippedDevice &device, TrustCenter state = TrustCenter::Protected);
    [[nodiscard]] Expected<PostureService::Taken> handIn(const EquippedDevice &device, const PostureChange &posture);
    /// An honest report over a fresh nonce.
    [[nodiscard]] Expected<PostureService::Taken> report(const EquippedDevice &device,
                                                         TrustCenter state = TrustCenter::Protected);
    void flush();
    /// As operators see it.
    [[nodiscard]] std::optional<ReportedPosture> shown(const EquippedDevice &device);
    [[nodiscard]] QStringList changesLogged() { return m_live->activity().filter(u"posture.changed"_s); }

    std::unique_ptr<LivePlane> m_live;
    std::unique_ptr<EquippedDevice> m_device;
    std::unique_ptr<EquippedDevice> m_other;
};

void PostureServiceTest::init()
{
    m_live = std::make_unique<LivePlane>();
    m_device = std::make_unique<EquippedDevice>(*m_live);
    m_other = std::make_unique<EquippedDevice>(*m_live);
    const auto both = require(changes::TargetSet::make({m_device->leaf, m_other->leaf}));
    m_live->perform(m_live->administrator1, u"device.admit"_s, both, changes::NoParameters{}, {m_live->approver1});
}

void PostureServiceTest::cleanup()
{
    m_other.reset();
    m_device.reset();
    m_live.reset();
}

reports::Report PostureServiceTest::reportOf(const EquippedDevice &device, TrustCenter state)
{
    return {.deployment = m_live->plane().governance().directory()->deploymentId(),
            .handle = device.leaf.handle,
            .body = Posture{.trustCenter = state,
                            .osTrust = reports::OsTrust::Trusted,
                            .integrity = reports::Integrity::Intact,
                            .appSession = reports::AppSession::Active,
                            .findings = {}},
            .time = m_live->clock.now(),
            .nonce = require(m_live->plane().commands().nonce(device.certificate)).bytes};
}

Expected<PostureService::Taken> PostureServiceTest::handIn(const EquippedDevice &device, const PostureChange &posture)
{
    std::promise<Expected<PostureService::Taken>> promise;
    auto taken = promise.get_future();
    service().report(device.certificate, posture,
                     [&promise](const Expected<PostureService::Taken> &answer) { promise.set_value(answer); });
    return taken.get();
}

Expected<PostureService::Taken> PostureServiceTest::report(const EquippedDevice &device, TrustCenter state)
{
    return handIn(device, device.signPosture(reportOf(device, state)));
}

void PostureServiceTest::flush()
{
    std::promise<Expected<void>> promise;
    auto flushed = promise.get_future();
    service().flush([&promise](const Expected<void> &done) { promise.set_value(done); });
    require(flushed.get());
}

std::optional<ReportedPosture> PostureServiceTest::shown(const EquippedDevice &device)
{
    const DeviceReader reader(m_live->plane().database(), m_live->clock, false);
    return require(reader.detail(device.leaf.handle.text())).posture;
}

void PostureServiceTest::aDeviceThatNeverReportedHasNoPosture()
{
    QVERIFY(!shown(*m_device));
    // To have been there is not to have reported.
    require(m_live->plane().checkIns().checkIn(m_device->certificate));
    QVERIFY(!shown(*m_device));
}

void PostureServiceTest::thePostureIsKeptWithItsReport()
{
    const PostureChange posture = m_device->signPosture(reportOf(*m_device, TrustCenter::ReviewRequired));
    const auto taken = require(handIn(*m_device, posture));
    QVERIFY(taken.changed);
    QCOMPARE(taken.time, m_live->clock.now());
    const auto kept = shown(*m_device);
    QVERIFY(kept);
    QCOMPARE(require(Posture::fromJson(kept->report, {})), posture.body());
    QCOMPARE(kept->changed, m_live->clock.now());
    QCOMPARE(kept->reported, m_live->clock.now());
    QVERIFY(!shown(*m_other));
    const auto record = require(m_live->plane().logs().records(kept->entry, kept->entry + 1)).front();
    const auto entry = require(log::ActivityEntry::parse(record.leaf));
    QCOMPARE(entry.action, u"posture.changed"_s);
    QCOMPARE(entry.actor, m_device->leaf.handle.text());
    const auto logged = require(PostureChange::fromJson(record.body->value));
    QCOMPARE(logged.report.jws.compact(), posture.report.jws.compact());
    require(logged.verify(m_device->leaf.key));
}

void PostureServiceTest::theSameAgainMovesTheTimeAlone()
{
    require(report(*m_device));
    const auto first = shown(*m_device);
    m_live->clock.advance(300);
    QVERIFY(!require(report(*m_device)).changed);
    flush();
    const auto second = shown(*m_device);
    QCOMPARE(second->reported, first->reported + 300);
    QCOMPARE(second->changed, first->changed);
    QCOMPARE(second->entry, first->entry);
    QCOMPARE(changesLogged().size(), 1);
    flush(); // nothing is left to write
    QCOMPARE(shown(*m_device)->reported, second->reported);
}

void PostureServiceTest::anotherPostureIsAnotherEntry()
{
    require(report(*m_device));
    m_live->clock.advance(300);
    require(report(*m_device)); // waits to be written
    m_live->clock.advance(300);
    QVERIFY(require(report(*m_device, TrustCenter::Inactive)).changed);
    flush(); // what waited is older
    const auto kept = shown(*m_device);
    QCOMPARE(kept->reported, m_live->clock.now());
    QCOMPARE(kept->changed, m_live->clock.now());
    QCOMPARE(kept->report.object().find("trust_center"_L1)->text(), u"INACTIVE"_s);
    QVERIFY(require(report(*m_device)).changed); // and back
    QCOMPARE(changesLogged(), QStringList(3, u"posture.changed done"_s));
}

void PostureServiceTest::whatIsNotTrueIsRefused_data()
{
    using Change = std::function<void(PostureServiceTest &, reports::Report &)>;
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("outcome");
    const auto row = [](const char *name, const Change &change, const QString &outcome) {
        QTest::newRow(name) << change << outcome;
    };
    row("as it should be", [](auto &, auto &) {}, u"accepted"_s);
    row(
        "another deployment", [](auto &, auto &report) { report.deployment = QByteArray(32, 'x'); },
        u"wrong-deployment"_s);
    row(
        "another device", [](auto &test, auto &report) { report.handle = test.m_other->leaf.handle; },
        u"wrong-device"_s);
    row("a nonce of its own", [](auto &, auto &report) { report.nonce = QByteArray(16, 'x'); }, u"replayed"_s);
    row(
        "a nonce of another device",
        [](auto &test, auto &report) { report.nonce = test.reportOf(*test.m_other).nonce; }, u"replayed"_s);
    row(
        "a nonce that is too old", [](auto &test, auto &) { test.m_live->clock.advance(NonceBook::lifetime + 1); },
        u"replayed"_s);
}

void PostureServiceTest::whatIsNotTrueIsRefused()
{
    QFETCH(const std::function<void(PostureServiceTest &, reports::Report &)>, change);
    QFETCH(const QString, outcome);
    reports::Report said = reportOf(*m_device);
    change(*this, said);
    QCOMPARE(outcomeOf(handIn(*m_device, m_device->signPosture(said))), outcome);
    QCOMPARE(shown(*m_device).has_value(), outcome == u"accepted"_s);
    QCOMPARE(changesLogged().size(), outcome == u"accepted"_s ? 1 : 0);
}

void PostureServiceTest::theCertificateAloneReportsNothing()
{
    const auto said = reportOf(*m_device);
    PostureChange forged = m_other->signPosture(said);
    QCOMPARE(outcomeOf(handIn(*m_device, forged)), u"unknown-key"_s);
    forged.key = m_device->key->publicKey();
    QCOMPARE(outcomeOf(handIn(*m_device, forged)), u"unknown-key"_s);
    const QByteArray honest = m_device->signPosture(said).report.jws.compact();
    const QByteArray foreign = forged.report.jws.compact();
    forged.report = require(
        reports::SignedReport::parse(honest.first(honest.lastIndexOf('.')) + foreign.sliced(foreign.lastIndexOf('.'))));
    QCOMPARE(outcomeOf(handIn(*m_device, forged)), u"bad-signature"_s);
    // The key without the certificate that the device was given reports nothing either.
    EquippedDevice impostor = *m_device;
    impostor.certificate = m_device->otherCertificate(*m_live);
    QCOMPARE(outcomeOf(handIn(impostor, m_device->signPosture(said))), u"certificate-refused"_s);
    QVERIFY(!shown(*m_device));
    // None of it used up the nonce.
    require(handIn(*m_device, m_device->signPosture(said)));
}

void PostureServiceTest::aNonceServesOnce()
{
    const PostureChange posture = m_device->signPosture(reportOf(*m_device));
    require(handIn(*m_device, posture));
    QCOMPARE(outcomeOf(handIn(*m_device, posture)), u"replayed"_s);
}

void PostureServiceTest::whoIsNotServedDoesNotReport()
{
    const EquippedDevice waiting(*m_live);
    QCOMPARE(outcomeOf(report(waiting)), u"device-refused"_s);
    require(report(*m_device));
    const auto one =
        test::SampleHistory::inState(require(changes::TargetSet::make({m_device->leaf})), fleet::DeviceState::Trusted);
    require(m_live->ask(m_live->administrator1, u"device.suspend"_s, one));
    QCOMPARE(outcomeOf(report(*m_device, TrustCenter::Inactive)), u"device-refused"_s);
    // What it said last stays its last word.
    QCOMPARE(shown(*m_device)->report.object().find("trust_center"_L1)->text(), u"PROTECTED"_s);
}

void PostureServiceTest::refusalsAreCountedWithTheDevice()
{
    reports::Report said = reportOf(*m_device);
    said.nonce = QByteArray(16, 'x');
    QCOMPARE(outcomeOf(handIn(*m_device, m_device->signPosture(said))), u"replayed"_s);
    const auto before = m_live->activity().size();
    std::promise<void> flushed;
    m_live->plane().checkIns().flushAll([&flushed](const Expected<void> &) { flushed.set_value(); });
    flushed.get_future().wait();
    QCOMPARE(m_live->activity().mid(before), QStringList(u"device.refused refused"_s));
    const auto record = require(m_live->plane().logs().records(before, before + 1)).front();
    QCOMPARE(record.body->value.object().find("problem"_L1)->text(), u"replayed"_s);
    QCOMPARE(require(log::ActivityEntry::parse(record.leaf)).handles,
             std::vector<QString>{m_device->leaf.handle.text()});
}

void PostureServiceTest::aRestlessDeviceFillsNoLog()
{
    const auto next = [](TrustCenter state) {
        return state == TrustCenter::Protected ? TrustCenter::ReviewRequired : TrustCenter::Protected;
    };
    TrustCenter state = TrustCenter::Protected;
    for (qint64 i = 0; i < PostureService::mostChanges; ++i, state = next(state))
        QVERIFY(require(report(*m_device, state)).changed);
    QCOMPARE(outcomeOf(report(*m_device, state)), u"rate-limited"_s);
    QVERIFY(!require(report(*m_device, next(state))).changed); // what it said last it may repeat
    require(report(*m_other));
    m_live->clock.advance(PostureService::window);
    QVERIFY(require(report(*m_device, state)).changed);
    QCOMPARE(changesLogged().size(), PostureService::mostChanges + 2);
}

void PostureServiceTest::theHistoryIsBounded()
{
    using controlplane::store::PostureStore;
    const auto &handle = m_device->leaf.handle;
    require(
        m_live->plane().writer().submitAndWait([&](controlplane::store::Transaction &transaction) -> Expected<void> {
            for (int i = 0; i < PostureStore::mostChanges + 5; ++i) {
                if (auto done = transaction.postures.set(handle, {.posture = "{}", .position = i, .changed = i}); !done)
                    return done;
            }
            return {};
        }));
    const auto reader = require(m_live->plane().database().read());
    const auto kept = require(reader->postures.changes(handle));
    QCOMPARE(kept.size(), std::size_t(PostureStore::mostChanges));
    QCOMPARE(kept.front().position, PostureStore::mostChanges + 4);
    QCOMPARE(kept.back().position, 5);
    QCOMPARE(require(reader->postures.countSince(handle, PostureStore::mostChanges)), 4);
}

void PostureServiceTest::everythingIsThereAfterARestart()
{
    require(report(*m_device, TrustCenter::ReviewRequired));
    const auto before = shown(*m_device);
    m_live->restart();
    const auto after = shown(*m_device);
    QCOMPARE(after->report, before->report);
    QCOMPARE(after->entry, before->entry);
    QVERIFY(!require(report(*m_device, TrustCenter::ReviewRequired)).changed);
}

void PostureServiceTest::theLogVerifiesWithTheReportsInIt()
{
    require(report(*m_device));
    require(report(*m_other, TrustCenter::Inactive));
    require(report(*m_device, TrustCenter::ReviewRequired));
    QByteArray exported = m_live->exportLog();
    QBuffer buffer(&exported);
    QVERIFY(buffer.open(QIODevice::ReadOnly));
    const auto deployment = m_live->plane().governance().directory()->deploymentId();
    const auto verdict = require(evidence::verifyAuditExport(buffer, deployment));
    QCOMPARE(verdict.activitySize, qint64(m_live->activity().size()));
    QCOMPARE(verdict.changesUnproven, 0);
}

ENIGM_TEST_MAIN(PostureServiceTest)
#include "PostureServiceTest.moc"

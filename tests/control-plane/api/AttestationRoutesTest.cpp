#include "contract/encoding/Base64Url.h"
#include "contract/json/JsonParser.h"
#include "control-plane/feed/FeedReader.h"
#include "tests/control-plane/api/AttestationTestBed.h"
#include "tests/support/LogGuard.h"
#include "tests/support/history/Require.h"

#include <QTest>

#include <algorithm>
#include <functional>
#include <future>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::test;
using fleet::DeviceHandle;
using fleet::DeviceState;
using simulator::Misbehaviour;
using simulator::Reply;

/// Devices attest again, because it is time or because somebody asks, over real mutual TLS; what does not hold is kept
/// as what it is, and no device is moved by it.
class AttestationRoutesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_bed = std::make_unique<AttestationTestBed>(80); }
    void whatIsAskedForIsAnswered();
    void theFeedAndTheTimelineTellOfIt();
    void aLieIsKeptAsWhatItIs_data();
    void aLieIsKeptAsWhatItIs();
    void whatIsNotTheDevicesOwnIsNotKept_data();
    void whatIsNotTheDevicesOwnIsNotKept();
    void anotherChainThanWasSignedIsRefused();
    void aPhoneThatNamesItselfIsRefused();
    void whoIsNotServedDoesNotAttest_data();
    void whoIsNotServedDoesNotAttest();
    void whoMayAsk_data();
    void whoMayAsk();
    void whomNobodyKnowsNobodyAsks();
    void aRestlessDeviceFillsNoLog();
    void whatIsOldIsDueAndThenStale();

private:
    [[nodiscard]] TestDeployment &deployment() { return m_bed->deployment(); }
    void lapse();

    std::unique_ptr<AttestationTestBed> m_bed;
};

void AttestationRoutesTest::lapse()
{
    std::promise<Expected<void>> promise;
    deployment().plane().attestationRequests().lapse(
        [&promise](const Expected<void> &done) { promise.set_value(done); });
    require(promise.get_future().get());
}

void AttestationRoutesTest::whatIsAskedForIsAnswered()
{
    const DeviceHandle device = m_bed->freshDevice();
    QVERIFY(!m_bed->dueSince(device));
    const qint64 enrolled = m_bed->shown(device).find("attested"_L1)->integer();
    deployment().clock.advance(100);
    const qint64 size = deployment().activitySize();
    const RawReply asked = m_bed->askFor(u"administrator-1"_s, {device});
    QCOMPARE(asked.status, 200);
    QCOMPARE(memberOf(asked, "asked"_L1).array().size(), 1U);
    QCOMPARE(m_bed->entries(size), QStringList(u"device.attest done"_s));
    // Asked for is not done.
    QCOMPARE(m_bed->shown(device).find("attestation_asked"_L1)->integer(), deployment().clock.now());
    QCOMPARE(m_bed->shown(device).find("attested"_L1)->integer(), enrolled);
    QCOMPARE(m_bed->dueSince(device), std::optional(deployment().clock.now()));

    deployment().clock.advance(60);
    const Reply reply = m_bed->attest(device);
    QVERIFY2(!reply.problem, reply.problem ? qPrintable(reply.problem->toString()) : "");
    const json::Object after = m_bed->shown(device);
    QVERIFY(after.find("attestation_asked"_L1)->isNull());
    QCOMPARE(after.find("attested"_L1)->integer(), deployment().clock.now());
    QCOMPARE(after.find("attestation"_L1)->text(), u"verified"_s);
    QVERIFY(after.find("enrolled"_L1)->integer() < deployment().clock.now());
    QVERIFY(!m_bed->dueSince(device));
    // The same again is no news.
    QCOMPARE(m_bed->entries(size), QStringList(u"device.attest done"_s));
}

void AttestationRoutesTest::theFeedAndTheTimelineTellOfIt()
{
    const DeviceHandle device = m_bed->freshDevice();
    const controlplane::feed::FeedReader feed(deployment().plane().database(), deployment().plane().checkpoints());
    auto news = [&, cursor = feed.cursor()]() mutable {
        const auto event = require(feed.since(cursor));
        cursor = event.cursor;
        return event.concernsDevice(device);
    };
    QVERIFY(!news());
    QCOMPARE(m_bed->askFor(u"administrator-1"_s, {device}).status, 200);
    QVERIFY(news());
    deployment().clock.advance(10);
    QVERIFY(!m_bed->attest(device).problem);
    QVERIFY(news());
    deployment().clock.advance(10);
    QVERIFY(m_bed->attest(device, Misbehaviour::UnlockedBootLoader).problem);
    QVERIFY(news());
    const json::Value timeline =
        m_bed->console(u"reviewer-1"_s).getJson("/v1/devices/" + device.text().toLatin1() + "/timeline?limit=1");
    const json::Object newest = timeline.object().find("items"_L1)->array().front().object();
    QCOMPARE(newest.find("kind"_L1)->text(), u"attested"_s);
    QCOMPARE(newest.find("state"_L1)->text(), u"ineligible-build"_s);
    QVERIFY(!newest.find("entry"_L1)->isNull());
    QCOMPARE(newest.find("time"_L1)->integer(), deployment().clock.now());
}

void AttestationRoutesTest::aLieIsKeptAsWhatItIs_data()
{
    QTest::addColumn<Misbehaviour>("lie");
    QTest::addColumn<QString>("outcome");
    QTest::addColumn<QString>("reason");
    QTest::newRow("a chain of another occasion")
        << Misbehaviour::ReplayedChain << u"replay-attempt"_s << u"challenge"_s;
    QTest::newRow("a chain for another device")
        << Misbehaviour::OtherKeysChain << u"replay-attempt"_s << u"challenge"_s;
    QTest::newRow("an unlocked boot loader")
        << Misbehaviour::UnlockedBootLoader << u"ineligible-build"_s << u"unlocked"_s;
    QTest::newRow("foreign hardware") << Misbehaviour::ForeignRoot << u"invalid-trust-chain"_s << u"root"_s;
}

void AttestationRoutesTest::aLieIsKeptAsWhatItIs()
{
    QFETCH(const Misbehaviour, lie);
    QFETCH(const QString, outcome);
    QFETCH(const QString, reason);
    const DeviceHandle device = m_bed->freshDevice();
    QVERIFY(!m_bed->attest(device).problem);
    const qint64 size = deployment().activitySize();
    for (int again = 0; again < 2; ++again) {
        deployment().clock.advance(10);
        const Reply reply = m_bed->attest(device, lie);
        QVERIFY(reply.problem);
        QCOMPARE(problemSlug(reply.problem->type), u"attestation-rejected"_s);
        QCOMPARE(reply.problem->where, reason);
        QCOMPARE(m_bed->outcome(device), outcome);
        QCOMPARE(m_bed->reason(device), reason);
        QCOMPARE(m_bed->shown(device).find("attested"_L1)->integer(), deployment().clock.now());
    }
    QCOMPARE(m_bed->entries(size), QStringList(u"attestation.judged refused"_s)); // once
    QCOMPARE(deployment().stateOf(device), DeviceState::Trusted);
    // What nothing vouches for is not believed, whatever a rule for groups makes of it.
    const bool isBelieved = outcome == "ineligible-build"_L1;
    QCOMPARE(m_bed->shown(device).find("patch"_L1)->isNull(), !isBelieved);
    QVERIFY(!m_bed->attest(device).problem);
    QCOMPARE(m_bed->outcome(device), u"verified"_s);
    QCOMPARE(m_bed->entries(size), QStringList({u"attestation.judged refused"_s, u"attestation.judged done"_s}));
}

void AttestationRoutesTest::whatIsNotTheDevicesOwnIsNotKept_data()
{
    QTest::addColumn<Misbehaviour>("lie");
    QTest::addColumn<QString>("slug");
    QTest::newRow("the certificate alone") << Misbehaviour::ForgeReport << u"unknown-key"_s;
    QTest::newRow("a nonce of its own") << Misbehaviour::ForeignNonce << u"replayed"_s;
}

void AttestationRoutesTest::whatIsNotTheDevicesOwnIsNotKept()
{
    QFETCH(const Misbehaviour, lie);
    QFETCH(const QString, slug);
    const DeviceHandle device = m_bed->freshDevice();
    const json::Object before = m_bed->shown(device);
    deployment().clock.advance(10);
    const Reply reply = m_bed->attest(device, lie);
    QVERIFY(reply.problem);
    QCOMPARE(problemSlug(reply.problem->type), slug);
    const json::Object after = m_bed->shown(device);
    for (const auto member : {"attestation"_L1, "attested"_L1, "attestation_facts"_L1})
        QCOMPARE(*after.find(member), *before.find(member));
}

void AttestationRoutesTest::anotherChainThanWasSignedIsRefused()
{
    const DeviceHandle device = m_bed->freshDevice();
    const auto first = require(m_bed->hardware().makeDevice({.challenge = QByteArray(32, 'a')})).chain;
    const auto second = require(m_bed->hardware().makeDevice({.challenge = QByteArray(32, 'a')})).chain;
    const auto &key = *deployment().identity(device).attestedKey;
    const reports::Report report{.deployment = deployment().file().deployment,
                                 .handle = device,
                                 .body = reports::FreshAttestation::of(first),
                                 .time = deployment().clock.now(),
                                 .nonce = QByteArray(16, 'n')};
    const enrollment::AttestationClaim claim{
        .chain = second,
        .attested = {.key = key.publicKey(), .report = require(reports::SignedReport::sign(report, key))}};
    const auto reply = deployment().ask(device, "POST", "/device/v1/attestations", json::canonical(claim.toJson()));
    QCOMPARE(slugOf(*reply), "body-mismatch"_ba);
}

void AttestationRoutesTest::aPhoneThatNamesItselfIsRefused()
{
    const DeviceHandle device = m_bed->freshDevice();
    const auto nonce = require(json::parse(deployment().ask(device, "POST", "/device/v1/nonces", "{}")->body));
    const QByteArray bytes = require(encoding::fromBase64Url(nonce.object().find("nonce"_L1)->text().toLatin1()));
    const auto &key = *deployment().identity(device).attestedKey;
    const QByteArray deploymentId = deployment().file().deployment;
    const auto chain =
        require(m_bed->hardware().makeDevice(
                    {.challenge = enrollment::attestationChallenge(deploymentId, bytes, key.publicKey().thumbprint()),
                     .serialNumber = "R58N12ABCDE"_ba,
                     .createdAt = deployment().clock.now()}))
            .chain;
    const reports::Report report{.deployment = deploymentId,
                                 .handle = device,
                                 .body = reports::FreshAttestation::of(chain),
                                 .time = deployment().clock.now(),
                                 .nonce = bytes};
    const enrollment::AttestationClaim claim{
        .chain = chain,
        .attested = {.key = key.publicKey(), .report = require(reports::SignedReport::sign(report, key))}};
    const json::Object before = m_bed->shown(device);
    deployment().clock.advance(10);
    const auto reply = deployment().ask(device, "POST", "/device/v1/attestations", json::canonical(claim.toJson()));
    QCOMPARE(slugOf(*reply), "direct-identifier"_ba);
    QCOMPARE(*m_bed->shown(device).find("attested"_L1), *before.find("attested"_L1));
}

void AttestationRoutesTest::whoIsNotServedDoesNotAttest_data()
{
    QTest::addColumn<QString>("action");
    QTest::addColumn<bool>("isServed");
    QTest::newRow("restricted") << u"device.restrict"_s << true;
    QTest::newRow("suspended") << u"device.suspend"_s << false;
    QTest::newRow("revoked") << u"device.revoke"_s << false;
    QTest::newRow("retired") << u"device.retire"_s << false;
}

void AttestationRoutesTest::whoIsNotServedDoesNotAttest()
{
    QFETCH(const QString, action);
    QFETCH(const bool, isServed);
    const auto targets = deployment().devices(DeviceState::Trusted);
    const DeviceHandle device = targets.leaves().front().handle;
    m_bed->perform(action, targets);
    const RawReply asked = m_bed->askFor(u"administrator-1"_s, {device});
    QCOMPARE(memberOf(asked, isServed ? "asked"_L1 : "passed_over"_L1).array().size(), 1U);
    const Reply reply = m_bed->attest(device);
    QCOMPARE(!reply.problem, isServed);
    if (!isServed)
        QCOMPARE(problemSlug(reply.problem->type), u"device-refused"_s);
}

void AttestationRoutesTest::whoMayAsk_data()
{
    QTest::addColumn<QString>("person");
    QTest::addColumn<bool>("may");
    QTest::newRow("administrator") << u"administrator-2"_s << true;
    QTest::newRow("approver") << u"approver-1"_s << false;
    QTest::newRow("reviewer") << u"reviewer-1"_s << false;
    QTest::newRow("release manager") << u"release-manager-1"_s << false;
}

void AttestationRoutesTest::whoMayAsk()
{
    QFETCH(const QString, person);
    QFETCH(const bool, may);
    const DeviceHandle device = m_bed->freshDevice();
    const RawReply reply = m_bed->askFor(person, {device});
    QCOMPARE(slugOf(reply), may ? QByteArray() : "not-permitted"_ba);
    QCOMPARE(m_bed->shown(device).find("attestation_asked"_L1)->isNull(), !may);
}

void AttestationRoutesTest::whomNobodyKnowsNobodyAsks()
{
    const DeviceHandle device = m_bed->freshDevice();
    const DeviceHandle nobody = DeviceHandle::fromBytes(fleet::HandleAudience::Console, {'x'});
    QCOMPARE(slugOf(m_bed->askFor(u"administrator-1"_s, {device, nobody})), "not-found"_ba);
    QVERIFY(m_bed->shown(device).find("attestation_asked"_L1)->isNull()); // nor anybody beside
    QCOMPARE(slugOf(m_bed->askFor(u"administrator-1"_s, {})), "out-of-range"_ba);
}

void AttestationRoutesTest::aRestlessDeviceFillsNoLog()
{
    const DeviceHandle device = m_bed->freshDevice();
    const qint64 size = deployment().activitySize();
    constexpr auto most = controlplane::enrollment::AttestationService::mostChanges;
    for (qint64 change = 0; change < most; ++change)
        (void)m_bed->attest(device, change % 2 == 0 ? Misbehaviour::ReplayedChain : Misbehaviour::None);
    QCOMPARE(m_bed->entries(size).size(), most);
    const Reply reply = m_bed->attest(device, Misbehaviour::ReplayedChain);
    QCOMPARE(problemSlug(reply.problem->type), u"rate-limited"_s);
    QCOMPARE(m_bed->entries(size).size(), most);
    deployment().clock.advance(controlplane::enrollment::AttestationService::window + 1);
    (void)m_bed->attest(device, Misbehaviour::ReplayedChain);
    QCOMPARE(m_bed->outcome(device), u"replay-attempt"_s);
}

// Last: the clock goes on for weeks.
void AttestationRoutesTest::whatIsOldIsDueAndThenStale()
{
    constexpr qint64 week = 7 * 86'400;
    const DeviceHandle punctual = m_bed->freshDevice();
    const DeviceHandle away = m_bed->freshDevice();
    QVERIFY(!m_bed->attest(punctual).problem);
    QVERIFY(!m_bed->attest(away).problem);
    const qint64 attested = deployment().clock.now();
    m_bed->advance(week - 1);
    QVERIFY(!m_bed->dueSince(punctual));
    deployment().clock.advance(1);
    QCOMPARE(m_bed->dueSince(punctual), std::optional(attested + week));
    QVERIFY(!m_bed->attest(punctual).problem);
    QVERIFY(!m_bed->dueSince(punctual));
    m_bed->advance(week);
    const qint64 size = deployment().activitySize();
    lapse();
    QCOMPARE(m_bed->outcome(away), u"verified"_s); // twice as old and no older
    deployment().clock.advance(1);
    lapse();
    QCOMPARE(m_bed->outcome(away), u"stale-attestation"_s);
    QCOMPARE(m_bed->reason(away), u"lapsed"_s);
    QCOMPARE(m_bed->outcome(punctual), u"verified"_s);
    QCOMPARE(m_bed->shown(away).find("attested"_L1)->integer(), attested); // that was when
    QCOMPARE(deployment().stateOf(away), DeviceState::Trusted);
    QVERIFY(m_bed->entries(size).contains(u"attestation.lapsed refused"_s));
    QVERIFY(!m_bed->attest(away).problem);
    QCOMPARE(m_bed->outcome(away), u"verified"_s);
    QCOMPARE(m_bed->entries(size).last(), u"attestation.judged done"_s);
}

ENIGM_TEST_MAIN(AttestationRoutesTest)
#include "AttestationRoutesTest.moc"

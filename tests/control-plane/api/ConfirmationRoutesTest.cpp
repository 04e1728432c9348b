#include "contract/json/JsonParser.h"
#include "contract/json/ObjectReader.h"
#include "contract/reports/PolicyConfirmation.h"
#include "control-plane/policy/ConfirmationService.h"
#include "control-plane/store/Reader.h"
#include "tests/control-plane/api/CommandedDevices.h"
#include "tests/control-plane/api/PublishedPolicies.h"
#include "tests/support/LogGuard.h"
#include "tests/support/history/Require.h"

#include <QTest>

#include <functional>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::test;
using controlplane::policy::ConfirmationService;
using fleet::DeviceHandle;
using fleet::DeviceState;
using reports::HeldPolicies;
using reports::HeldPolicy;
using reports::PolicyConfirmation;

/// A device says which policies hold there, over real mutual TLS, up to what every operator reads; and what is not
/// taken for it.
class ConfirmationRoutesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void whatADeviceConfirmsIsRead();
    void theNextVersionIsConfirmedAnew();
    void aWipedDeviceBeginsAnew();
    void whatIsNotTrueIsRefused_data();
    void whatIsNotTrueIsRefused();
    void noDeviceHoldsWhatItCannotHave_data();
    void noDeviceHoldsWhatItCannotHave();
    void theCertificateAloneConfirmsNothing();
    void aConfirmationIsTakenOnce();
    void whoIsNotServedConfirmsNothing();
    void aRestlessDeviceFillsNoLog();
    void nothingElseIsTaken_data();
    void nothingElseIsTaken();

private:
    /// A trusted device that no other test has used.
    [[nodiscard]] DeviceHandle freshDevice();
    [[nodiscard]] qint64 executionOf(const QString &change);
    /// As the policy stands now.
    [[nodiscard]] HeldPolicy held(const QString &policy = u"0197f9a0-0000-7000-8000-000000000001"_s);
    [[nodiscard]] QByteArray nonceFor(const DeviceHandle &handle);
    [[nodiscard]] reports::Report reportOf(const DeviceHandle &handle, std::vector<HeldPolicy> policies);
    [[nodiscard]] json::Value signedBy(const signing::PrivateKey &key, const reports::Report &report) const;
    [[nodiscard]] RawReply handIn(const DeviceHandle &handle, const json::Value &body);
    /// Signed by its attested key.
    [[nodiscard]] RawReply confirm(const DeviceHandle &handle, std::vector<HeldPolicy> policies);
    [[nodiscard]] json::Object shown(const DeviceHandle &handle);
    /// How many entries say so; sessions and refusals are logged meanwhile, too.
    [[nodiscard]] qsizetype confirmedSince(qint64 size)
    {
        return m_deployment->entries(size).count(u"policies.confirmed done"_s);
    }
    [[nodiscard]] QString stateOf(const DeviceHandle &handle) { return shown(handle).find("policy_state"_L1)->text(); }

    std::unique_ptr<TestDeployment> m_deployment;
    std::optional<changes::PolicyStanding> m_standing;
    int m_used = 0;
};

namespace {

const QString policyId = u"0197f9a0-0000-7000-8000-000000000001"_s;
const QString nobodysId = u"0197f9a0-0000-7000-8000-000000000002"_s;
const QByteArray path = "/device/v1/reports/policies";

policy::PolicyDocument requiring(policy::PathState state, const QString &name = u"Paths"_s)
{
    policy::PolicyDocument document{.kind = policy::PolicyKind::NetworkPath, .name = name, .rules = {}};
    document.settings.of(policy::NetworkPath::VpnNetwork) = state;
    return document;
}

} // namespace

void ConfirmationRoutesTest::initTestCase()
{
    m_deployment = std::make_unique<TestDeployment>(60);
    TestConsole administrator(*m_deployment, u"administrator-1"_s);
    TestConsole approver(*m_deployment, u"approver-1"_s);
    m_standing = publishAndAssign(administrator, approver, policyId, requiring(policy::PathState::Optional));
    publishAndAssign(administrator, approver, nobodysId, requiring(policy::PathState::Off, u"Nobody's"_s),
                     std::vector<QString>());
}

DeviceHandle ConfirmationRoutesTest::freshDevice()
{
    ++m_used;
    return m_deployment->devices(DeviceState::Trusted, m_used).leaves().back().handle;
}

qint64 ConfirmationRoutesTest::executionOf(const QString &change)
{
    const auto reader = require(m_deployment->plane().database().read());
    return require(reader->changes.find(change))->executed->index;
}

HeldPolicy ConfirmationRoutesTest::held(const QString &policy)
{
    const auto reader = require(m_deployment->plane().database().read());
    const auto row = require(reader->policies.find(policy));
    const auto version = require(reader->policies.version(policy, row->version));
    return {.policy = policy,
            .version = row->version,
            .digest = version->digest,
            .inForce = executionOf(row->inForceBy),
            .assigned = row->assignedBy.isEmpty() ? executionOf(row->inForceBy) : executionOf(row->assignedBy)};
}

QByteArray ConfirmationRoutesTest::nonceFor(const DeviceHandle &handle)
{
    const auto reply = m_deployment->ask(handle, "POST", "/device/v1/nonces", "{}");
    json::ObjectReader reader(require(json::parse(reply->body)));
    return reader.bytes("nonce"_L1, 16);
}

reports::Report ConfirmationRoutesTest::reportOf(const DeviceHandle &handle, std::vector<HeldPolicy> policies)
{
    return {.deployment = m_deployment->file().deployment,
            .handle = handle,
            .body = HeldPolicies{.policies = std::move(policies)},
            .time = m_deployment->clock.now(),
            .nonce = nonceFor(handle)};
}

json::Value ConfirmationRoutesTest::signedBy(const signing::PrivateKey &key, const reports::Report &report) const
{
    return json::Object{
        {"key"_L1, key.publicKey().jwk()},
        {"report"_L1, QString::fromLatin1(require(reports::SignedReport::sign(report, key)).jws.compact())}};
}

RawReply ConfirmationRoutesTest::handIn(const DeviceHandle &handle, const json::Value &body)
{
    return *m_deployment->ask(handle, "POST", path, json::canonical(body));
}

RawReply ConfirmationRoutesTest::confirm(const DeviceHandle &handle, std::vector<HeldPolicy> policies)
{
    return handIn(handle, signedBy(*m_deployment->identity(handle).attestedKey, reportOf(handle, std::move(policies))));
}

json::Object ConfirmationRoutesTest::shown(const DeviceHandle &handle)
{
    TestConsole console(*m_deployment, u"reviewer-1"_s);
    return console.getJson("/v1/devices/" + handle.text().toLatin1()).object();
}

void ConfirmationRoutesTest::whatADeviceConfirmsIsRead()
{
    const DeviceHandle device = freshDevice();
    QCOMPARE(stateOf(device), u"unconfirmed"_s);
    QVERIFY(shown(device).find("policies"_L1)->isNull());
    const qint64 size = m_deployment->activitySize();
    const RawReply none = confirm(device, {});
    QCOMPARE(none.status, 200);
    QCOMPARE(stateOf(device), u"outdated"_s);
    const RawReply taken = confirm(device, {held()});
    QCOMPARE(taken.status, 200);
    QCOMPARE(memberOf(taken, "changed"_L1), json::Value(true));
    QCOMPARE(confirmedSince(size), 2);
    const json::Object told = shown(device).find("policies"_L1)->object();
    QCOMPARE(*told.find("report"_L1), HeldPolicies{.policies = {held()}}.toJson());
    QCOMPARE(m_deployment->entries(told.find("entry"_L1)->integer()).first(), u"policies.confirmed done"_s);
    QCOMPARE(stateOf(device), u"current"_s);
    // The same again is nothing new.
    QCOMPARE(memberOf(confirm(device, {held()}), "changed"_L1), json::Value(false));
    QCOMPARE(confirmedSince(size), 2);
}

void ConfirmationRoutesTest::theNextVersionIsConfirmedAnew()
{
    const DeviceHandle device = freshDevice();
    const HeldPolicy first = held();
    QCOMPARE(confirm(device, {first}).status, 200);
    QCOMPARE(stateOf(device), u"current"_s);
    TestConsole administrator(*m_deployment, u"administrator-1"_s);
    TestConsole approver(*m_deployment, u"approver-1"_s);
    m_standing = publishNext(administrator, approver, *m_standing, requiring(policy::PathState::Required));
    QCOMPARE(stateOf(device), u"outdated"_s);
    QCOMPARE(confirm(device, {first}).status, 200); // which it may still hold
    QCOMPARE(stateOf(device), u"outdated"_s);
    QCOMPARE(confirm(device, {held()}).status, 200);
    QCOMPARE(stateOf(device), u"current"_s);
}

void ConfirmationRoutesTest::aWipedDeviceBeginsAnew()
{
    const CommandedDevices devices(*m_deployment);
    const CommandedDevices::Sent sent = devices.send(u"device.wipe"_s);
    QCOMPARE(confirm(sent.handle, {held()}).status, 200);
    QCOMPARE(stateOf(sent.handle), u"current"_s);
    QCOMPARE(devices.handIn(sent.handle, devices.signedBy(sent.handle, devices.reportOn(sent))).status, 200);
    QCOMPARE(stateOf(sent.handle), u"unconfirmed"_s);
    QVERIFY(shown(sent.handle).find("policies"_L1)->isNull());
}

void ConfirmationRoutesTest::whatIsNotTrueIsRefused_data()
{
    using Change = std::function<void(ConfirmationRoutesTest &, reports::Report &)>;
    QTest::addColumn<Change>("change");
    QTest::addColumn<QByteArray>("slug");
    const auto row = [](const char *name, const Change &change, const QByteArray &slug) {
        QTest::newRow(name) << change << slug;
    };
    row(
        "another deployment", [](auto &, auto &report) { report.deployment = QByteArray(32, 'x'); },
        "wrong-deployment");
    row("another device", [](auto &test, auto &report) { report.handle = test.freshDevice(); }, "wrong-device");
    row(
        "another device's nonce", [](auto &test, auto &report) { report.nonce = test.nonceFor(test.freshDevice()); },
        "replayed");
    row("a nonce of its own", [](auto &, auto &report) { report.nonce = QByteArray(16, 'x'); }, "replayed");
    row(
        "its posture",
        [](auto &, auto &report) {
            report.body = reports::Posture{.trustCenter = reports::TrustCenter::Protected, .findings = {}};
        },
        "out-of-range");
}

void ConfirmationRoutesTest::whatIsNotTrueIsRefused()
{
    QFETCH(const std::function<void(ConfirmationRoutesTest &, reports::Report &)>, change);
    QFETCH(const QByteArray, slug);
    const DeviceHandle device = freshDevice();
    reports::Report report = reportOf(device, {held()});
    change(*this, report);
    const qint64 size = m_deployment->activitySize();
    QCOMPARE(slugOf(handIn(device, signedBy(*m_deployment->identity(device).attestedKey, report))), slug);
    QCOMPARE(confirmedSince(size), 0);
    QCOMPARE(stateOf(device), u"unconfirmed"_s);
}

void ConfirmationRoutesTest::noDeviceHoldsWhatItCannotHave_data()
{
    using Change = std::function<void(ConfirmationRoutesTest &, HeldPolicy &)>;
    QTest::addColumn<Change>("change");
    const auto row = [](const char *name, const Change &change) { QTest::newRow(name) << change; };
    row("a version that nobody published", [](auto &, HeldPolicy &held) { held.version += 1; });
    row("another document", [](auto &, HeldPolicy &held) { held.digest = QByteArray(32, 'x'); });
    row("a policy that there is not",
        [](auto &, HeldPolicy &held) { held.policy = u"0197f9a0-0000-7000-8000-00000000000f"_s; });
    row("put in force by the founding", [](auto &, HeldPolicy &held) { held.inForce = 0; });
    row("put in force by its assignment", [](auto &, HeldPolicy &held) { held.inForce = held.assigned; });
    row("put in force by another policy's change",
        [](auto &test, HeldPolicy &held) { held.inForce = test.held(nobodysId).inForce; });
    row("assigned by what published it", [](auto &, HeldPolicy &held) { held.assigned = held.inForce; });
    row("assigned by nothing", [](auto &test, HeldPolicy &held) { held.assigned = test.m_deployment->activitySize(); });
    row("assigned by another policy's change", [](auto &test, HeldPolicy &held) {
        const qint64 assigned = held.assigned;
        held = test.held(nobodysId);
        held.assigned = assigned;
    });
}

void ConfirmationRoutesTest::noDeviceHoldsWhatItCannotHave()
{
    QFETCH(const std::function<void(ConfirmationRoutesTest &, HeldPolicy &)>, change);
    const DeviceHandle device = freshDevice();
    HeldPolicy claimed = held();
    change(*this, claimed);
    const qint64 size = m_deployment->activitySize();
    QCOMPARE(slugOf(confirm(device, {claimed})), "wrong-change"_ba);
    QCOMPARE(confirmedSince(size), 0);
    QCOMPARE(stateOf(device), u"unconfirmed"_s);
}

void ConfirmationRoutesTest::theCertificateAloneConfirmsNothing()
{
    const DeviceHandle device = freshDevice();
    const auto &identity = m_deployment->identity(device);
    const reports::Report report = reportOf(device, {held()});
    PolicyConfirmation forged{.key = identity.tlsKey->publicKey(),
                              .report = require(reports::SignedReport::sign(report, *identity.tlsKey))};
    QCOMPARE(slugOf(handIn(device, forged.toJson())), "unknown-key"_ba);
    forged.key = identity.attestedKey->publicKey();
    QCOMPARE(slugOf(handIn(device, forged.toJson())), "unknown-key"_ba);
    const QByteArray compact = require(reports::SignedReport::sign(report, *identity.attestedKey)).jws.compact();
    const QByteArray foreign = forged.report.jws.compact();
    const QByteArray mixed = compact.first(compact.lastIndexOf('.')) + foreign.sliced(foreign.lastIndexOf('.'));
    QCOMPARE(slugOf(handIn(device, json::Object{{"key"_L1, identity.attestedKey->publicKey().jwk()},
                                                {"report"_L1, QString::fromLatin1(mixed)}})),
             "bad-signature"_ba);
    QCOMPARE(stateOf(device), u"unconfirmed"_s);
    // None of it used up the nonce.
    QCOMPARE(handIn(device, signedBy(*identity.attestedKey, report)).status, 200);
}

void ConfirmationRoutesTest::aConfirmationIsTakenOnce()
{
    const DeviceHandle device = freshDevice();
    const json::Value body = signedBy(*m_deployment->identity(device).attestedKey, reportOf(device, {held()}));
    QCOMPARE(handIn(device, body).status, 200);
    QCOMPARE(confirm(device, {}).status, 200);
    const qint64 size = m_deployment->activitySize();
    QCOMPARE(slugOf(handIn(device, body)), "replayed"_ba); // which would bring back what holds no longer
    QCOMPARE(confirmedSince(size), 0);
    QCOMPARE(stateOf(device), u"outdated"_s);
}

void ConfirmationRoutesTest::whoIsNotServedConfirmsNothing()
{
    const DeviceHandle waiting = m_deployment->devices(DeviceState::PendingEnrollment).leaves().front().handle;
    QCOMPARE(slugOf(confirm(waiting, {held()})), "device-refused"_ba);
}

void ConfirmationRoutesTest::aRestlessDeviceFillsNoLog()
{
    const DeviceHandle device = freshDevice();
    for (qint64 i = 0; i < ConfirmationService::mostChanges; ++i)
        QCOMPARE(confirm(device, i % 2 == 0 ? std::vector{held()} : std::vector<HeldPolicy>()).status, 200);
    QCOMPARE(slugOf(confirm(device, {held()})), "rate-limited"_ba);
    QCOMPARE(confirm(device, {}).status, 200); // what it said last it may repeat
    m_deployment->clock.advance(ConfirmationService::window);
    QCOMPARE(confirm(device, {held()}).status, 200);
}

void ConfirmationRoutesTest::nothingElseIsTaken_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("slug");
    const auto row = [](const char *name, const QByteArray &target, const QByteArray &body, const QByteArray &slug) {
        QTest::newRow(name) << target << body << slug;
    };
    row("a question", path + "?kind=policies", "{}", "unknown-member");
    row("no report", path, "{}", "missing-member");
    row("much", path, '"' + QByteArray(100'000, 'x') + '"', "too-large");
    row("no JSON", path, "report", "malformed-json");
}

void ConfirmationRoutesTest::nothingElseIsTaken()
{
    QFETCH(const QByteArray, target);
    QFETCH(const QByteArray, body);
    QFETCH(const QByteArray, slug);
    const auto device = m_deployment->devices(DeviceState::Trusted).leaves().front().handle;
    QCOMPARE(slugOf(*m_deployment->ask(device, "POST", target, body)), slug);
}

ENIGM_TEST_MAIN(ConfirmationRoutesTest)
#include "ConfirmationRoutesTest.moc"

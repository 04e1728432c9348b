#include "contract/json/JsonParser.h"
#include "contract/json/ObjectReader.h"
#include "contract/reports/PostureChange.h"
#include "tests/control-plane/api/TestConsole.h"
#include "tests/support/LogGuard.h"
#include "tests/support/history/Require.h"

#include <QSet>
#include <QTest>

#include <algorithm>
#include <functional>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::test;
using fleet::DeviceHandle;
using fleet::DeviceState;
using reports::PostureChange;
using reports::TrustCenter;

/// A device's word of itself, over real mutual TLS, up to what every operator reads; and what is not taken for it.
class PostureRoutesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_deployment = std::make_unique<TestDeployment>(60); }
    void whatADeviceReportsIsRead_data();
    void whatADeviceReportsIsRead();
    void whoIsNotServedDoesNotReport_data();
    void whoIsNotServedDoesNotReport();
    void whatIsNotTrueIsRefused_data();
    void whatIsNotTrueIsRefused();
    void theCertificateAloneReportsNothing();
    void aReportIsTakenOnce();
    void nothingElseIsTaken_data();
    void nothingElseIsTaken();

private:
    /// A trusted device that no other test has used.
    [[nodiscard]] DeviceHandle freshDevice();
    [[nodiscard]] QByteArray nonceFor(const DeviceHandle &handle);
    [[nodiscard]] reports::Report reportOf(const DeviceHandle &handle, TrustCenter state = TrustCenter::Protected);
    [[nodiscard]] json::Value signedBy(const DeviceHandle &handle, const reports::Report &report) const;
    [[nodiscard]] RawReply handIn(const DeviceHandle &handle, const json::Value &body);
    [[nodiscard]] json::Object shown(const DeviceHandle &handle, const QString &person = u"reviewer-1"_s);

    std::unique_ptr<TestDeployment> m_deployment;
    QSet<DeviceHandle> m_used;
};

DeviceHandle PostureRoutesTest::freshDevice()
{
    const auto trusted = m_deployment->devices(DeviceState::Trusted, static_cast<int>(m_used.size()) + 1);
    const auto fresh = std::ranges::find_if(
        trusted.leaves(), [this](const changes::TargetLeaf &leaf) { return !m_used.contains(leaf.handle); });
    m_used.insert(fresh->handle);
    return fresh->handle;
}

QByteArray PostureRoutesTest::nonceFor(const DeviceHandle &handle)
{
    const auto reply = m_deployment->ask(handle, "POST", "/device/v1/nonces", "{}");
    json::ObjectReader reader(require(json::parse(reply->body)));
    return reader.bytes("nonce"_L1, 16);
}

reports::Report PostureRoutesTest::reportOf(const DeviceHandle &handle, TrustCenter state)
{
    return {.deployment = m_deployment->file().deployment,
            .handle = handle,
            .body = reports::Posture{.trustCenter = state,
                                     .osTrust = reports::OsTrust::Trusted,
                                     .integrity = reports::Integrity::Intact,
                                     .appSession = reports::AppSession::Locked,
                                     .findings = {{.source = reports::FindingSource::OsUpdate,
                                                   .severity = reports::Severity::Medium,
                                                   .recommendation = reports::Recommendation::InstallUpdate}}},
            .time = m_deployment->clock.now(),
            .nonce = nonceFor(handle)};
}

json::Value PostureRoutesTest::signedBy(const DeviceHandle &handle, const reports::Report &report) const
{
    const auto &key = *m_deployment->identity(handle).attestedKey;
    return PostureChange{.key = key.publicKey(), .report = require(reports::SignedReport::sign(report, key))}.toJson();
}

RawReply PostureRoutesTest::handIn(const DeviceHandle &handle, const json::Value &body)
{
    return *m_deployment->ask(handle, "POST", "/device/v1/reports", json::canonical(body));
}

json::Object PostureRoutesTest::shown(const DeviceHandle &handle, const QString &person)
{
    TestConsole console(*m_deployment, person);
    return console.getJson("/v1/devices/" + handle.text().toLatin1()).object();
}

void PostureRoutesTest::whatADeviceReportsIsRead_data()
{
    QTest::addColumn<QString>("person");
    for (const auto *person : {"administrator-1", "approver-1", "reviewer-1", "release-manager-1"})
        QTest::newRow(person) << QString::fromLatin1(person);
}

void PostureRoutesTest::whatADeviceReportsIsRead()
{
    QFETCH(const QString, person);
    const DeviceHandle device = freshDevice();
    QVERIFY(shown(device, person).find("posture"_L1)->isNull());
    const qint64 size = m_deployment->activitySize();
    const reports::Report report = reportOf(device, TrustCenter::ReviewRequired);
    const RawReply taken = handIn(device, signedBy(device, report));
    QCOMPARE(taken.status, 200);
    QCOMPARE(memberOf(taken, "changed"_L1), json::Value(true));
    QCOMPARE(m_deployment->entries(size), QStringList(u"posture.changed done"_s));
    const json::Object posture = shown(device, person).find("posture"_L1)->object();
    QCOMPARE(*posture.find("report"_L1), std::get<reports::Posture>(report.body).toJson());
    QCOMPARE(posture.find("reported"_L1)->integer(), m_deployment->clock.now());
    QCOMPARE(memberOf(handIn(device, signedBy(device, reportOf(device, TrustCenter::ReviewRequired))), "changed"_L1),
             json::Value(false));
    TestConsole console(*m_deployment, person);
    const json::Value timeline = console.getJson("/v1/devices/" + device.text().toLatin1() + "/timeline?limit=1");
    const json::Array &items = timeline.object().find("items"_L1)->array();
    QCOMPARE(items.size(), 1U);
    QCOMPARE(items[0].object().find("kind"_L1)->text(), u"posture"_s);
    QCOMPARE(*items[0].object().find("posture"_L1), *posture.find("report"_L1));
    QVERIFY(!timeline.object().find("next"_L1)->isNull());
}

void PostureRoutesTest::whoIsNotServedDoesNotReport_data()
{
    QTest::addColumn<QString>("action");
    QTest::addColumn<bool>("isServed");
    QTest::newRow("restricted") << u"device.restrict"_s << true;
    QTest::newRow("suspended") << u"device.suspend"_s << false;
    QTest::newRow("revoked") << u"device.revoke"_s << false;
    QTest::newRow("replaced") << u"device.replace"_s << false;
    QTest::newRow("retired") << u"device.retire"_s << false;
    QTest::newRow("not yet admitted") << QString() << false;
}

void PostureRoutesTest::whoIsNotServedDoesNotReport()
{
    QFETCH(const QString, action);
    QFETCH(const bool, isServed);
    auto targets = m_deployment->devices(action.isEmpty() ? DeviceState::PendingEnrollment : DeviceState::Trusted);
    const DeviceHandle device = targets.leaves().front().handle;
    if (!action.isEmpty()) {
        TestConsole administrator(*m_deployment, u"administrator-1"_s);
        const RawReply record = administrator.ask(action, targets);
        if (memberOf(record, "state"_L1).text() == "pending"_L1) {
            TestConsole approver(*m_deployment, u"approver-1"_s);
            QCOMPARE(memberOf(approver.approve(changeOf(record)), "state"_L1).text(), u"executed"_s);
        }
    }
    const RawReply reply = handIn(device, signedBy(device, reportOf(device)));
    QCOMPARE(reply.status, isServed ? 200 : 403);
    if (!isServed)
        QCOMPARE(slugOf(reply), "device-refused"_ba);
}

void PostureRoutesTest::whatIsNotTrueIsRefused_data()
{
    using Change = std::function<void(PostureRoutesTest &, reports::Report &)>;
    QTest::addColumn<Change>("change");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("slug");
    const auto row = [](const char *name, const Change &change, int status, const QByteArray &slug) {
        QTest::newRow(name) << change << status << slug;
    };
    const auto other = [](PostureRoutesTest &test) { return test.freshDevice(); };
    row(
        "another deployment", [](auto &, auto &report) { report.deployment = QByteArray(32, 'x'); }, 422,
        "wrong-deployment");
    row("another device", [other](auto &test, auto &report) { report.handle = other(test); }, 422, "wrong-device");
    row(
        "another device's nonce", [other](auto &test, auto &report) { report.nonce = test.nonceFor(other(test)); }, 409,
        "replayed");
    row("a nonce of its own", [](auto &, auto &report) { report.nonce = QByteArray(16, 'x'); }, 409, "replayed");
    row(
        "what it made of a command",
        [](auto &, auto &report) {
            report.body = reports::Acknowledgement{.change = QByteArray(32, 'c'), .execution = 1, .problem = {}};
        },
        400, "out-of-range");
}

void PostureRoutesTest::whatIsNotTrueIsRefused()
{
    QFETCH(const std::function<void(PostureRoutesTest &, reports::Report &)>, change);
    QFETCH(const int, status);
    QFETCH(const QByteArray, slug);
    const DeviceHandle device = freshDevice();
    reports::Report report = reportOf(device);
    change(*this, report);
    const auto &key = *m_deployment->identity(device).attestedKey;
    const json::Value body = json::Object{
        {"key"_L1, key.publicKey().jwk()},
        {"report"_L1, QString::fromLatin1(require(reports::SignedReport::sign(report, key)).jws.compact())}};
    const RawReply reply = handIn(device, body);
    QCOMPARE(slugOf(reply), slug);
    QCOMPARE(reply.status, status);
    QVERIFY(shown(device).find("posture"_L1)->isNull());
}

void PostureRoutesTest::theCertificateAloneReportsNothing()
{
    const DeviceHandle device = freshDevice();
    const auto &identity = m_deployment->identity(device);
    const reports::Report report = reportOf(device);
    PostureChange forged{.key = identity.tlsKey->publicKey(),
                         .report = require(reports::SignedReport::sign(report, *identity.tlsKey))};
    QCOMPARE(slugOf(handIn(device, forged.toJson())), "unknown-key"_ba);
    forged.key = identity.attestedKey->publicKey();
    QCOMPARE(slugOf(handIn(device, forged.toJson())), "unknown-key"_ba);
    const QByteArray compact = require(reports::SignedReport::sign(report, *identity.attestedKey)).jws.compact();
    const QByteArray foreign = forged.report.jws.compact();
    const QByteArray mixed = compact.first(compact.lastIndexOf('.')) + foreign.sliced(foreign.lastIndexOf('.'));
    const json::Value body =
        json::Object{{"key"_L1, identity.attestedKey->publicKey().jwk()}, {"report"_L1, QString::fromLatin1(mixed)}};
    QCOMPARE(slugOf(handIn(device, body)), "bad-signature"_ba);
    QVERIFY(shown(device).find("posture"_L1)->isNull());
    QCOMPARE(handIn(device, signedBy(device, report)).status, 200);
}

void PostureRoutesTest::aReportIsTakenOnce()
{
    const DeviceHandle device = freshDevice();
    const json::Value body = signedBy(device, reportOf(device));
    QCOMPARE(handIn(device, body).status, 200);
    const qint64 size = m_deployment->activitySize();
    QCOMPARE(slugOf(handIn(device, body)), "replayed"_ba);
    QVERIFY(m_deployment->entries(size).isEmpty());
}

void PostureRoutesTest::nothingElseIsTaken_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("slug");
    const auto row = [](const char *name, const QByteArray &path, const QByteArray &body, const QByteArray &slug) {
        QTest::newRow(name) << path << body << slug;
    };
    const QByteArray reports = "/device/v1/reports";
    row("a question", reports + "?kind=posture", "{}", "unknown-member");
    row("no report", reports, "{}", "missing-member");
    row("much", reports, '"' + QByteArray(16'384, 'x') + '"', "too-large");
    row("no JSON", reports, "report", "malformed-json");
}

void PostureRoutesTest::nothingElseIsTaken()
{
    QFETCH(const QByteArray, path);
    QFETCH(const QByteArray, body);
    QFETCH(const QByteArray, slug);
    const auto device = m_deployment->devices(DeviceState::Trusted).leaves().front().handle;
    QCOMPARE(slugOf(*m_deployment->ask(device, "POST", path, body)), slug);
}

ENIGM_TEST_MAIN(PostureRoutesTest)
#include "PostureRoutesTest.moc"

#include "contract/device/Command.h"
#include "contract/json/JsonParser.h"
#include "contract/operators/Members.h"
#include "contract/reports/EffectOutcome.h"
#include "tests/control-plane/api/CommandedDevices.h"
#include "tests/support/LogGuard.h"
#include "tests/support/history/Require.h"

#include <QTest>

#include <functional>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::test;
using fleet::DeviceHandle;
using fleet::DeviceState;
using reports::Obedience;

/// From an executed change to the device's signed word on it, over real mutual TLS, and what is not believed on the
/// way.
class CommandRoutesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aSuspendedDeviceObeysAndSaysSo();
    void aDeviceIsHeardAtItsOwnRoutesAlone_data();
    void aDeviceIsHeardAtItsOwnRoutesAlone();
    void whatIsNotTrueIsRefused_data();
    void whatIsNotTrueIsRefused();
    void aForgedSignatureIsRefused();
    void aReportIsTakenOnce();
    void nothingElseIsTaken_data();
    void nothingElseIsTaken();
    void anotherDevicesEvidenceIsNotThere();
    void whoMayReadTheChangeIsToldWhatBecameOfIt();

private:
    using Sent = CommandedDevices::Sent;
    /// A trusted device that has just been sent this command.
    [[nodiscard]] Sent send(const QString &action) const { return m_devices->send(action); }
    [[nodiscard]] QByteArray nonceFor(const DeviceHandle &handle) const { return m_devices->nonceFor(handle); }
    [[nodiscard]] reports::Report reportOn(const Sent &sent) const { return m_devices->reportOn(sent); }
    [[nodiscard]] json::Value signedBy(const DeviceHandle &handle, const reports::Report &report) const
    {
        return m_devices->signedBy(handle, report);
    }
    [[nodiscard]] RawReply handIn(const DeviceHandle &handle, const json::Value &body) const
    {
        return m_devices->handIn(handle, body);
    }
    /// The last command of the device, as operators are shown it.
    [[nodiscard]] json::Object shown(const DeviceHandle &handle);
    [[nodiscard]] json::Array listed(const DeviceHandle &handle);

    std::unique_ptr<TestDeployment> m_deployment;
    std::unique_ptr<CommandedDevices> m_devices;
};

void CommandRoutesTest::initTestCase()
{
    m_deployment = std::make_unique<TestDeployment>(100);
    m_devices = std::make_unique<CommandedDevices>(*m_deployment);
}

json::Object CommandRoutesTest::shown(const DeviceHandle &handle)
{
    TestConsole reviewer(*m_deployment, u"reviewer-1"_s);
    const json::Value device = reviewer.getJson("/v1/devices/" + handle.text().toLatin1());
    return device.object().find("commands"_L1)->array().back().object();
}

json::Array CommandRoutesTest::listed(const DeviceHandle &handle)
{
    const auto reply = m_deployment->ask(handle, "GET", "/device/v1/commands");
    return reply->status == 200 ? memberOf(*reply, "commands"_L1).array() : json::Array();
}

void CommandRoutesTest::aSuspendedDeviceObeysAndSaysSo()
{
    const Sent sent = send(u"device.suspend"_s);
    m_deployment->witness(); // for its admission
    const QByteArray before = json::canonical(shown(sent.handle));
    QVERIFY2(before.contains(R"("state":"queued")"), before.constData());
    device::DeviceMemory memory{.deployment = m_deployment->file().deployment,
                                .handle = sent.handle,
                                .key = m_deployment->identity(sent.handle).attestedKey->publicKey().thumbprint(),
                                .state = DeviceState::PendingEnrollment,
                                .governance = {},
                                .activity = {},
                                .obeyed = {},
                                .wiped = {}};
    const json::Array open = listed(sent.handle);
    QVERIFY(open.size() >= 2); // its admission, and the suspension
    for (const json::Value &command : open) {
        const qint64 execution = command.object().find("execution"_L1)->integer();
        const auto evidence =
            m_deployment->ask(sent.handle, "GET", "/device/v1/commands/" + QByteArray::number(execution) + "/evidence");
        QCOMPARE(evidence->status, 200);
        const auto checked = require(device::checkCommand(evidence->body, memory, m_deployment->clock.now()));
        QCOMPARE(checked.execution, execution);
        QCOMPARE(operators::valueOf(checked.digest), *command.object().find("change"_L1));
        memory = checked.memory;
    }
    QCOMPARE(memory.state, DeviceState::Suspended);
    QCOMPARE(memory.obeyed, std::optional(sent.execution));
    QCOMPARE(shown(sent.handle).find("state"_L1)->text(), u"delivered"_s);

    const qint64 size = m_deployment->activitySize();
    const RawReply taken = handIn(sent.handle, signedBy(sent.handle, reportOn(sent)));
    QCOMPARE(taken.status, 200);
    QCOMPARE(memberOf(taken, "state"_L1).text(), u"acknowledged"_s);
    QCOMPARE(m_deployment->entries(size), QStringList(u"effect.outcome done"_s));
    QCOMPARE(shown(sent.handle).find("state"_L1)->text(), u"acknowledged"_s);
    QCOMPARE(shown(sent.handle).find("answered"_L1)->integer(), m_deployment->clock.now());
    QCOMPARE(listed(sent.handle).size(), open.size() - 1);
}

void CommandRoutesTest::aDeviceIsHeardAtItsOwnRoutesAlone_data()
{
    QTest::addColumn<QString>("action");
    for (const auto *action : {"device.suspend", "device.revoke", "device.replace", "device.retire"})
        QTest::newRow(action) << QString::fromLatin1(action);
}

void CommandRoutesTest::aDeviceIsHeardAtItsOwnRoutesAlone()
{
    QFETCH(const QString, action);
    const Sent sent = send(action);
    const auto refused = m_deployment->checkIn(sent.handle);
    QCOMPARE(refused->status, 403);
    QCOMPARE(slugOf(*refused), "device-refused"_ba);
    QCOMPARE(listed(sent.handle).back().object().find("action"_L1)->text(), action);
    QCOMPARE(
        m_deployment->ask(sent.handle, "GET", "/device/v1/commands/" + QByteArray::number(sent.execution) + "/evidence")
            ->status,
        200);
    QCOMPARE(handIn(sent.handle, signedBy(sent.handle, reportOn(sent))).status, 200);
    // Nor does it find anything of the operators' interface here.
    QCOMPARE(m_deployment->ask(sent.handle, "GET", "/v1/devices")->status, 404);
}

void CommandRoutesTest::whatIsNotTrueIsRefused_data()
{
    using Change = std::function<void(CommandRoutesTest &, reports::Report &)>;
    QTest::addColumn<Change>("change");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("slug");
    const auto row = [](const char *name, const Change &change, int status, const QByteArray &slug) {
        QTest::newRow(name) << change << status << slug;
    };
    const auto other = [](CommandRoutesTest &test) {
        return test.m_deployment->devices(DeviceState::Trusted, 2).leaves().back().handle;
    };
    const auto body = [](reports::Report &report) -> auto & { return std::get<reports::Acknowledgement>(report.body); };
    row(
        "another deployment", [](auto &, auto &report) { report.deployment = QByteArray(32, 'x'); }, 422,
        "wrong-deployment");
    row("another device", [other](auto &test, auto &report) { report.handle = other(test); }, 422, "wrong-device");
    row(
        "another device's nonce", [other](auto &test, auto &report) { report.nonce = test.nonceFor(other(test)); }, 409,
        "replayed");
    row("a nonce of its own", [](auto &, auto &report) { report.nonce = QByteArray(16, 'x'); }, 409, "replayed");
    row(
        "another device's command",
        [body](auto &test, auto &report) {
            const Sent sent = test.send(u"device.restrict"_s);
            body(report).change = sent.change;
            body(report).execution = sent.execution;
        },
        404, "not-found");
    row(
        "another change", [body](auto &, auto &report) { body(report).change = QByteArray(32, 'x'); }, 422,
        "wrong-change");
}

void CommandRoutesTest::whatIsNotTrueIsRefused()
{
    QFETCH(const std::function<void(CommandRoutesTest &, reports::Report &)>, change);
    QFETCH(const int, status);
    QFETCH(const QByteArray, slug);
    const Sent sent = send(u"device.restrict"_s);
    reports::Report report = reportOn(sent);
    change(*this, report);
    const RawReply reply = handIn(sent.handle, signedBy(sent.handle, report));
    QCOMPARE(slugOf(reply), slug);
    QCOMPARE(reply.status, status);
    QCOMPARE(shown(sent.handle).find("state"_L1)->text(), u"queued"_s);
}

void CommandRoutesTest::aForgedSignatureIsRefused()
{
    const Sent sent = send(u"device.restrict"_s);
    const reports::Report report = reportOn(sent);
    const auto &device = m_deployment->identity(sent.handle);
    // By who has the certificate and its key, and not the attested one: beside either public key.
    auto forged = reports::EffectOutcome{.key = device.tlsKey->publicKey(),
                                         .report = require(reports::SignedReport::sign(report, *device.tlsKey))};
    QCOMPARE(slugOf(handIn(sent.handle, forged.toJson())), "unknown-key"_ba);
    forged.key = device.attestedKey->publicKey();
    QCOMPARE(slugOf(handIn(sent.handle, forged.toJson())), "unknown-key"_ba);
    // Under the attested key's name, with the signature of something else.
    const QByteArray compact = require(reports::SignedReport::sign(report, *device.attestedKey)).jws.compact();
    const QByteArray foreign = forged.report.jws.compact();
    const QByteArray mixed = compact.first(compact.lastIndexOf('.')) + foreign.sliced(foreign.lastIndexOf('.'));
    const json::Value body =
        json::Object{{"key"_L1, device.attestedKey->publicKey().jwk()}, {"report"_L1, QString::fromLatin1(mixed)}};
    QCOMPARE(slugOf(handIn(sent.handle, body)), "bad-signature"_ba);
    // None of this used up the nonce of the honest report.
    QCOMPARE(handIn(sent.handle, signedBy(sent.handle, report)).status, 200);
}

void CommandRoutesTest::aReportIsTakenOnce()
{
    const Sent sent = send(u"device.restrict"_s);
    const json::Value body = signedBy(sent.handle, reportOn(sent));
    QCOMPARE(handIn(sent.handle, body).status, 200);
    const qint64 size = m_deployment->activitySize();
    QCOMPARE(slugOf(handIn(sent.handle, body)), "replayed"_ba);
    QVERIFY(m_deployment->entries(size).isEmpty());
}

void CommandRoutesTest::nothingElseIsTaken_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("slug");
    const auto row = [](const char *name, const QByteArray &method, const QByteArray &path, const QByteArray &body,
                        const QByteArray &slug) { QTest::newRow(name) << method << path << body << slug; };
    const QByteArray commands = "/device/v1/commands";
    const QByteArray reports = "/device/v1/acknowledgements";
    row("a question", "GET", commands + "?state=queued", {}, "unknown-member");
    row("no number", "GET", commands + "/first/evidence", {}, "not-found");
    row("another spelling", "GET", commands + "/01/evidence", {}, "not-found");
    row("below nothing", "GET", commands + "/-1/evidence", {}, "not-found");
    row("beyond all numbers", "GET", commands + "/99999999999999999999/evidence", {}, "not-found");
    row("a wish for a nonce", "POST", "/device/v1/nonces", R"({"nonce":"AAAA"})", "unknown-member");
    row("no report", "POST", reports, "{}", "missing-member");
    row("no signed report", "POST", reports, R"({"key":{},"report":"a.b.c"})", "missing-member");
    row("much", "POST", reports, '"' + QByteArray(8192, 'x') + '"', "too-large");
    row("no JSON", "POST", reports, "report", "malformed-json");
}

void CommandRoutesTest::nothingElseIsTaken()
{
    QFETCH(const QByteArray, method);
    QFETCH(const QByteArray, path);
    QFETCH(const QByteArray, body);
    QFETCH(const QByteArray, slug);
    const auto device = m_deployment->devices(DeviceState::Trusted).leaves().front().handle;
    QCOMPARE(slugOf(*m_deployment->ask(device, method, path, body)), slug);
}

void CommandRoutesTest::anotherDevicesEvidenceIsNotThere()
{
    const Sent sent = send(u"device.restrict"_s);
    const auto other = m_deployment->devices(DeviceState::Trusted).leaves().front().handle;
    const QByteArray path = "/device/v1/commands/" + QByteArray::number(sent.execution) + "/evidence";
    QCOMPARE(slugOf(*m_deployment->ask(other, "GET", path)), "not-found"_ba);
    QCOMPARE(shown(sent.handle).find("state"_L1)->text(), u"queued"_s);
    // Who waits for admission was told nothing yet, and is answered all the same.
    const auto waiting = m_deployment->devices(DeviceState::PendingEnrollment).leaves().front().handle;
    QCOMPARE(m_deployment->ask(waiting, "GET", "/device/v1/commands")->status, 200);
    QVERIFY(listed(waiting).empty());
}

void CommandRoutesTest::whoMayReadTheChangeIsToldWhatBecameOfIt()
{
    TestConsole administrator(*m_deployment, u"administrator-1"_s);
    const auto targets = m_deployment->devices(DeviceState::Trusted, 2);
    const auto record = administrator.ask(u"device.restrict"_s, targets);
    const QByteArray path = "/v1/changes/" + changeOf(record).request.id.toLatin1() + "/commands";
    const auto results = [&] { return require(json::parse(administrator.get(path).body)).object(); };
    json::Array items = results().find("items"_L1)->array();
    QCOMPARE(items.size(), 2U);
    for (std::size_t i = 0; i < items.size(); ++i) {
        QCOMPARE(items[i].object().find("handle"_L1)->text(), targets.leaves()[i].handle.text());
        QCOMPARE(items[i].object().find("state"_L1)->text(), u"queued"_s);
    }
    const Sent first{.handle = targets.leaves()[0].handle,
                     .change = changeOf(record).digest(),
                     .reference = {},
                     .execution = memberOf(record, "executed"_L1).object().find("index"_L1)->integer()};
    QCOMPARE(handIn(first.handle, signedBy(first.handle, reportOn(first))).status, 200);
    items = results().find("items"_L1)->array();
    QCOMPARE(items[0].object().find("state"_L1)->text(), u"acknowledged"_s);
    QCOMPARE(items[1].object().find("state"_L1)->text(), u"queued"_s);
    TestConsole reviewer(*m_deployment, u"reviewer-1"_s);
    QCOMPARE(reviewer.get(path).status, 200);
    TestConsole manager(*m_deployment, u"release-manager-1"_s);
    QCOMPARE(slugOf(manager.get(path)), "not-permitted"_ba);
    QCOMPARE(slugOf(administrator.get(path + "?state=queued")), "unknown-member"_ba);
    // What was not executed told nobody anything.
    const auto pending = administrator.ask(u"device.revoke"_s, m_deployment->devices(DeviceState::Trusted));
    const QByteArray none = "/v1/changes/" + changeOf(pending).request.id.toLatin1() + "/commands";
    QCOMPARE(administrator.get(none).body, R"({"items":[]})"_ba);
}

ENIGM_TEST_MAIN(CommandRoutesTest)
#include "CommandRoutesTest.moc"

#include "tests/stories/ProgramChecks.h"
#include "tests/stories/SampleOrganisation.h"
#include "tests/support/LogGuard.h"
#include "tests/support/Vectors.h"

#include <QFile>
#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

/// What a device is told to do and what it says of it, between processes: control plane, enigmctl and simulated
/// devices, honest and lying. The functions are chapters, in order.
class CommandStoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theFleetWaitsForAWitness();
    void theFleetObeysItsAdmission();
    void aSuspensionIsQueuedUntilTheDeviceObeys();
    void onceObeyedNothingIsLeft();
    void whatADeviceLiesAboutIsNotBelieved_data();
    void whatADeviceLiesAboutIsNotBelieved();
    void aReportIsTakenOnce();
    void aDeviceReportsItsPosture();
    void whatADeviceForgesIsNoReport_data();
    void whatADeviceForgesIsNoReport();
    void aRevokedPhoneObeysAndIsHeard();
    void aPhoneThatWasSetUpForAnotherOrganisationDoesNothing();
    void theAnswersAreInTheLog();

private:
    [[nodiscard]] QString act(const QString &action, const QString &device);
    /// The last command that the device was sent, as an administrator is shown it.
    [[nodiscard]] json::Object lastCommandOf(const QString &device) const;
    [[nodiscard]] QString stateOf(const QString &device) const;
    [[nodiscard]] QString memoryOf(const QString &device) const;

    SampleOrganisation m_sample;
    QStringList m_devices; ///< trusted at the beginning
};

namespace {

const QString administrator = u"administrator-1"_s;

} // namespace

void CommandStoryTest::initTestCase()
{
    QCOMPARE(m_sample.found(20), QString());
    QCOMPARE(m_sample.serve(), QString());
    const ProgramRun trusted = m_sample.as(administrator, {u"device"_s, u"list"_s, u"--state"_s, u"trusted"_s});
    for (const json::Value &device : trusted.list("devices"_L1))
        m_devices.append(device.object().find("handle"_L1)->text());
    QVERIFY(m_devices.size() >= 6);
}

QString CommandStoryTest::act(const QString &action, const QString &device)
{
    const ProgramRun run =
        m_sample.as(administrator, {u"device"_s, action, device, u"--reason"_s, u"Lost"_s, u"--yes"_s});
    return run.exit == 0 ? run.member("id"_L1) : QString();
}

json::Object CommandStoryTest::lastCommandOf(const QString &device) const
{
    const ProgramRun run = m_sample.as(administrator, {u"device"_s, u"show"_s, device});
    return run.list("commands"_L1).back().object();
}

QString CommandStoryTest::stateOf(const QString &device) const
{
    return lastCommandOf(device).find("state"_L1)->text();
}

QString CommandStoryTest::memoryOf(const QString &device) const
{
    return QString::fromUtf8(readFile(m_sample.path(u"kept/"_s + device + u".json"_s)));
}

/// Nobody has co-signed the logs yet, and an admission raises risk.
void CommandStoryTest::theFleetWaitsForAWitness()
{
    QCOMPARE(stateOf(m_devices[0]), u"queued"_s);
    const ProgramRun run = m_sample.obey({u"--device"_s, m_devices[0]});
    QVERIFY2(run.out.contains("cosignatures-missing"), run.out.constData());
    QCOMPARE(stateOf(m_devices[0]), u"refused"_s);
}

void CommandStoryTest::theFleetObeysItsAdmission()
{
    ENIGM_SUCCEEDS(m_sample.witness());
    const ProgramRun run = m_sample.obey();
    ENIGM_SUCCEEDS(run);
    const json::Object sums = run.json().object();
    QCOMPARE(sums.find("devices"_L1)->integer(), 20);
    QCOMPARE(sums.find("refused"_L1)->integer(), 0);
    QVERIFY(sums.find("acknowledged"_L1)->integer() >= m_devices.size());
    for (const QString &device : std::as_const(m_devices)) {
        QCOMPARE(stateOf(device), u"acknowledged"_s);
        QVERIFY(memoryOf(device).contains(u"\"state\":\"trusted\""_s));
    }
}

void CommandStoryTest::aSuspensionIsQueuedUntilTheDeviceObeys()
{
    const QString &lost = m_devices[0];
    QVERIFY(!act(u"suspend"_s, lost).isEmpty());
    QCOMPARE(stateOf(lost), u"queued"_s);
    QCOMPARE(m_sample.checkIn(lost).exit, 1);
    const ProgramRun run = m_sample.obey({u"--device"_s, lost});
    ENIGM_SUCCEEDS(run);
    QCOMPARE(run.list("commands"_L1).size(), 1U);
    const json::Object command = run.list("commands"_L1).front().object();
    QCOMPARE(command.find("action"_L1)->text(), u"device.suspend"_s);
    QCOMPARE(command.find("outcome"_L1)->text(), u"obeyed"_s);
    QCOMPARE(command.find("answer"_L1)->text(), u"acknowledged"_s);
    const json::Object shown = lastCommandOf(lost);
    QCOMPARE(shown.find("state"_L1)->text(), u"acknowledged"_s);
    QCOMPARE(*shown.find("execution"_L1), *command.find("execution"_L1));
    QVERIFY(shown.find("queued"_L1)->integer() <= shown.find("delivered"_L1)->integer());
    QVERIFY(shown.find("delivered"_L1)->integer() <= shown.find("answered"_L1)->integer());
    QVERIFY(memoryOf(lost).contains(u"\"state\":\"suspended\""_s));
}

void CommandStoryTest::onceObeyedNothingIsLeft()
{
    const ProgramRun run = m_sample.obey();
    ENIGM_SUCCEEDS(run);
    QVERIFY(run.list("commands"_L1).empty());
}

void CommandStoryTest::whatADeviceLiesAboutIsNotBelieved_data()
{
    QTest::addColumn<QString>("lie");
    QTest::addColumn<int>("device");
    QTest::addColumn<QString>("problem");
    QTest::newRow("a forged signature") << u"forge-acknowledgement"_s << 1 << u"unknown-key"_s;
    QTest::newRow("a nonce of its own") << u"foreign-nonce"_s << 2 << u"replayed"_s;
}

void CommandStoryTest::whatADeviceLiesAboutIsNotBelieved()
{
    QFETCH(const QString, lie);
    QFETCH(const int, device);
    QFETCH(const QString, problem);
    const QString handle = m_devices[device];
    QVERIFY(!act(u"restrict"_s, handle).isEmpty());
    const ProgramRun run = m_sample.obey({u"--device"_s, handle, u"--misbehave"_s, lie});
    QCOMPARE(run.exit, 1);
    QCOMPARE(run.list("commands"_L1).front().object().find("problem"_L1)->text(), problem);
    QCOMPARE(stateOf(handle), u"delivered"_s);
    // It had obeyed all the same; told again, it says so, and honestly.
    const ProgramRun again = m_sample.obey({u"--device"_s, handle});
    ENIGM_SUCCEEDS(again);
    QCOMPARE(again.list("commands"_L1).front().object().find("outcome"_L1)->text(), u"already-so"_s);
    QCOMPARE(stateOf(handle), u"acknowledged"_s);
}

void CommandStoryTest::aReportIsTakenOnce()
{
    const QString handle = m_devices[3];
    QVERIFY(!act(u"restrict"_s, handle).isEmpty());
    const ProgramRun run = m_sample.obey({u"--device"_s, handle, u"--misbehave"_s, u"replay-acknowledgement"_s});
    QCOMPARE(run.exit, 1);
    const json::Array commands = run.list("commands"_L1);
    QCOMPARE(commands.size(), 2U);
    QCOMPARE(commands[0].object().find("answer"_L1)->text(), u"acknowledged"_s);
    QCOMPARE(commands[1].object().find("problem"_L1)->text(), u"replayed"_s);
    QCOMPARE(stateOf(handle), u"acknowledged"_s);
}

void CommandStoryTest::aDeviceReportsItsPosture()
{
    const QString &device = m_devices[5];
    QVERIFY(m_sample.as(administrator, {u"device"_s, u"show"_s, device}).json().object().find("posture"_L1)->isNull());
    ENIGM_SUCCEEDS(m_sample.report(device, u"protected"_s));
    ENIGM_SUCCEEDS(m_sample.report(device, u"review-required"_s));
    const ProgramRun shown = m_sample.as(administrator, {u"device"_s, u"show"_s, device});
    const json::Value posture = *shown.json().object().find("posture"_L1);
    const json::Value report = *posture.object().find("report"_L1);
    QCOMPARE(report.object().find("trust_center"_L1)->text(), u"REVIEW_REQUIRED"_s);
    QCOMPARE(report.object().find("findings"_L1)->array().size(), 3U);
    const ProgramRun timeline = m_sample.as(u"approver-1"_s, {u"device"_s, u"timeline"_s, device});
    ENIGM_SUCCEEDS(timeline);
    QStringList kinds;
    for (const json::Value &event : timeline.list("events"_L1))
        kinds.append(event.object().find("kind"_L1)->text());
    QCOMPARE(kinds.first(2), QStringList(2, u"posture"_s));
    QCOMPARE(kinds.last(), u"enrolled"_s);
    QVERIFY(kinds.contains(u"answered"_s));
}

void CommandStoryTest::whatADeviceForgesIsNoReport_data()
{
    QTest::addColumn<QString>("lie");
    QTest::addColumn<QString>("problem");
    QTest::newRow("a certificate without the attested key") << u"forge-report"_s << u"unknown-key"_s;
    QTest::newRow("a wrong signature") << u"wrong-signature"_s << u"bad-signature"_s;
    QTest::newRow("another device") << u"foreign-handle"_s << u"wrong-device"_s;
    QTest::newRow("a nonce of its own") << u"foreign-nonce"_s << u"replayed"_s;
    QTest::newRow("the same twice") << u"replay-report"_s << u"replayed"_s;
}

void CommandStoryTest::whatADeviceForgesIsNoReport()
{
    QFETCH(const QString, lie);
    QFETCH(const QString, problem);
    const ProgramRun run = m_sample.report(m_devices[4], u"protected"_s, {u"--misbehave"_s, lie});
    QCOMPARE(run.exit, 1);
    QCOMPARE(run.list("devices"_L1).front().object().find("problem"_L1)->text(), problem);
    const ProgramRun shown = m_sample.as(administrator, {u"device"_s, u"show"_s, m_devices[4]});
    // What was handed in twice was true the first time.
    QCOMPARE(shown.json().object().find("posture"_L1)->isNull(), lie != "replay-report"_L1);
}

void CommandStoryTest::aRevokedPhoneObeysAndIsHeard()
{
    const QString &lost = m_devices[0];
    const QString revocation = act(u"revoke"_s, lost);
    QVERIFY(!revocation.isEmpty());
    ENIGM_SUCCEEDS(m_sample.as(u"approver-1"_s, {u"change"_s, u"approve"_s, revocation, u"--yes"_s}));
    QCOMPARE(stateOf(lost), u"queued"_s);
    QCOMPARE(m_sample.checkIn(lost).exit, 1);
    ENIGM_SUCCEEDS(m_sample.witness());
    ENIGM_SUCCEEDS(m_sample.obey({u"--device"_s, lost}));
    QCOMPARE(lastCommandOf(lost).find("change"_L1)->text(), revocation);
    QCOMPARE(stateOf(lost), u"acknowledged"_s);
    QVERIFY(memoryOf(lost).contains(u"\"state\":\"revoked\""_s));
    QCOMPARE(m_sample.checkIn(lost).exit, 1);
}

void CommandStoryTest::aPhoneThatWasSetUpForAnotherOrganisationDoesNothing()
{
    const QString handle = m_devices[4];
    QVERIFY(!act(u"suspend"_s, handle).isEmpty());
    QByteArray memory = memoryOf(handle).toUtf8();
    const qsizetype place = memory.indexOf(R"("deployment":")") + qsizetype(sizeof(R"("deployment":")") - 1);
    memory[place] = memory[place] == 'A' ? 'B' : 'A';
    QFile file(m_sample.path(u"kept/"_s + handle + u".json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(memory) == memory.size());
    file.close();
    const ProgramRun run = m_sample.obey({u"--device"_s, handle});
    QCOMPARE(run.exit, 3);
    QVERIFY(run.err.contains("wrong-deployment"));
    QCOMPARE(stateOf(handle), u"queued"_s);
}

void CommandStoryTest::theAnswersAreInTheLog()
{
    const QString file = m_sample.path(u"log.jsonl"_s);
    const ProgramRun exported = m_sample.as(u"reviewer-1"_s, {u"audit"_s, u"export"_s, file});
    ENIGM_SUCCEEDS(exported);
    ENIGM_SUCCEEDS(m_sample.offline(
        {u"audit"_s, u"verify"_s, file, u"--json"_s, u"--deployment-id"_s, exported.member("deployment"_L1)}));
    // Once for each that acknowledged: what was refused or said again is none.
    QVERIFY(readFile(file).count("effect.outcome") >= m_devices.size() + 5);
}

ENIGM_TEST_MAIN(CommandStoryTest)
#include "CommandStoryTest.moc"

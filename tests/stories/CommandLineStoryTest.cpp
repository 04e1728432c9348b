#include "contract/deployment/DeploymentFile.h"
#include "contract/encoding/Base64Url.h"
#include "tests/stories/ProgramChecks.h"
#include "tests/stories/SampleOrganisation.h"
#include "tests/support/LogGuard.h"
#include "tests/support/Vectors.h"

#include <QFile>
#include <QSet>
#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

/// The whole story of a lost phone by enigmctl alone, against a real control plane over real TLS. The functions are its
/// chapters, in order.
class CommandLineStoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theFleetChecksIn();
    void anAdministratorFindsTheDevices();
    void anAdministratorSuspendsALostPhone();
    void anAdministratorAsksForItsRevocation();
    void nobodyApprovesTheirOwnRequest();
    void aWrongPinSignsNothing();
    void anApproverReadsAndApproves();
    void theRevokedPhoneIsRefusedForGood();
    void theEvidenceVerifiesOffline();
    void tamperedEvidenceDoesNot();
    void aReviewerExportsAndVerifiesTheLog();
    void aReviewerReadsTheTrail();
    void anAdministratorWithdraws();
    void anApproverRejects();
    void aRefusalIsASentenceAndAProblem();
    void anotherServerIsNotSpokenTo();

private:
    [[nodiscard]] QString askForRevocation(const QString &device);
    [[nodiscard]] QString stateOf(const QString &change);

    SampleOrganisation m_sample;
    QStringList m_devices; ///< trusted at the beginning
    QString m_lost;
    QString m_revocation;
};

namespace {

const QString administrator = u"administrator-1"_s;
const QString approver = u"approver-1"_s;
const QString reviewer = u"reviewer-1"_s;

} // namespace

void CommandLineStoryTest::initTestCase()
{
    QCOMPARE(m_sample.found(20), QString());
    QCOMPARE(m_sample.serve(), QString());
}

QString CommandLineStoryTest::stateOf(const QString &change)
{
    return m_sample.as(approver, {u"change"_s, u"show"_s, change}).member("state"_L1);
}

QString CommandLineStoryTest::askForRevocation(const QString &device)
{
    const ProgramRun run = m_sample.as(administrator, {u"device"_s, u"revoke"_s, device, u"--reason"_s,
                                                       u"Lost for good"_s, u"--reference"_s, u"CASE-7"_s, u"--yes"_s});
    return run.exit == 0 ? run.member("id"_L1) : QString();
}

void CommandLineStoryTest::theFleetChecksIn()
{
    const ProgramRun run = m_sample.checkIn();
    QCOMPARE(run.list("devices"_L1).size(), 20U);
    QCOMPARE(run.json().object().find("failed"_L1)->integer(), 0);
    QVERIFY(run.json().object().find("accepted"_L1)->integer() > 0);
}

void CommandLineStoryTest::anAdministratorFindsTheDevices()
{
    const ProgramRun all = m_sample.as(administrator, {u"device"_s, u"list"_s});
    ENIGM_SUCCEEDS(all);
    QCOMPARE(all.json().object().find("total"_L1)->integer(), 20);
    const ProgramRun trusted = m_sample.as(administrator, {u"device"_s, u"list"_s, u"--state"_s, u"trusted"_s});
    for (const json::Value &device : trusted.list("devices"_L1))
        m_devices.append(device.object().find("handle"_L1)->text());
    QVERIFY(m_devices.size() > 3);
    m_lost = m_devices.takeFirst();
    const ProgramRun few = m_sample.as(administrator, {u"device"_s, u"list"_s, u"--limit"_s, u"3"_s});
    QCOMPARE(few.list("devices"_L1).size(), 3U);
    const ProgramRun one = m_sample.as(administrator, {u"device"_s, u"show"_s, m_lost.toUpper()});
    ENIGM_SUCCEEDS(one);
    QCOMPARE(one.member("handle"_L1), m_lost);
}

void CommandLineStoryTest::anAdministratorSuspendsALostPhone()
{
    const QStringList line{u"device"_s, u"suspend"_s, m_lost, u"--reason"_s, u"Lost"_s};
    // Nobody is there to be asked, so nothing is signed.
    QCOMPARE(m_sample.as(administrator, line).exit, 2);
    QCOMPARE(m_sample.checkIn(m_lost).exit, 0);
    const ProgramRun run = m_sample.as(administrator, line + QStringList{u"--yes"_s});
    ENIGM_SUCCEEDS(run);
    QCOMPARE(run.member("state"_L1), u"executed"_s);
    const ProgramRun refused = m_sample.checkIn(m_lost);
    QCOMPARE(refused.exit, 1);
    QVERIFY(refused.out.contains("device-refused"));
}

void CommandLineStoryTest::anAdministratorAsksForItsRevocation()
{
    m_revocation = askForRevocation(m_lost);
    QVERIFY(!m_revocation.isEmpty());
    const ProgramRun run = m_sample.as(approver, {u"change"_s, u"show"_s, m_revocation});
    ENIGM_SUCCEEDS(run);
    QCOMPARE(run.member("state"_L1), u"pending"_s);
    QCOMPARE(run.member("reason"_L1), u"Lost for good"_s);
    QCOMPARE(run.member("reference"_L1), u"CASE-7"_s);
    QVERIFY(run.json().object().find("proven"_L1)->boolean());
    QVERIFY(!run.json().object().find("complete"_L1)->boolean());
    const json::Object missing = run.list("missing"_L1).front().object();
    QCOMPARE(missing.find("count"_L1)->integer(), 1);
    QCOMPARE(missing.find("may_sign"_L1)->array().size(), 2U);
    const ProgramRun inbox = m_sample.as(approver, {u"change"_s, u"list"_s, u"--state"_s, u"pending"_s});
    QCOMPARE(inbox.list("changes"_L1).size(), 1U);
}

void CommandLineStoryTest::nobodyApprovesTheirOwnRequest()
{
    const ProgramRun run = m_sample.as(administrator, {u"change"_s, u"approve"_s, m_revocation, u"--yes"_s});
    ENIGM_REFUSED(run, 1, "self-approval"_L1);
    QCOMPARE(stateOf(m_revocation), u"pending"_s);
}

void CommandLineStoryTest::aWrongPinSignsNothing()
{
    const QStringList line{u"change"_s, u"approve"_s, m_revocation, u"--yes"_s};
    const QByteArray wrong = m_sample.pinOf(approver) == "000000" ? "000001" : "000000";
    const ProgramRun run = m_sample.as(approver, line, wrong);
    ENIGM_REFUSED(run, 4, "wrong-pin"_L1);
    QVERIFY(run.err.contains('4')); // attempts left
    // What is no PIN at all costs no attempt.
    ENIGM_REFUSED(m_sample.as(approver, line, "12345"), 4, "wrong-pin"_L1);
    QCOMPARE(stateOf(m_revocation), u"pending"_s);
}

void CommandLineStoryTest::anApproverReadsAndApproves()
{
    const ProgramRun run = m_sample.as(
        approver, {u"change"_s, u"approve"_s, m_revocation, u"--comment"_s, u"Confirmed by phone"_s, u"--yes"_s});
    ENIGM_SUCCEEDS(run);
    QCOMPARE(run.member("state"_L1), u"executed"_s);
    const ProgramRun again = m_sample.as(approver, {u"change"_s, u"approve"_s, m_revocation, u"--yes"_s});
    QCOMPARE(again.exit, 1);
    const ProgramRun shown = m_sample.as(reviewer, {u"change"_s, u"show"_s, m_revocation});
    QVERIFY(shown.json().object().find("complete"_L1)->boolean());
    QCOMPARE(shown.list("approvals"_L1).front().object().find("comment"_L1)->text(), u"Confirmed by phone"_s);
}

void CommandLineStoryTest::theRevokedPhoneIsRefusedForGood()
{
    QCOMPARE(m_sample.checkIn(m_lost).exit, 1);
    QCOMPARE(m_sample.checkIn(m_devices.constFirst()).exit, 0);
    const ProgramRun shown = m_sample.as(administrator, {u"device"_s, u"show"_s, m_lost});
    QCOMPARE(shown.member("state"_L1), u"revoked"_s);
    const ProgramRun back =
        m_sample.as(administrator, {u"device"_s, u"reactivate"_s, m_lost, u"--reason"_s, u"Found again"_s, u"--yes"_s});
    ENIGM_REFUSED(back, 1, "target-state"_L1);
}

void CommandLineStoryTest::theEvidenceVerifiesOffline()
{
    const QString file = m_sample.path(u"evidence.json"_s);
    ENIGM_SUCCEEDS(m_sample.as(approver, {u"change"_s, u"evidence"_s, m_revocation, u"--output"_s, file}));
    const ProgramRun run =
        m_sample.offline({u"evidence"_s, u"verify"_s, file, u"--deployment"_s, m_sample.deploymentFile(), u"--json"_s});
    ENIGM_SUCCEEDS(run);
    QCOMPARE(run.member("change"_L1), m_revocation);
    QVERIFY(run.json().object().find("sample"_L1)->boolean());
    // Without --output the bundle itself is printed, byte by byte.
    QCOMPARE(m_sample.as(approver, {u"change"_s, u"evidence"_s, m_revocation}).out.first(40), readFile(file).first(40));
}

void CommandLineStoryTest::tamperedEvidenceDoesNot()
{
    QByteArray bytes = readFile(m_sample.path(u"evidence.json"_s));
    const qsizetype place = bytes.size() / 2;
    bytes[place] = bytes[place] == 'A' ? 'B' : 'A';
    QFile file(m_sample.path(u"tampered.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    file.close();
    const ProgramRun run = m_sample.offline(
        {u"evidence"_s, u"verify"_s, file.fileName(), u"--deployment"_s, m_sample.deploymentFile(), u"--json"_s});
    QCOMPARE(run.exit, 1);
    QVERIFY(run.member("where"_L1).contains(u"tampered.json"_s));
}

void CommandLineStoryTest::aReviewerExportsAndVerifiesTheLog()
{
    const QString file = m_sample.path(u"log.jsonl"_s);
    const ProgramRun exported = m_sample.as(reviewer, {u"audit"_s, u"export"_s, file});
    ENIGM_SUCCEEDS(exported);
    const QStringList verify{u"audit"_s, u"verify"_s, file, u"--json"_s, u"--deployment-id"_s};
    const ProgramRun run = m_sample.offline(verify + QStringList{exported.member("deployment"_L1)});
    ENIGM_SUCCEEDS(run);
    QCOMPARE(*run.json().object().find("activity_size"_L1), *exported.json().object().find("activity_size"_L1));
    QCOMPARE(run.json().object().find("bodies_absent"_L1)->integer(), 0);
    const QString other = QString::fromLatin1(encoding::toBase64Url(QByteArray(32, 'o')));
    QCOMPARE(m_sample.offline(verify + QStringList{other}).exit, 1);
}

void CommandLineStoryTest::aReviewerReadsTheTrail()
{
    const ProgramRun run = m_sample.as(reviewer, {u"audit"_s, u"list"_s, u"--from"_s, u"0"_s, u"--limit"_s, u"200"_s});
    ENIGM_SUCCEEDS(run);
    QSet<QString> actions;
    for (const json::Value &entry : run.list("entries"_L1)) {
        QCOMPARE(entry.object().find("proof"_L1)->text(), u"proven"_s);
        actions.insert(entry.object().find("leaf"_L1)->object().find("action"_L1)->text());
    }
    for (const QString &action : {u"session.started"_s, u"change.requested"_s, u"change.approved"_s,
                                  u"change.executed"_s, u"change.refused"_s, u"pin.refused"_s})
        QVERIFY2(actions.contains(action), qPrintable(action));
}

void CommandLineStoryTest::anAdministratorWithdraws()
{
    const QString change = askForRevocation(m_devices[0]);
    QVERIFY(!change.isEmpty());
    const ProgramRun other = m_sample.as(u"administrator-2"_s, {u"change"_s, u"withdraw"_s, change, u"--yes"_s});
    QCOMPARE(other.exit, 1);
    const ProgramRun run = m_sample.as(administrator, {u"change"_s, u"withdraw"_s, change, u"--yes"_s});
    ENIGM_SUCCEEDS(run);
    QCOMPARE(run.member("state"_L1), u"withdrawn"_s);
    QCOMPARE(m_sample.as(approver, {u"change"_s, u"approve"_s, change, u"--yes"_s}).exit, 1);
}

void CommandLineStoryTest::anApproverRejects()
{
    const QString change = askForRevocation(m_devices[1]);
    QVERIFY(!change.isEmpty());
    const ProgramRun run = m_sample.as(
        u"approver-2"_s, {u"change"_s, u"reject"_s, change, u"--comment"_s, u"Found in the office"_s, u"--yes"_s});
    ENIGM_SUCCEEDS(run);
    QCOMPARE(run.member("state"_L1), u"rejected"_s);
    QCOMPARE(m_sample.checkIn(m_devices[1]).exit, 0);
}

void CommandLineStoryTest::aRefusalIsASentenceAndAProblem()
{
    const QString unknown = u"01a204c7-2610-712a-b85a-6784af9c990c"_s;
    ENIGM_REFUSED(m_sample.as(approver, {u"change"_s, u"show"_s, unknown}), 1, "not-found"_L1);
    const ProgramRun reader = m_sample.as(
        reviewer, {u"device"_s, u"suspend"_s, m_devices[2], u"--reason"_s, u"Not mine to do"_s, u"--yes"_s});
    ENIGM_REFUSED(reader, 1, "not-permitted"_L1);
    const ProgramRun number = m_sample.as(
        administrator, {u"device"_s, u"suspend"_s, m_devices[2], u"--reason"_s, u"Call +49 170 1234567"_s, u"--yes"_s});
    ENIGM_REFUSED(number, 1, "direct-identifier"_L1);
}

void CommandLineStoryTest::anotherServerIsNotSpokenTo()
{
    auto file = deployment::DeploymentFile::parse(readFile(m_sample.deploymentFile())).value();
    file.tlsDigest = QByteArray(32, 'x');
    QFile other(m_sample.path(u"other.json"_s));
    QVERIFY(other.open(QIODevice::WriteOnly) && other.write(file.toBytes()) > 0);
    other.close();
    const QString key = m_sample.path(u"data/sample/operators/administrator-1.json"_s);
    const ProgramRun run = m_sample.withInput({u"device"_s, u"list"_s, u"--deployment"_s, other.fileName(),
                                               u"--operator"_s, key, u"--passphrase-fd"_s, u"0"_s, u"--json"_s},
                                              "sample\n");
    ENIGM_REFUSED(run, 1, "wrong-server"_L1);
}

ENIGM_TEST_MAIN(CommandLineStoryTest)
#include "CommandLineStoryTest.moc"

#include "contract/encoding/Base64Url.h"
#include "tests/app/enigmctl/CtlProcess.h"
#include "tests/support/LogGuard.h"
#include "tests/support/history/EndedDevice.h"
#include "tests/support/history/SampleHistory.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

using changes::TargetSet;
using fleet::DeviceState;

/// Somebody who trusts nothing but a deployment id verifies files on a machine of their own.
class CtlVerifyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void evidenceIsVerified();
    void tamperedEvidenceIsRefused();
    void evidenceOfAnotherDeploymentIsRefused();
    void anEndOfLifeRecordIsToldApart();
    void aTamperedEndOfLifeRecordIsRefused();
    void aLogIsVerified();
    void aLogWithoutBodiesIsIncomplete();
    void aTamperedLogNamesItsRecord();
    void theDeploymentMustBeNamed();

private:
    [[nodiscard]] ProgramRun verify(const QString &what, const QByteArray &bytes, const QString &id,
                                    const QStringList &more = {u"--json"_s}) const;

    QTemporaryDir m_folder;
    CtlProcess m_ctl{m_folder.path()};
    SampleHistory m_history;
    SampleHistory::Story m_revocation;
    QString m_id;
};

void CtlVerifyTest::initTestCase()
{
    TargetSet devices = require(TargetSet::make(SampleHistory::makeDevices(2)));
    m_history.perform(m_history.administrator1, u"device.admit"_s, devices, changes::NoParameters{},
                      {m_history.approver1});
    devices = SampleHistory::inState(devices, DeviceState::Trusted);
    m_revocation = m_history.perform(m_history.administrator1, u"device.revoke"_s, devices, changes::NoParameters{},
                                     {m_history.approver1});
    m_id = QString::fromLatin1(encoding::toBase64Url(m_history.deploymentId()));
}

ProgramRun CtlVerifyTest::verify(const QString &what, const QByteArray &bytes, const QString &id,
                                 const QStringList &more) const
{
    QFile file(m_folder.filePath(what));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("%s cannot be written", qPrintable(what));
    file.close();
    return m_ctl.run(QStringList{what, u"verify"_s, file.fileName(), u"--deployment-id"_s, id} + more);
}

void CtlVerifyTest::evidenceIsVerified()
{
    const QByteArray bytes = m_history.evidenceOf(m_revocation).toBytes();
    const ProgramRun run = verify(u"evidence"_s, bytes, m_id);
    QVERIFY2(run.exit == 0, run.err.constData());
    QCOMPARE(run.member("change"_L1), m_revocation.change.request.id);
    const json::Value document = run.json();
    QVERIFY(document.object().find("verified"_L1)->boolean());
    QCOMPARE(document.object().find("applied"_L1)->array().size(), 2U);
    QCOMPARE(document.object().find("approvers"_L1)->array().front().text(), m_history.approver1.id);
    const ProgramRun forPeople = verify(u"evidence"_s, bytes, m_id, {});
    QVERIFY(forPeople.out.startsWith("The evidence is good."));
    QVERIFY(forPeople.out.contains("2 trusted -> revoked, final"));
}

void CtlVerifyTest::tamperedEvidenceIsRefused()
{
    QByteArray bytes = m_history.evidenceOf(m_revocation).toBytes();
    const qsizetype place = bytes.indexOf("\"proof\":[\"") + 12;
    bytes[place] = bytes[place] == 'A' ? 'B' : 'A';
    const ProgramRun run = verify(u"evidence"_s, bytes, m_id);
    QCOMPARE(run.exit, 1);
    QVERIFY(run.member("where"_L1).contains(m_folder.path()));
    QVERIFY(run.err.startsWith("enigmctl: "));
    const ProgramRun longer = verify(u"evidence"_s, m_history.evidenceOf(m_revocation).toBytes() + '\n', m_id);
    QCOMPARE(longer.exit, 1);
}

void CtlVerifyTest::evidenceOfAnotherDeploymentIsRefused()
{
    const QString other = QString::fromLatin1(encoding::toBase64Url(QByteArray(32, 'o')));
    const ProgramRun run = verify(u"evidence"_s, m_history.evidenceOf(m_revocation).toBytes(), other);
    QCOMPARE(run.exit, 1);
    QVERIFY(!run.json().object().find("verified"_L1));
}

void CtlVerifyTest::anEndOfLifeRecordIsToldApart()
{
    SampleHistory history;
    EndedDevice ended(history, 2);
    ended.admit();
    const auto end = ended.perform(u"device.retire"_s);
    const qint64 word = ended.acknowledge(end);
    const QByteArray bytes = ended.record(end, word).toBytes();
    const QString id = QString::fromLatin1(encoding::toBase64Url(history.deploymentId()));
    const ProgramRun run = verify(u"evidence"_s, bytes, id, {u"--json"_s, u"--witnessed"_s});
    QVERIFY2(run.exit == 0, run.err.constData());
    QCOMPARE(run.member("handle"_L1), ended.device.memory.handle.text());
    QCOMPARE(run.member("state"_L1), u"retired"_s);
    const json::Value document = run.json();
    QVERIFY(document.object().find("verified"_L1)->boolean());
    QVERIFY(document.object().find("wipe"_L1)->isNull());
    const json::Object &told = document.object().find("end"_L1)->object();
    QCOMPARE(told.find("change"_L1)->text(), end.change.request.id);
    QCOMPARE(told.find("acknowledged"_L1)->object().find("index"_L1)->integer(), word);
    QCOMPARE(told.find("acknowledged"_L1)->object().find("outcome"_L1)->text(), u"obeyed"_s);
    const ProgramRun forPeople = verify(u"evidence"_s, bytes, id, {});
    QVERIFY(forPeople.out.startsWith("The end-of-life record is good."));
    QVERIFY(forPeople.out.contains(ended.device.memory.handle.grouped().toUtf8()));
}

void CtlVerifyTest::aTamperedEndOfLifeRecordIsRefused()
{
    SampleHistory history;
    EndedDevice ended(history);
    ended.admit();
    const auto end = ended.perform(u"device.retire"_s);
    evidence::EndOfLifeRecord record = ended.record(end, ended.acknowledge(end));
    record.end.approvals.clear();
    const QString id = QString::fromLatin1(encoding::toBase64Url(history.deploymentId()));
    const ProgramRun run = verify(u"evidence"_s, record.toBytes(), id);
    QCOMPARE(run.exit, 1);
    QCOMPARE(run.member("type"_L1), u"urn:enigm:problem:quorum-missing"_s);
    QVERIFY(run.member("where"_L1).contains(m_folder.path()));
}

void CtlVerifyTest::aLogIsVerified()
{
    const ProgramRun run = verify(u"audit"_s, m_history.exportLog(), m_id);
    QVERIFY2(run.exit == 0, run.err.constData());
    QCOMPARE(run.json().object().find("activity_size"_L1)->integer(), qint64(m_history.activity().size()));
    QCOMPARE(run.json().object().find("changes_executed"_L1)->integer(), 2);
    QCOMPARE(run.json().object().find("changes_unproven"_L1)->integer(), 0);
    QVERIFY(run.json().object().find("verified"_L1)->boolean());
}

void CtlVerifyTest::aLogWithoutBodiesIsIncomplete()
{
    // As somebody exports it who may not read the bodies of the first change.
    QByteArrayList lines = m_history.exportLog().split('\n');
    const qsizetype firstActivity = 1 + m_history.governanceSize();
    const qsizetype body = lines[firstActivity].indexOf(",\"hash\"");
    const qsizetype salt = lines[firstActivity].indexOf(",\"salt\":");
    lines[firstActivity] = R"({"body":null)" + lines[firstActivity].sliced(body, salt - body) + R"(,"salt":null})";
    const ProgramRun run = verify(u"audit"_s, lines.join('\n'), m_id);
    QVERIFY2(run.exit == 5, run.err.constData());
    QCOMPARE(run.json().object().find("changes_unproven"_L1)->integer(), 1);
    QCOMPARE(run.json().object().find("changes_executed"_L1)->integer(), 1);
    QCOMPARE(run.json().object().find("bodies_absent"_L1)->integer(), 1);
    QVERIFY(!run.json().object().find("verified"_L1)->boolean());
    const ProgramRun forPeople = verify(u"audit"_s, lines.join('\n'), m_id, {});
    QCOMPARE(forPeople.exit, 5);
    QVERIFY(!forPeople.out.contains("The log is good"));
    QVERIFY(forPeople.out.contains("1 executed changes could not be recounted"));
    QVERIFY(forPeople.out.contains("changes unproven"));
}

void CtlVerifyTest::aTamperedLogNamesItsRecord()
{
    QByteArray bytes = m_history.exportLog();
    const qsizetype place = bytes.lastIndexOf("\"time\":") + 8;
    bytes[place] = bytes[place] == '1' ? '2' : '1';
    const ProgramRun run = verify(u"audit"_s, bytes, m_id);
    QCOMPARE(run.exit, 1);
    QVERIFY2(run.member("where"_L1).contains("record"_L1), run.out.constData());
}

void CtlVerifyTest::theDeploymentMustBeNamed()
{
    QCOMPARE(m_ctl.run({u"evidence"_s, u"verify"_s, u"/nowhere"_s}).exit, 2);
    QCOMPARE(m_ctl.run({u"audit"_s, u"verify"_s, u"/nowhere"_s, u"--deployment-id"_s, m_id}).exit, 2);
    QCOMPARE(m_ctl.run({u"audit"_s, u"verify"_s, u"/nowhere"_s, u"--deployment"_s, u"/nowhere"_s}).exit, 2);
}

ENIGM_TEST_MAIN(CtlVerifyTest)
#include "CtlVerifyTest.moc"

#include "tests/stories/ProgramChecks.h"
#include "tests/stories/SampleOrganisation.h"
#include "tests/support/LogGuard.h"

#include <QFile>
#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

/// Devices attest again because somebody asks, by what people have signed, between processes. The functions are
/// chapters, in order.
class AttestationStoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void anAdministratorAsksADevice();
    void theDeviceAnswers();
    void aGroupIsAskedAtOnce();
    void othersDoNotAsk();
    void aLieIsShownAsWhatItIs_data();
    void aLieIsShownAsWhatItIs();
    void aRevocationListIsSignedByThree();
    void whatIsRevokedNeitherEnrolsNorAttests();
    void theEarlierValueIsSetAgain();
    void theHistoryVerifiesOffline();

private:
    [[nodiscard]] json::Object shown() const;
    [[nodiscard]] QString outcome() const { return shown().find("attestation"_L1)->text(); }
    [[nodiscard]] QString ask(const QStringList &line);
    /// By two people: what the change is then.
    [[nodiscard]] QString signOff(const QString &change);
    [[nodiscard]] ProgramRun attest(const QString &when, const QStringList &more = {}) const
    {
        return m_sample.attest(when, QStringList{u"--device"_s, m_device} + more);
    }

    SampleOrganisation m_sample;
    QString m_device;
};

namespace {

const QString administrator = u"administrator-1"_s;
const QString approver = u"approver-1"_s;
const QString reviewer = u"reviewer-1"_s;

QString slugOfFirst(const ProgramRun &run)
{
    return run.list("devices"_L1).front().object().find("problem"_L1)->text();
}

} // namespace

void AttestationStoryTest::initTestCase()
{
    QCOMPARE(m_sample.found(20), QString());
    QCOMPARE(m_sample.serve(), QString());
    const ProgramRun trusted = m_sample.as(administrator, {u"device"_s, u"list"_s, u"--state"_s, u"trusted"_s});
    m_device = trusted.list("devices"_L1).front().object().find("handle"_L1)->text();
}

json::Object AttestationStoryTest::shown() const
{
    return m_sample.as(reviewer, {u"device"_s, u"show"_s, m_device}).json().object();
}

QString AttestationStoryTest::ask(const QStringList &line)
{
    const ProgramRun run = m_sample.as(administrator, line + QStringList{u"--reason"_s, u"As planned"_s, u"--yes"_s});
    return run.exit == 0 ? run.member("id"_L1) : QString::fromUtf8(run.err);
}

QString AttestationStoryTest::signOff(const QString &change)
{
    const ProgramRun first = m_sample.as(approver, {u"change"_s, u"approve"_s, change, u"--yes"_s});
    if (first.member("state"_L1) != "pending"_L1)
        return QString::fromUtf8(first.err);
    return m_sample.as(reviewer, {u"change"_s, u"approve"_s, change, u"--yes"_s}).member("state"_L1);
}

void AttestationStoryTest::anAdministratorAsksADevice()
{
    QVERIFY(shown().find("attestation_asked"_L1)->isNull());
    const ProgramRun run = m_sample.as(administrator, {u"device"_s, u"attest"_s, m_device});
    ENIGM_SUCCEEDS(run);
    QCOMPARE(run.list("asked"_L1).size(), 1U);
    QVERIFY(!shown().find("attestation_asked"_L1)->isNull());
}

void AttestationStoryTest::theDeviceAnswers()
{
    ENIGM_SUCCEEDS(attest(u"due"_s));
    QVERIFY(shown().find("attestation_asked"_L1)->isNull());
    QCOMPARE(outcome(), u"verified"_s);
    const qint64 attested = shown().find("attested"_L1)->integer();
    QVERIFY(attested >= shown().find("enrolled"_L1)->integer());
    ENIGM_SUCCEEDS(attest(u"due"_s)); // and it is not due any more
    QCOMPARE(shown().find("attested"_L1)->integer(), attested);
}

void AttestationStoryTest::aGroupIsAskedAtOnce()
{
    const ProgramRun trusted = m_sample.as(administrator, {u"device"_s, u"list"_s, u"--state"_s, u"trusted"_s});
    const QString lost = trusted.list("devices"_L1).back().object().find("handle"_L1)->text();
    ENIGM_SUCCEEDS(m_sample.as(administrator, {u"device"_s, u"suspend"_s, lost, u"--reason"_s, u"Lost"_s, u"--yes"_s}));
    const QString change =
        ask({u"group"_s, u"create"_s, u"Served"_s, u"--state"_s, u"trusted"_s, u"--state"_s, u"suspended"_s});
    QCOMPARE(m_sample.as(approver, {u"change"_s, u"approve"_s, change, u"--yes"_s}).member("state"_L1), u"executed"_s);
    const ProgramRun run = m_sample.as(administrator, {u"device"_s, u"attest"_s, u"--group"_s, u"Served"_s});
    ENIGM_SUCCEEDS(run);
    QVERIFY(run.list("asked"_L1).size() > 1);
    QVERIFY(!run.list("passed_over"_L1).empty());
    QCOMPARE(m_sample.as(administrator, {u"device"_s, u"attest"_s, m_device, u"--group"_s, u"Served"_s}).exit, 2);
    QCOMPARE(m_sample.as(administrator, {u"device"_s, u"attest"_s}).exit, 2);
}

void AttestationStoryTest::othersDoNotAsk()
{
    for (const QString &person : {approver, reviewer})
        ENIGM_REFUSED(m_sample.as(person, {u"device"_s, u"attest"_s, m_device}), 1, "not-permitted"_L1);
}

void AttestationStoryTest::aLieIsShownAsWhatItIs_data()
{
    QTest::addColumn<QString>("lie");
    QTest::addColumn<QString>("outcome");
    QTest::newRow("a chain of another occasion") << u"replayed-chain"_s << u"replay-attempt"_s;
    QTest::newRow("a chain for another device") << u"other-keys-chain"_s << u"replay-attempt"_s;
    QTest::newRow("an unlocked boot loader") << u"unlocked-boot-loader"_s << u"ineligible-build"_s;
    QTest::newRow("foreign hardware") << u"foreign-root"_s << u"invalid-trust-chain"_s;
}

void AttestationStoryTest::aLieIsShownAsWhatItIs()
{
    QFETCH(const QString, lie);
    QFETCH(const QString, outcome);
    const ProgramRun run = attest(u"always"_s, {u"--misbehave"_s, lie});
    QCOMPARE(run.exit, 1);
    QCOMPARE(slugOfFirst(run), u"attestation-rejected"_s);
    QCOMPARE(this->outcome(), outcome);
    QCOMPARE(shown().find("state"_L1)->text(), u"trusted"_s);
    const ProgramRun timeline = m_sample.as(approver, {u"device"_s, u"timeline"_s, m_device, u"--limit"_s, u"1"_s});
    QCOMPARE(timeline.list("events"_L1).front().object().find("state"_L1)->text(), outcome);
    ENIGM_SUCCEEDS(attest(u"always"_s));
    QCOMPARE(this->outcome(), u"verified"_s);
}

void AttestationStoryTest::aRevocationListIsSignedByThree()
{
    const json::Object facts = shown().find("attestation_facts"_L1)->object().find("facts"_L1)->object();
    const QString serial = facts.find("serials"_L1)->array()[1].text();
    const QString file = m_sample.path(u"status"_s);
    QFile list(file);
    QVERIFY(list.open(QIODevice::WriteOnly));
    list.write("{\n \"entries\": {\"" + serial.toLatin1() + "\": {\"status\": \"REVOKED\"}}\n}\n");
    list.close();
    const QString change = ask({u"attestation"_s, u"set"_s, u"--revocation"_s, file, u"--patch"_s, u"0"_s});
    QCOMPARE(change.size(), 36);
    const ProgramRun before = m_sample.as(approver, {u"attestation"_s, u"show"_s});
    QVERIFY(before.json().object().find("revocation"_L1)->isNull());
    ENIGM_SUCCEEDS(m_sample.as(approver, {u"change"_s, u"show"_s, change}));
    QCOMPARE(signOff(change), u"executed"_s);
    const json::Object after = m_sample.as(approver, {u"attestation"_s, u"show"_s}).json().object();
    QVERIFY(!after.find("revocation"_L1)->isNull());
    QCOMPARE(after.find("min_patch"_L1)->integer(), 0);
    QCOMPARE(*after.find("roots"_L1), *before.json().object().find("roots"_L1)); // what was not named stays
}

void AttestationStoryTest::whatIsRevokedNeitherEnrolsNorAttests()
{
    QCOMPARE(attest(u"always"_s).exit, 1);
    QCOMPARE(outcome(), u"invalid-trust-chain"_s);
    QCOMPARE(shown().find("attestation_facts"_L1)->object().find("reason"_L1)->text(), u"revoked"_s);
    const QString ticket = m_sample.path(u"ticket"_s);
    ENIGM_SUCCEEDS(
        m_sample.as(administrator, {u"enrollment"_s, u"create"_s, u"--name"_s, u"Spring"_s, u"--output"_s, ticket}));
    const ProgramRun run = m_sample.enrol(ticket);
    QCOMPARE(run.exit, 1);
    QCOMPARE(run.list("problems"_L1).front().object().find("where"_L1)->text(), u"revoked"_s);
}

void AttestationStoryTest::theEarlierValueIsSetAgain()
{
    const QString change = ask({u"attestation"_s, u"set"_s, u"--as-at"_s, u"1"_s});
    QCOMPARE(signOff(change), u"executed"_s);
    ENIGM_SUCCEEDS(attest(u"always"_s));
    QCOMPARE(outcome(), u"verified"_s);
    const QStringList why{u"--reason"_s, u"Again"_s, u"--yes"_s};
    ENIGM_REFUSED(m_sample.as(administrator, QStringList{u"attestation"_s, u"set"_s} + why), 1, "already-exists"_L1);
    ENIGM_REFUSED(
        m_sample.as(u"release-manager-1"_s, QStringList{u"attestation"_s, u"set"_s, u"--level"_s, u"software"_s} + why),
        1, "not-permitted"_L1);
    for (const QStringList &line : {QStringList{u"--drop-root"_s, u"AAAA"_s}, QStringList{u"--level"_s, u"paper"_s},
                                    QStringList{u"--revocation"_s, m_sample.deploymentFile()}})
        QCOMPARE(m_sample.as(administrator, QStringList{u"attestation"_s, u"set"_s} + line + why).exit, 2);
}

void AttestationStoryTest::theHistoryVerifiesOffline()
{
    const QString file = m_sample.path(u"log.jsonl"_s);
    const ProgramRun exported = m_sample.as(reviewer, {u"audit"_s, u"export"_s, file});
    ENIGM_SUCCEEDS(exported);
    ENIGM_SUCCEEDS(m_sample.offline(
        {u"audit"_s, u"verify"_s, file, u"--json"_s, u"--deployment-id"_s, exported.member("deployment"_L1)}));
}

ENIGM_TEST_MAIN(AttestationStoryTest)
#include "AttestationStoryTest.moc"

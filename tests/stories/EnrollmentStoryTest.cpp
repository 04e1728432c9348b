#include "tests/stories/ProgramChecks.h"
#include "tests/stories/SampleOrganisation.h"
#include "tests/support/LogGuard.h"
#include "tests/support/Vectors.h"

#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

/// How a phone comes in, and how another takes its place, between processes. The functions are chapters, in order.
class EnrollmentStoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void ticketsAreForAdministrators();
    void aGroupIsThereForThem();
    void phonesEnrolWithATicket();
    void aTicketIsGoodForAsManyAsItSays();
    void whatIsNotVouchedForIsTurnedAway_data();
    void whatIsNotVouchedForIsTurnedAway();
    void aRevokedTicketOpensNothing();
    void aPhoneThatWaitsIsServedNothing();
    void aBatchIsAdmittedOnceItsAttestationWasJudgedAgain();
    void aPhoneThatWaitsIsDeniedWithAReason();
    void aPlaceIsTakenOnceItIsEmpty();
    void aNewPhoneTakesThePlaceOfALostOne();
    void theHistoryVerifiesOffline();

private:
    /// The file of a new ticket.
    [[nodiscard]] QString ticket(const QStringList &more = {});
    [[nodiscard]] QString ask(const QString &action, const QStringList &devices);
    [[nodiscard]] QString stateOf(const QString &device) const;
    [[nodiscard]] QStringList enrolled(const ProgramRun &run) const;
    void settle();

    SampleOrganisation m_sample;
    int m_tickets = 0;
    QStringList m_batch;
    QString m_lost;
};

namespace {

const QString administrator = u"administrator-1"_s;
const QString approver = u"approver-1"_s;

} // namespace

void EnrollmentStoryTest::initTestCase()
{
    QCOMPARE(m_sample.found(20), QString());
    QCOMPARE(m_sample.serve(), QString());
}

QString EnrollmentStoryTest::ticket(const QStringList &more)
{
    const QString file = m_sample.path(u"ticket-%1"_s.arg(++m_tickets));
    const ProgramRun run = m_sample.as(
        administrator, QStringList{u"enrollment"_s, u"create"_s, u"--name"_s, u"Spring"_s, u"--output"_s, file} + more);
    return run.exit == 0 ? file : QString::fromUtf8(run.err);
}

QString EnrollmentStoryTest::ask(const QString &action, const QStringList &devices)
{
    const ProgramRun run = m_sample.as(administrator, QStringList{u"device"_s, action} + devices +
                                                          QStringList{u"--reason"_s, u"As agreed"_s, u"--yes"_s});
    return run.exit == 0 ? run.member("id"_L1) : QString::fromUtf8(run.err);
}

QString EnrollmentStoryTest::stateOf(const QString &device) const
{
    return m_sample.as(administrator, {u"device"_s, u"show"_s, device}).member("state"_L1);
}

QStringList EnrollmentStoryTest::enrolled(const ProgramRun &run) const
{
    QStringList handles;
    for (const json::Value &device : run.list("devices"_L1))
        handles.append(device.text());
    return handles;
}

/// What was executed reaches the devices.
void EnrollmentStoryTest::settle()
{
    ENIGM_SUCCEEDS(m_sample.witness());
    ENIGM_SUCCEEDS(m_sample.obey());
}

void EnrollmentStoryTest::ticketsAreForAdministrators()
{
    ENIGM_REFUSED(m_sample.as(approver, {u"enrollment"_s, u"create"_s, u"--name"_s, u"Mine"_s}), 1, u"not-permitted"_s);
    ENIGM_REFUSED(m_sample.as(u"reviewer-1"_s, {u"enrollment"_s, u"list"_s}), 1, u"not-permitted"_s);
}

void EnrollmentStoryTest::aGroupIsThereForThem()
{
    ENIGM_REFUSED(
        m_sample.as(administrator, {u"enrollment"_s, u"create"_s, u"--name"_s, u"Spring"_s, u"--group"_s, u"Field"_s}),
        1, u"not-found"_s);
    const ProgramRun asked = m_sample.as(
        administrator, {u"group"_s, u"create"_s, u"Field"_s, u"--reason"_s, u"For the spring"_s, u"--yes"_s});
    ENIGM_SUCCEEDS(asked);
    ENIGM_SUCCEEDS(m_sample.as(approver, {u"change"_s, u"approve"_s, asked.member("id"_L1), u"--yes"_s}));
}

void EnrollmentStoryTest::phonesEnrolWithATicket()
{
    const QString file = ticket({u"--uses"_s, u"3"_s, u"--group"_s, u"Field"_s});
    const ProgramRun run = m_sample.enrol(file, {u"--count"_s, u"2"_s});
    ENIGM_SUCCEEDS(run);
    m_batch = enrolled(run);
    QCOMPARE(m_batch.size(), 2);
    for (const QString &device : std::as_const(m_batch))
        QCOMPARE(stateOf(device), u"pending-enrollment"_s);
    // The token itself is with the devices and nowhere else.
    const QByteArray token = readFile(file).split(':')[4];
    QVERIFY(token.size() > 20);
    for (const QString &name : {u"control-plane.sqlite"_s, u"control-plane.sqlite-wal"_s})
        QVERIFY(!readFile(m_sample.path(u"data/"_s + name))
                     .contains(QByteArray::fromBase64(token, QByteArray::Base64UrlEncoding)));
}

void EnrollmentStoryTest::aTicketIsGoodForAsManyAsItSays()
{
    const QString file = m_sample.path(u"ticket-1"_s);
    const ProgramRun run = m_sample.enrol(file, {u"--count"_s, u"4"_s});
    QCOMPARE(run.exit, 1);
    QCOMPARE(enrolled(run).size(), 1);
    QCOMPARE(run.list("problems"_L1).size(), 3U);
    QCOMPARE(run.list("problems"_L1).front().object().find("type"_L1)->text(), u"enrollment-refused"_s);
    m_batch += enrolled(run);
    const json::Object profile =
        m_sample.as(administrator, {u"enrollment"_s, u"list"_s}).list("profiles"_L1).back().object();
    QCOMPARE(profile.find("used"_L1)->integer(), 3);
}

void EnrollmentStoryTest::whatIsNotVouchedForIsTurnedAway_data()
{
    QTest::addColumn<QString>("lie");
    QTest::addColumn<QString>("reason");
    QTest::newRow("an attestation made before") << u"foreign-nonce"_s << u"challenge"_s;
    QTest::newRow("a certificate for another key") << u"foreign-tls-key"_s << u"challenge"_s;
    QTest::newRow("an unlocked boot loader") << u"unlocked-boot-loader"_s << u"unlocked"_s;
}

void EnrollmentStoryTest::whatIsNotVouchedForIsTurnedAway()
{
    QFETCH(const QString, lie);
    QFETCH(const QString, reason);
    const QString file = ticket();
    const ProgramRun run = m_sample.enrol(file, {u"--misbehave"_s, lie});
    QCOMPARE(run.exit, 1);
    const json::Object problem = run.list("problems"_L1).front().object();
    QCOMPARE(problem.find("type"_L1)->text(), u"attestation-rejected"_s);
    QCOMPARE(problem.find("where"_L1)->text(), reason);
    // The ticket is as good as before.
    const ProgramRun honest = m_sample.enrol(file);
    ENIGM_SUCCEEDS(honest);
    QVERIFY(!ask(u"deny"_s, enrolled(honest)).isEmpty());
}

void EnrollmentStoryTest::aRevokedTicketOpensNothing()
{
    const auto profiles = [this] {
        QStringList ids;
        for (const json::Value &profile : m_sample.as(administrator, {u"enrollment"_s, u"list"_s}).list("profiles"_L1))
            ids.append(profile.object().find("id"_L1)->text());
        return ids;
    };
    const QStringList before = profiles();
    const QString file = ticket();
    QStringList made = profiles(); // several may be of one second, in whatever order
    made.removeIf([&before](const QString &id) { return before.contains(id); });
    QCOMPARE(made.size(), 1);
    ENIGM_SUCCEEDS(m_sample.as(administrator, {u"enrollment"_s, u"revoke"_s, made.first()}));
    const ProgramRun run = m_sample.enrol(file);
    QCOMPARE(run.exit, 1);
    QCOMPARE(run.list("problems"_L1).front().object().find("type"_L1)->text(), u"enrollment-refused"_s);
}

void EnrollmentStoryTest::aPhoneThatWaitsIsServedNothing()
{
    for (const QString &device : std::as_const(m_batch))
        QCOMPARE(m_sample.checkIn(device).exit, 1);
}

void EnrollmentStoryTest::aBatchIsAdmittedOnceItsAttestationWasJudgedAgain()
{
    const QString admission = ask(u"admit"_s, m_batch);
    const ProgramRun approval = m_sample.as(approver, {u"change"_s, u"approve"_s, admission, u"--yes"_s});
    ENIGM_SUCCEEDS(approval);
    QVERIFY2(approval.err.contains("Attestation judged here: 3 of 3 hold."), approval.err.constData());
    const QStringList results{u"change"_s, u"results"_s, admission};
    QCOMPARE(m_sample.as(administrator, results).json().object().find("acknowledged"_L1)->integer(), 0);
    settle();
    QCOMPARE(m_sample.as(administrator, results).json().object().find("acknowledged"_L1)->integer(), 3);
    // Into the group that the ticket was for, by the word of whoever approved.
    QCOMPARE(m_sample.as(administrator, {u"device"_s, u"list"_s, u"--group"_s, u"Field"_s}).list("devices"_L1).size(),
             3U);
    for (const QString &device : std::as_const(m_batch)) {
        QCOMPARE(stateOf(device), u"trusted"_s);
        QCOMPARE(m_sample.checkIn(device).exit, 0);
    }
}

void EnrollmentStoryTest::aPhoneThatWaitsIsDeniedWithAReason()
{
    const ProgramRun run = m_sample.enrol(ticket());
    ENIGM_SUCCEEDS(run);
    const QString device = enrolled(run).constFirst();
    QVERIFY(!ask(u"deny"_s, {device}).isEmpty());
    QCOMPARE(stateOf(device), u"retired"_s);
    QCOMPARE(m_sample.checkIn(device).exit, 1);
}

void EnrollmentStoryTest::aPlaceIsTakenOnceItIsEmpty()
{
    m_lost = m_batch[0];
    ENIGM_REFUSED(m_sample.as(administrator,
                              {u"enrollment"_s, u"create"_s, u"--name"_s, u"Too early"_s, u"--replaces"_s, m_lost}),
                  1, u"target-state"_s);
}

/// Nothing is inherited: the new phone waits as every other does. What the lost one was still to do is cancelled.
void EnrollmentStoryTest::aNewPhoneTakesThePlaceOfALostOne()
{
    QVERIFY(!ask(u"restrict"_s, {m_lost}).isEmpty()); // which it never hears of
    const QString replacement = ask(u"replace"_s, {m_lost});
    ENIGM_SUCCEEDS(m_sample.as(approver, {u"change"_s, u"approve"_s, replacement, u"--yes"_s}));
    QCOMPARE(stateOf(m_lost), u"replaced"_s);
    const ProgramRun run = m_sample.enrol(ticket({u"--replaces"_s, m_lost}));
    ENIGM_SUCCEEDS(run);
    const QString heir = enrolled(run).constFirst();
    QVERIFY(heir != m_lost);
    QCOMPARE(stateOf(heir), u"pending-enrollment"_s);
    QCOMPARE(m_sample.checkIn(heir).exit, 1);
    const auto commands = m_sample.as(administrator, {u"device"_s, u"show"_s, m_lost}).list("commands"_L1);
    QCOMPARE(commands.size(), 3U); // admitted, restricted, replaced
    QCOMPARE(commands[1].object().find("state"_L1)->text(), u"cancelled"_s);
    QCOMPARE(commands[2].object().find("state"_L1)->text(), u"queued"_s);
    const QString admission = ask(u"admit"_s, {heir});
    ENIGM_SUCCEEDS(m_sample.as(approver, {u"change"_s, u"approve"_s, admission, u"--yes"_s}));
    settle();
    QCOMPARE(m_sample.checkIn(heir).exit, 0);
    QCOMPARE(m_sample.checkIn(m_lost).exit, 1);
}

void EnrollmentStoryTest::theHistoryVerifiesOffline()
{
    const QString file = m_sample.path(u"log.jsonl"_s);
    ENIGM_SUCCEEDS(m_sample.as(u"reviewer-1"_s, {u"audit"_s, u"export"_s, file}));
    ENIGM_SUCCEEDS(
        m_sample.offline({u"audit"_s, u"verify"_s, file, u"--deployment"_s, m_sample.deploymentFile(), u"--json"_s}));
    const QByteArray log = readFile(file);
    for (const char *const action : {"enrollment-profile.create", "enrollment-profile.revoke", "device.enrolled"})
        QVERIFY2(log.contains(action), action);
}

ENIGM_TEST_MAIN(EnrollmentStoryTest)
#include "EnrollmentStoryTest.moc"

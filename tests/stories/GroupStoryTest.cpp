#include "tests/stories/ProgramChecks.h"
#include "tests/stories/SampleOrganisation.h"
#include "tests/support/LogGuard.h"

#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

/// Groups of devices are made, changed and removed by enigmctl alone, against a real control plane over real TLS, and a
/// reviewer verifies what became of them offline. The functions are its chapters, in order.
class GroupStoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void anAdministratorAsksForAGroup();
    void anApproverSeesWhatItWillBe();
    void theGroupIsListedWithItsDevices();
    void aGroupIsFoundByARule();
    void anApproverSeesWhatChanges();
    void theChangeThatComesSecondFails();
    void aRuleFollowsItsDevices();
    void wrongGroupsAreRefused();
    void aGroupIsRemoved();
    void theEvidenceOfAGroupVerifies();
    void aReviewerVerifiesTheExport();

private:
    /// Asked for with a reason: the change; empty where it was not taken.
    [[nodiscard]] QString ask(const QStringList &line);
    [[nodiscard]] QString approve(const QString &change);
    [[nodiscard]] ProgramRun show(const QString &change)
    {
        return m_sample.as(approver, {u"change"_s, u"show"_s, change});
    }
    /// The handles of the devices of a group, as device list has them.
    [[nodiscard]] QStringList devicesOf(const QString &group);

    const QString administrator = u"administrator-1"_s;
    const QString approver = u"approver-1"_s;
    const QString reviewer = u"reviewer-1"_s;

    SampleOrganisation m_sample;
    QStringList m_trusted;
    QString m_created;
    int m_executed = 0;
};

namespace {

json::Value memberOf(const ProgramRun &run, QLatin1StringView name)
{
    const json::Value document = run.json();
    const json::Value *const value = document.object().find(name);
    return value ? *value : json::Value();
}

} // namespace

void GroupStoryTest::initTestCase()
{
    QCOMPARE(m_sample.found(20), QString());
    QCOMPARE(m_sample.serve(), QString());
    const ProgramRun trusted = m_sample.as(administrator, {u"device"_s, u"list"_s, u"--state"_s, u"trusted"_s});
    ENIGM_SUCCEEDS(trusted);
    for (const json::Value &device : trusted.list("devices"_L1))
        m_trusted.append(device.object().find("handle"_L1)->text());
    QVERIFY(m_trusted.size() > 4);
}

QString GroupStoryTest::ask(const QStringList &line)
{
    const ProgramRun run = m_sample.as(administrator, line + QStringList{u"--reason"_s, u"As planned"_s, u"--yes"_s});
    return run.exit == 0 ? run.member("id"_L1) : QString();
}

QString GroupStoryTest::approve(const QString &change)
{
    const ProgramRun run = m_sample.as(approver, {u"change"_s, u"approve"_s, change, u"--yes"_s});
    if (run.member("state"_L1) == "executed"_L1)
        ++m_executed;
    return run.member("state"_L1);
}

QStringList GroupStoryTest::devicesOf(const QString &group)
{
    QStringList handles;
    const ProgramRun run = m_sample.as(reviewer, {u"device"_s, u"list"_s, u"--group"_s, group});
    for (const json::Value &device : run.list("devices"_L1))
        handles.append(device.object().find("handle"_L1)->text());
    return handles;
}

void GroupStoryTest::anAdministratorAsksForAGroup()
{
    m_created = ask({u"group"_s, u"create"_s, u"Field teams"_s, u"--device"_s, m_trusted[0], u"--device"_s,
                     m_trusted[1].toUpper()});
    QVERIFY(!m_created.isEmpty());
    const ProgramRun groups = m_sample.as(approver, {u"group"_s, u"list"_s});
    ENIGM_SUCCEEDS(groups);
    QVERIFY(groups.list("groups"_L1).empty());
}

void GroupStoryTest::anApproverSeesWhatItWillBe()
{
    const ProgramRun run = show(m_created);
    ENIGM_SUCCEEDS(run);
    QCOMPARE(run.member("state"_L1), u"pending"_s);
    QCOMPARE(run.list("target_list"_L1).size(), 2U);
    QVERIFY(run.list("drifted"_L1).empty());
    const json::Value group = memberOf(run, "group"_L1);
    QVERIFY(group.object().find("replaced"_L1)->isNull());
    QCOMPARE(group.object().find("devices"_L1)->integer(), 2);
    QCOMPARE(group.object().find("added"_L1)->array().size(), 2U);
    // The one who asked does not approve, and another administrator neither.
    ENIGM_REFUSED(m_sample.as(administrator, {u"change"_s, u"approve"_s, m_created, u"--yes"_s}), 1,
                  "self-approval"_L1);
    ENIGM_REFUSED(m_sample.as(u"administrator-2"_s, {u"change"_s, u"approve"_s, m_created, u"--yes"_s}), 1,
                  "not-permitted"_L1); // nor does anybody read it who may not sign it
}

void GroupStoryTest::theGroupIsListedWithItsDevices()
{
    QCOMPARE(approve(m_created), u"executed"_s);
    const ProgramRun shown = m_sample.as(reviewer, {u"group"_s, u"show"_s, u"field TEAMS"_s});
    ENIGM_SUCCEEDS(shown);
    QCOMPARE(memberOf(shown, "version"_L1).integer(), 1);
    QCOMPARE(memberOf(shown, "devices"_L1).integer(), 2);
    QCOMPARE(shown.list("members"_L1).size(), 2U);
    QStringList expected = m_trusted.first(2);
    expected.sort();
    QCOMPARE(devicesOf(u"Field teams"_s), expected);
    QCOMPARE(devicesOf(shown.member("group"_L1)), expected);
    // Nobody's device was told anything.
    const ProgramRun device = m_sample.as(administrator, {u"device"_s, u"show"_s, m_trusted[0]});
    for (const json::Value &command : device.list("commands"_L1))
        QVERIFY(command.object().find("action"_L1)->text() != "group.change"_L1);
}

void GroupStoryTest::aGroupIsFoundByARule()
{
    const QString change =
        ask({u"group"_s, u"create"_s, u"Suspended"_s, u"--state"_s, u"suspended"_s, u"--simulated"_s, u"yes"_s});
    QVERIFY(!change.isEmpty());
    const ProgramRun suspended = m_sample.as(administrator, {u"device"_s, u"list"_s, u"--state"_s, u"suspended"_s});
    QCOMPARE(memberOf(show(change), "group"_L1).object().find("devices"_L1)->integer(),
             static_cast<qint64>(suspended.list("devices"_L1).size()));
    QCOMPARE(approve(change), u"executed"_s);
    QCOMPARE(devicesOf(u"Suspended"_s).size(), static_cast<qsizetype>(suspended.list("devices"_L1).size()));
    QCOMPARE(m_sample.as(approver, {u"group"_s, u"list"_s}).list("groups"_L1).size(), 2U);
}

void GroupStoryTest::anApproverSeesWhatChanges()
{
    const QString change = ask({u"group"_s, u"change"_s, u"Field teams"_s, u"--name"_s, u"Field"_s, u"--device"_s,
                                m_trusted[2], u"--drop"_s, m_trusted[0]});
    QVERIFY(!change.isEmpty());
    const ProgramRun run = show(change);
    const json::Value group = memberOf(run, "group"_L1);
    QCOMPARE(group.object().find("added"_L1)->array().size(), 1U);
    QCOMPARE(group.object().find("added"_L1)->array().front().text(), m_trusted[2]);
    QCOMPARE(group.object().find("dropped"_L1)->array().size(), 1U);
    QCOMPARE(group.object().find("dropped"_L1)->array().front().text(), m_trusted[0]);
    QCOMPARE(group.object().find("replaced"_L1)->object().find("definition"_L1)->object().find("name"_L1)->text(),
             u"Field teams"_s);
    const ProgramRun text = m_sample.as(approver, {u"change"_s, u"list"_s, u"--state"_s, u"pending"_s});
    QCOMPARE(text.list("changes"_L1).size(), 1U);
    QCOMPARE(approve(change), u"executed"_s);
    QStringList expected{m_trusted[1], m_trusted[2]};
    expected.sort();
    QCOMPARE(devicesOf(u"Field"_s), expected);
}

void GroupStoryTest::theChangeThatComesSecondFails()
{
    const QString first = ask({u"group"_s, u"change"_s, u"Field"_s, u"--name"_s, u"Depot"_s});
    const QString second = ask({u"group"_s, u"remove"_s, u"Field"_s});
    QVERIFY(!first.isEmpty() && !second.isEmpty());
    QCOMPARE(approve(first), u"executed"_s);
    const ProgramRun stale = show(second);
    QCOMPARE(stale.member("obstacle"_L1), u"drifted"_s);
    QCOMPARE(approve(second), u"failed"_s);
    QCOMPARE(memberOf(m_sample.as(reviewer, {u"group"_s, u"show"_s, u"Depot"_s}), "version"_L1).integer(), 3);
}

void GroupStoryTest::aRuleFollowsItsDevices()
{
    const qsizetype before = devicesOf(u"Suspended"_s).size();
    ENIGM_SUCCEEDS(
        m_sample.as(administrator, {u"device"_s, u"suspend"_s, m_trusted[3], u"--reason"_s, u"Lost"_s, u"--yes"_s}));
    ++m_executed;
    QCOMPARE(devicesOf(u"Suspended"_s).size(), before + 1);
    QVERIFY(devicesOf(u"Suspended"_s).contains(m_trusted[3]));
}

void GroupStoryTest::wrongGroupsAreRefused()
{
    const QStringList why{u"--reason"_s, u"As planned"_s, u"--yes"_s};
    const auto attempt = [&](const QString &person, const QStringList &line) {
        return m_sample.as(person, line + why);
    };
    ENIGM_REFUSED(attempt(administrator, {u"group"_s, u"create"_s, u"DEPOT"_s}), 1, "already-exists"_L1);
    ENIGM_REFUSED(attempt(reviewer, {u"group"_s, u"create"_s, u"Mine"_s}), 1, "not-permitted"_L1);
    ENIGM_REFUSED(attempt(administrator, {u"group"_s, u"remove"_s, u"Nobody"_s}), 1, "not-found"_L1);
    for (const QStringList &line :
         {QStringList{u"group"_s, u"create"_s, u"Call +49 170 1234567"_s},
          QStringList{u"group"_s, u"create"_s, u"New"_s, u"--state"_s, u"lost"_s},
          QStringList{u"group"_s, u"create"_s, u"New"_s, u"--patch-from"_s, u"202613"_s},
          QStringList{u"group"_s, u"create"_s, u"New"_s, u"--patch-from"_s, u"202602"_s, u"--patch-to"_s, u"202601"_s},
          QStringList{u"group"_s, u"create"_s, u"New"_s, u"--simulated"_s, u"perhaps"_s},
          QStringList{u"group"_s, u"create"_s, u"New"_s, u"--device"_s, m_trusted[0], u"--state"_s, u"trusted"_s},
          QStringList{u"group"_s, u"change"_s, u"Depot"_s, u"--drop"_s, m_trusted[4]}})
        QCOMPARE(attempt(administrator, line).exit, 2);
}

void GroupStoryTest::aGroupIsRemoved()
{
    const QString change = ask({u"group"_s, u"remove"_s, u"Depot"_s});
    QVERIFY(memberOf(show(change), "group"_L1).object().find("devices"_L1)->isNull());
    QCOMPARE(approve(change), u"executed"_s);
    ENIGM_REFUSED(m_sample.as(reviewer, {u"group"_s, u"show"_s, u"Depot"_s}), 1, "not-found"_L1);
    ENIGM_REFUSED(m_sample.as(reviewer, {u"device"_s, u"list"_s, u"--group"_s, u"Depot"_s}), 1, "not-found"_L1);
}

void GroupStoryTest::theEvidenceOfAGroupVerifies()
{
    const QString file = m_sample.path(u"group.json"_s);
    ENIGM_SUCCEEDS(m_sample.as(approver, {u"change"_s, u"evidence"_s, m_created, u"--output"_s, file}));
    const ProgramRun run =
        m_sample.offline({u"evidence"_s, u"verify"_s, file, u"--deployment"_s, m_sample.deploymentFile(), u"--json"_s});
    ENIGM_SUCCEEDS(run);
    QCOMPARE(run.member("change"_L1), m_created);
}

void GroupStoryTest::aReviewerVerifiesTheExport()
{
    const QString before = m_sample.path(u"log.jsonl"_s);
    const ProgramRun exported = m_sample.as(reviewer, {u"audit"_s, u"export"_s, before});
    ENIGM_SUCCEEDS(exported);
    const ProgramRun run = m_sample.offline(
        {u"audit"_s, u"verify"_s, before, u"--json"_s, u"--deployment-id"_s, exported.member("deployment"_L1)});
    ENIGM_SUCCEEDS(run);
    QVERIFY(memberOf(run, "changes_executed"_L1).integer() >= m_executed);
    QCOMPARE(memberOf(run, "changes_unproven"_L1).integer(), 0);
    QCOMPARE(memberOf(run, "bodies_absent"_L1).integer(), 0);
    QVERIFY(m_executed >= 6);
}

ENIGM_TEST_MAIN(GroupStoryTest)
#include "GroupStoryTest.moc"

#include "contract/fleet/HandleEpoch.h"
#include "tests/stories/ProgramChecks.h"
#include "tests/stories/SampleOrganisation.h"
#include "tests/support/LogGuard.h"
#include "tests/support/Vectors.h"

#include <QDateTime>
#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

/// A device is told by which handle the network knows it; whose that was is found only where an approver and a reviewer
/// agree, told to those who may read it, and verified offline. Between processes. The functions are chapters, in order.
class ResolveHandleStoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aDeviceIsToldItsNetworkHandles();
    void aSuspendedDeviceIsNotTold();
    void wrongQuestionsAreRefused_data();
    void wrongQuestionsAreRefused();
    void whoMayNotAskIsRefused();
    void anAdministratorAsksByDay();
    void approversAloneAreNotEnough();
    void theReviewerCompletesIt();
    void aHandleOfAnotherDayFindsNobody();
    void nobodyElseLearnsIt();
    void theLogTellsReviewers();
    void theHistoryVerifiesOffline();

private:
    [[nodiscard]] ProgramRun ask(const QString &person, const QString &handle, const QString &epoch) const
    {
        return m_sample.as(person, {u"device"_s, u"resolve-handle"_s, handle, u"--epoch"_s, epoch, u"--reason"_s,
                                    u"Seen where it should not be"_s, u"--yes"_s});
    }
    [[nodiscard]] QString stateAfter(const QString &approver, const QString &change) const
    {
        return m_sample.as(approver, {u"change"_s, u"approve"_s, change, u"--yes"_s}).member("state"_L1);
    }
    /// What `change show` tells this person was found; null while nothing was.
    [[nodiscard]] json::Value found(const QString &person, const QString &change) const;
    [[nodiscard]] QStringList devicesIn(const QString &state) const;

    SampleOrganisation m_sample;
    QString m_device; ///< trusted; by its console handle
    QString m_handle; ///< the network's, of today
    qint64 m_epoch = 0;
    QString m_change;
};

namespace {

const QString administrator = u"administrator-1"_s;
const QString approver = u"approver-1"_s;
const QString reviewer = u"reviewer-1"_s;

constexpr int patience = 60'000; // a bound, and no wait

json::Value memberOf(const ProgramRun &run, QLatin1StringView name)
{
    const json::Value document = run.json();
    const json::Value *const value = document.object().find(name);
    return value ? *value : json::Value();
}

/// {epoch, handle} of the present epoch and of the next, as the device was told.
std::vector<std::pair<qint64, QString>> toldHandles(const ProgramRun &run)
{
    std::vector<std::pair<qint64, QString>> handles;
    for (const json::Value &device : run.list("devices"_L1)) {
        for (const json::Value &epoch : device.object().find("network"_L1)->array())
            handles.emplace_back(epoch.object().find("epoch"_L1)->integer(), epoch.object().find("handle"_L1)->text());
    }
    return handles;
}

} // namespace

void ResolveHandleStoryTest::initTestCase()
{
    QCOMPARE(m_sample.found(20), QString());
    QCOMPARE(m_sample.serve(), QString());
}

QStringList ResolveHandleStoryTest::devicesIn(const QString &state) const
{
    QStringList handles;
    const ProgramRun run = m_sample.as(administrator, {u"device"_s, u"list"_s, u"--state"_s, state});
    for (const json::Value &device : run.list("devices"_L1))
        handles.append(device.object().find("handle"_L1)->text());
    return handles;
}

json::Value ResolveHandleStoryTest::found(const QString &person, const QString &change) const
{
    return memberOf(m_sample.as(person, {u"change"_s, u"show"_s, change}), "resolution"_L1);
}

void ResolveHandleStoryTest::aDeviceIsToldItsNetworkHandles()
{
    const QStringList trusted = devicesIn(u"trusted"_s);
    QVERIFY(trusted.size() > 1);
    m_device = trusted[1];
    const ProgramRun run = m_sample.handles(m_device);
    ENIGM_SUCCEEDS(run);
    const auto handles = toldHandles(run);
    QCOMPARE(handles.size(), 2U);
    QCOMPARE(handles[1].first, handles[0].first + 1);
    QVERIFY(handles[0].second != handles[1].second);
    QVERIFY(handles[0].second.startsWith(u"edn1"_s) && handles[1].second.startsWith(u"edn1"_s));
    m_epoch = handles[0].first;
    m_handle = handles[0].second;
    QVERIFY(qAbs(fleet::handleEpochAt(QDateTime::currentSecsSinceEpoch()) - m_epoch) <= 1);
    QVERIFY(toldHandles(m_sample.handles(trusted[0])) != handles);
    QCOMPARE(toldHandles(m_sample.handles(m_device)).front().second, m_handle);
}

void ResolveHandleStoryTest::aSuspendedDeviceIsNotTold()
{
    const QString lost = devicesIn(u"trusted"_s).front();
    ENIGM_SUCCEEDS(m_sample.as(administrator, {u"device"_s, u"suspend"_s, lost, u"--reason"_s, u"Lost"_s, u"--yes"_s}));
    const ProgramRun run = m_sample.handles(lost);
    QCOMPARE(run.exit, 1);
    QVERIFY(toldHandles(run).empty());
    QCOMPARE(run.list("devices"_L1).front().object().find("problem"_L1)->text(), u"device-refused"_s);
}

void ResolveHandleStoryTest::wrongQuestionsAreRefused_data()
{
    QTest::addColumn<QString>("handle");
    QTest::addColumn<QString>("epoch");
    QTest::addColumn<int>("exit");
    const QString today = QString::number(m_epoch);
    QTest::newRow("a wrong character") << m_handle.chopped(1) + u'b' << today << 2;
    QTest::newRow("a handle of the console's") << m_device << today << 2;
    QTest::newRow("no handle at all") << u"edn1"_s << today << 2;
    QTest::newRow("an epoch to come") << m_handle << QString::number(m_epoch + 2) << 1;
    QTest::newRow("a day to come") << m_handle << u"2999-01-01"_s << 1;
    QTest::newRow("a day that there is not") << m_handle << u"2026-02-30"_s << 2;
    QTest::newRow("before time") << m_handle << u"-1"_s << 2;
}

void ResolveHandleStoryTest::wrongQuestionsAreRefused()
{
    QFETCH(const QString, handle);
    QFETCH(const QString, epoch);
    QFETCH(const int, exit);
    const ProgramRun run = ask(administrator, handle, epoch);
    QVERIFY2(run.exit == exit, (run.out + run.err).constData());
    if (exit == 1)
        ENIGM_REFUSED(run, 1, "out-of-range"_L1);
}

void ResolveHandleStoryTest::whoMayNotAskIsRefused()
{
    ENIGM_REFUSED(ask(approver, m_handle, QString::number(m_epoch)), 1, "not-permitted"_L1);
    ENIGM_REFUSED(ask(u"release-manager-1"_s, m_handle, QString::number(m_epoch)), 1, "not-permitted"_L1);
}

void ResolveHandleStoryTest::anAdministratorAsksByDay()
{
    const QString day =
        QDateTime::fromSecsSinceEpoch(fleet::handleEpochStart(m_epoch), Qt::UTC).date().toString(Qt::ISODate);
    const ProgramRun asked = ask(administrator, m_handle, day);
    ENIGM_SUCCEEDS(asked);
    m_change = asked.member("id"_L1);
    QCOMPARE(asked.member("class"_L1), u"raising"_s);
    QCOMPARE(memberOf(asked, "parameters"_L1).object().find("epoch"_L1)->integer(), m_epoch);
    QVERIFY(found(approver, m_change).isNull());
}

void ResolveHandleStoryTest::approversAloneAreNotEnough()
{
    ENIGM_REFUSED(m_sample.as(administrator, {u"change"_s, u"approve"_s, m_change, u"--yes"_s}), 1, "self-approval"_L1);
    QCOMPARE(stateAfter(approver, m_change), u"pending"_s);
    QCOMPARE(stateAfter(u"approver-2"_s, m_change), u"pending"_s);
    const ProgramRun shown = m_sample.as(administrator, {u"change"_s, u"show"_s, m_change});
    QVERIFY(memberOf(shown, "resolution"_L1).isNull());
    const auto missing = shown.list("missing"_L1);
    QCOMPARE(missing.size(), 1U);
    QCOMPARE(missing.front().object().find("roles"_L1)->array().front().text(), u"security-reviewer"_s);
}

void ResolveHandleStoryTest::theReviewerCompletesIt()
{
    QCOMPARE(stateAfter(reviewer, m_change), u"executed"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!found(administrator, m_change).isNull(), patience);
    for (const QString &person : {administrator, approver, reviewer}) {
        const json::Value answer = found(person, m_change);
        QCOMPARE(answer.object().find("handle"_L1)->text(), m_device);
        QVERIFY(answer.object().find("proven"_L1)->boolean());
    }
}

void ResolveHandleStoryTest::aHandleOfAnotherDayFindsNobody()
{
    const ProgramRun asked = ask(reviewer, m_handle, QString::number(m_epoch - 1));
    ENIGM_SUCCEEDS(asked);
    // The one reviewer of a sample asked, so that nobody is left who could agree.
    QCOMPARE(stateAfter(approver, asked.member("id"_L1)), u"pending"_s);
    const ProgramRun again = ask(administrator, m_handle, QString::number(m_epoch - 1));
    const QString change = again.member("id"_L1);
    QCOMPARE(stateAfter(reviewer, change), u"pending"_s);
    QCOMPARE(stateAfter(approver, change), u"executed"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!found(administrator, change).isNull(), patience);
    QVERIFY(found(administrator, change).object().find("handle"_L1)->isNull());
}

void ResolveHandleStoryTest::nobodyElseLearnsIt()
{
    for (const QString &person : {u"administrator-2"_s, u"release-manager-1"_s})
        ENIGM_REFUSED(m_sample.as(person, {u"change"_s, u"show"_s, m_change}), 1, "not-permitted"_L1);
    for (const QString &what : {u"show"_s, u"timeline"_s}) {
        const ProgramRun run = m_sample.as(u"administrator-2"_s, {u"device"_s, what, m_device});
        ENIGM_SUCCEEDS(run);
        QVERIFY(!run.out.contains(m_change.toLatin1()));
        QVERIFY(!run.out.contains("edn1"));
    }
    const ProgramRun listed = m_sample.as(u"administrator-2"_s, {u"change"_s, u"list"_s});
    QVERIFY(listed.out.contains(m_change.toLatin1()));
    QVERIFY(!listed.out.contains(m_device.toLatin1()));
}

void ResolveHandleStoryTest::theLogTellsReviewers()
{
    const ProgramRun run = m_sample.as(reviewer, {u"audit"_s, u"list"_s, u"--limit"_s, u"100"_s});
    ENIGM_SUCCEEDS(run);
    QVERIFY(run.out.contains("handle.resolved"));
}

void ResolveHandleStoryTest::theHistoryVerifiesOffline()
{
    const QString file = m_sample.path(u"log.jsonl"_s);
    const ProgramRun exported = m_sample.as(reviewer, {u"audit"_s, u"export"_s, file});
    ENIGM_SUCCEEDS(exported);
    int naming = 0;
    for (const QByteArray &line : readFile(file).split('\n')) {
        if (line.contains("\"handle.resolved\""))
            naming += line.contains(m_device.toLatin1()) ? 1 : 0;
    }
    QCOMPARE(naming, 1);
    const ProgramRun run = m_sample.offline(
        {u"audit"_s, u"verify"_s, file, u"--json"_s, u"--deployment-id"_s, exported.member("deployment"_L1)});
    ENIGM_SUCCEEDS(run);
    QCOMPARE(memberOf(run, "handles_resolved"_L1).integer(), 2);
    QCOMPARE(memberOf(run, "changes_unproven"_L1).integer(), 0);
    const QString evidence = m_sample.path(u"evidence.json"_s);
    ENIGM_SUCCEEDS(m_sample.as(approver, {u"change"_s, u"evidence"_s, m_change, u"--output"_s, evidence}));
    ENIGM_SUCCEEDS(m_sample.offline(
        {u"evidence"_s, u"verify"_s, evidence, u"--deployment"_s, m_sample.deploymentFile(), u"--json"_s}));
}

ENIGM_TEST_MAIN(ResolveHandleStoryTest)
#include "ResolveHandleStoryTest.moc"

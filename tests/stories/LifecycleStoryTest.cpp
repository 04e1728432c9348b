#include "contract/fleet/DeviceTransition.h"
#include "tests/stories/MadeMoves.h"
#include "tests/stories/ProgramChecks.h"
#include "tests/stories/SampleOrganisation.h"
#include "tests/support/LogGuard.h"
#include "tests/support/Vectors.h"

#include <QFile>
#include <QTest>

#include <algorithm>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

using fleet::DeviceAct;
using fleet::DeviceState;

/// Every move of the contract's table, made once, from the request to the device that has obeyed and the log that
/// verifies offline; and every act that the table does not have, refused. Between processes. The functions are
/// chapters, in order.
class LifecycleStoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void phonesComeIn();
    void everyMoveIsMade();
    void noMoveWasLeftOut();
    void everyWipeIsObeyed();
    void everyEndHasARecordThatVerifiesOffline();
    void aRecordThatWasTamperedWithDoesNot();
    void everyOtherActIsRefused_data();
    void everyOtherActIsRefused();
    void theHistoryVerifiesOffline();

private:
    /// Asks, has it signed off where that is needed, and lets the devices obey; they are in `to` then, on both sides.
    void move(DeviceAct act, const QStringList &devices, DeviceState to);
    /// By as many approvers as it takes: beyond the brake of the sample, by both.
    void signOff(const ProgramRun &asked) const;
    [[nodiscard]] ProgramRun ask(const QString &action, const QStringList &devices, const QStringList &more = {}) const;
    [[nodiscard]] DeviceState stateOf(const QString &device) const;
    [[nodiscard]] QStringList take(int count);

    SampleOrganisation m_sample;
    QString m_denied;
    QStringList m_waiting;                      ///< enrolled, and in no chapter yet
    std::map<DeviceState, QStringList> m_known; ///< by where they are now
    MadeMoves m_made;
};

namespace {

const QString administrator = u"administrator-1"_s;
const QStringList approvers{u"approver-1"_s, u"approver-2"_s};

QString verbOf(DeviceAct act)
{
    return QString(toAction(act)).section(u'.', 1);
}

} // namespace

void LifecycleStoryTest::initTestCase()
{
    QCOMPARE(m_sample.found(4), QString());
    QCOMPARE(m_sample.serve(), QString());
}

void LifecycleStoryTest::phonesComeIn()
{
    const QString ticket = m_sample.path(u"ticket"_s);
    ENIGM_SUCCEEDS(m_sample.as(administrator, {u"enrollment"_s, u"create"_s, u"--name"_s, u"All"_s, u"--uses"_s,
                                               u"16"_s, u"--output"_s, ticket}));
    const ProgramRun run = m_sample.enrol(ticket, {u"--count"_s, u"16"_s});
    ENIGM_SUCCEEDS(run);
    for (const json::Value &device : run.list("devices"_L1))
        m_waiting.append(device.text());
    QCOMPARE(m_waiting.size(), 16);
}

QStringList LifecycleStoryTest::take(int count)
{
    const QStringList taken = m_waiting.mid(0, count);
    m_waiting = m_waiting.mid(count);
    return taken;
}

ProgramRun LifecycleStoryTest::ask(const QString &action, const QStringList &devices, const QStringList &more) const
{
    return m_sample.as(administrator, QStringList{u"device"_s, action} + devices + more +
                                          QStringList{u"--reason"_s, u"As agreed"_s, u"--yes"_s});
}

void LifecycleStoryTest::signOff(const ProgramRun &asked) const
{
    QString state = asked.member("state"_L1);
    for (const QString &person : approvers) {
        if (state == u"executed"_s)
            return;
        const ProgramRun signedOff =
            m_sample.as(person, {u"change"_s, u"approve"_s, asked.member("id"_L1), u"--yes"_s});
        ENIGM_SUCCEEDS(signedOff);
        state = signedOff.member("state"_L1);
    }
    QCOMPARE(state, u"executed"_s);
}

DeviceState LifecycleStoryTest::stateOf(const QString &device) const
{
    const QString word = m_sample.as(administrator, {u"device"_s, u"show"_s, device}).member("state"_L1);
    return fleet::deviceStateFromWord(word).value_or(DeviceState::PendingEnrollment);
}

void LifecycleStoryTest::move(DeviceAct act, const QStringList &devices, DeviceState to)
{
    std::vector<DeviceState> from;
    for (const QString &device : devices)
        from.push_back(stateOf(device));
    QStringList more;
    if (act == DeviceAct::Reactivate)
        more << u"--to"_s << QString(toWord(to));
    const ProgramRun asked = ask(verbOf(act), devices, more);
    ENIGM_SUCCEEDS(asked);
    signOff(asked);
    if (fleet::isEnding(toAction(act))) { // and the device has not said so
        ENIGM_REFUSED(m_sample.as(administrator, {u"device"_s, u"end-of-life"_s, devices.front()}), 1,
                      u"not-acknowledged"_s);
    }
    ENIGM_SUCCEEDS(m_sample.witness());
    ENIGM_SUCCEEDS(m_sample.obey());
    const QByteArray believed = u"\"state\":\"%1\""_s.arg(toWord(to)).toUtf8();
    for (qsizetype i = 0; i < devices.size(); ++i) {
        QCOMPARE(stateOf(devices[i]), to);
        const QByteArray kept = readFile(m_sample.path(u"kept/"_s + devices[i] + u".json"_s));
        QVERIFY2(kept.contains(believed), kept.constData());
        m_made.note(act, from[static_cast<std::size_t>(i)], to);
    }
}

void LifecycleStoryTest::everyMoveIsMade()
{
    using enum DeviceState;
    m_denied = m_waiting.front();
    move(DeviceAct::Deny, take(1), Retired);
    const QStringList all = take(15);
    move(DeviceAct::Admit, all, Trusted);
    // One device for each way that leads on; the last stays trusted.
    move(DeviceAct::Restrict, all.mid(0, 5), Restricted);
    move(DeviceAct::Suspend, all.mid(1, 1) + all.mid(5, 5), Suspended);
    move(DeviceAct::Reactivate, {all[0], all[5]}, Trusted);
    move(DeviceAct::Reactivate, {all[6]}, Restricted);
    move(DeviceAct::Revoke, {all[2], all[7], all[10]}, Revoked);
    move(DeviceAct::Replace, {all[3], all[8], all[11]}, Replaced);
    move(DeviceAct::Retire, {all[4], all[9], all[12]}, Retired);
    m_known[Trusted] = {all[0], all[5], all[13], all[14]};
    m_known[Restricted] = {all[6]};
    m_known[Suspended] = {all[1]};
    m_known[Revoked] = {all[2], all[7], all[10]};
    m_known[Replaced] = {all[3], all[8], all[11]};
    m_known[Retired] = {all[4], all[9], all[12]};
}

void LifecycleStoryTest::noMoveWasLeftOut()
{
    QCOMPARE(m_made.difference(), QString());
}

void LifecycleStoryTest::everyWipeIsObeyed()
{
    using enum DeviceState;
    const QStringList devices{m_known[Trusted][2], m_known[Restricted][0], m_known[Suspended][0], m_known[Revoked][0]};
    const ProgramRun asked = ask(u"wipe"_s, devices);
    ENIGM_SUCCEEDS(asked);
    signOff(asked);
    ENIGM_SUCCEEDS(m_sample.witness());
    ENIGM_SUCCEEDS(m_sample.obey());
    for (const QString &device : devices) {
        const json::Array commands = m_sample.as(administrator, {u"device"_s, u"show"_s, device}).list("commands"_L1);
        const json::Object last = commands.back().object();
        QCOMPARE(last.find("action"_L1)->text(), u"device.wipe"_s);
        QCOMPARE(last.find("state"_L1)->text(), u"acknowledged"_s);
    }
}

void LifecycleStoryTest::everyEndHasARecordThatVerifiesOffline()
{
    using enum DeviceState;
    ENIGM_SUCCEEDS(m_sample.witness()); // of what the devices have said
    const QString wiped = m_known[Revoked][0];
    const std::pair<QString, DeviceState> ended[] = {{m_denied, Retired},
                                                     {wiped, Revoked},
                                                     {m_known[Revoked][1], Revoked},
                                                     {m_known[Replaced][0], Replaced},
                                                     {m_known[Retired][0], Retired}};
    for (const auto &[device, state] : ended) {
        const QString file = m_sample.path(device + u".end.json"_s);
        ENIGM_SUCCEEDS(m_sample.as(administrator, {u"device"_s, u"end-of-life"_s, device, u"--output"_s, file}));
        const ProgramRun run = m_sample.offline({u"evidence"_s, u"verify"_s, file, u"--deployment"_s,
                                                 m_sample.deploymentFile(), u"--witnessed"_s, u"--json"_s});
        ENIGM_SUCCEEDS(run);
        QCOMPARE(run.member("handle"_L1), device);
        QCOMPARE(run.member("state"_L1), QString(toWord(state)));
        QCOMPARE(!run.json().object().find("wipe"_L1)->isNull(), device == wiped);
    }
    // Who has not ended has none.
    ENIGM_REFUSED(m_sample.as(administrator, {u"device"_s, u"end-of-life"_s, m_known[DeviceState::Trusted][0]}), 1,
                  u"not-found"_s);
}

void LifecycleStoryTest::aRecordThatWasTamperedWithDoesNot()
{
    const QString file = m_sample.path(m_denied + u".end.json"_s);
    QByteArray bytes = readFile(file);
    const qsizetype place = bytes.indexOf("\"report\":\"") + 40;
    bytes[place] = bytes[place] == 'A' ? 'B' : 'A';
    QFile forged(file + u".forged"_s);
    QVERIFY(forged.open(QIODevice::WriteOnly) && forged.write(bytes) == bytes.size());
    forged.close();
    ENIGM_REFUSED(m_sample.offline({u"evidence"_s, u"verify"_s, forged.fileName(), u"--deployment"_s,
                                    m_sample.deploymentFile(), u"--json"_s}),
                  1, u"body-mismatch"_s);
}

void LifecycleStoryTest::everyOtherActIsRefused_data()
{
    QTest::addColumn<int>("act");
    QTest::addColumn<int>("from");
    for (const DeviceState from : fleet::allDeviceStates()) {
        for (const DeviceAct act : fleet::allDeviceActs()) {
            const auto allowed = fleet::fromStates(act);
            if (from != DeviceState::PendingEnrollment && std::ranges::find(allowed, from) == allowed.end())
                QTest::addRow("%s from %s", qPrintable(verbOf(act)), toWord(from).latin1()) << int(act) << int(from);
        }
    }
}

void LifecycleStoryTest::everyOtherActIsRefused()
{
    QFETCH(const int, act);
    QFETCH(const int, from);
    const QString device = m_known[DeviceState(from)].constFirst();
    QStringList more;
    if (DeviceAct(act) == DeviceAct::Reactivate)
        more << u"--to"_s << u"trusted"_s;
    const ProgramRun run = ask(verbOf(DeviceAct(act)), {device}, more);
    QVERIFY2(run.exit != 0, run.out.constData());
    QCOMPARE(run.member("type"_L1), u"urn:enigm:problem:target-state"_s);
    QCOMPARE(stateOf(device), DeviceState(from));
}

void LifecycleStoryTest::theHistoryVerifiesOffline()
{
    const QString file = m_sample.path(u"log.jsonl"_s);
    ENIGM_SUCCEEDS(m_sample.as(u"reviewer-1"_s, {u"audit"_s, u"export"_s, file}));
    ENIGM_SUCCEEDS(
        m_sample.offline({u"audit"_s, u"verify"_s, file, u"--deployment"_s, m_sample.deploymentFile(), u"--json"_s}));
}

ENIGM_TEST_MAIN(LifecycleStoryTest)
#include "LifecycleStoryTest.moc"

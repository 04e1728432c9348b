#include "contract/encoding/Uuid.h"
#include "contract/evidence/AuditExport.h"
#include "contract/evidence/Evidence.h"
#include "tests/support/LogGuard.h"
#include "tests/support/history/SampleHistory.h"

#include <QBuffer>
#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

using changes::ChangeGroupParameters;
using changes::DeviceGroup;
using changes::TargetSet;
using fleet::DeviceState;
using Story = SampleHistory::Story;

/// A reviewer verifies offline what was made of the groups of devices.
class AuditGroupsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_history.reset(); }

    void groupsComeChangeAndGo();
    void theEvidenceOfAGroupVerifies();
    void aVersionIsNotLeftOut();
    void aGroupIsChangedOnceAtATime();
    void nobodyButTheQuorumChangesAGroup();
    void anExecutionMovesNoDevice();
    void aGroupNamesThePhonesThatWereAdmitted();
    void whoIsAdmittedIntoAGroupIsInIt();
    void nobodyIsAdmittedIntoWhatListsNoDevices();
    void whatIsWithheldIsUnproven_data();
    void whatIsWithheldIsUnproven();
    void aWithheldAdmissionLeavesGroupsInDoubt();

private:
    /// Of phones that wait, into a group.
    Story admit(const TargetSet &waiting, const QString &group)
    {
        return m_history->perform(m_history->administrator1, u"device.admit"_s, waiting,
                                  changes::AdmitParameters{.group = group}, {m_history->approver1});
    }
    [[nodiscard]] static TargetSet waiting(int count)
    {
        return require(TargetSet::make(SampleHistory::makeDevices(count)));
    }
    Story perform(const ChangeGroupParameters &parameters, const TargetSet &targets = {})
    {
        return m_history->perform(m_history->administrator1, changes::groupChange, targets, parameters,
                                  {m_history->approver1});
    }
    [[nodiscard]] DeviceGroup create(const TargetSet &targets = {});
    [[nodiscard]] Expected<evidence::AuditVerdict> verify(const QByteArray &bytes) const;
    [[nodiscard]] Expected<evidence::AuditVerdict> verify() const { return verify(m_history->exportLog()); }

    std::unique_ptr<SampleHistory> m_history;
    TargetSet m_devices; ///< trusted
};

namespace {

const changes::GroupDefinition listed{.name = u"Field"_s, .rule = {}};
const changes::GroupDefinition byRule{
    .name = u"Suspended"_s,
    .rule = fleet::GroupRule{
        .attestation = {}, .patch = {}, .securityLevel = {}, .simulated = {}, .state = {DeviceState::Suspended}}};

/// The line of an activity record without its body.
QByteArray withheld(const QByteArray &line)
{
    const qsizetype hash = line.lastIndexOf(",\"hash\":");
    const qsizetype salt = line.lastIndexOf(",\"salt\":");
    return "{\"body\":null" + line.sliced(hash, salt - hash) + ",\"salt\":null}";
}

} // namespace

void AuditGroupsTest::init()
{
    m_history = std::make_unique<SampleHistory>();
    const TargetSet waiting = require(TargetSet::make(SampleHistory::makeDevices(3)));
    m_history->perform(m_history->administrator1, u"device.admit"_s, waiting, changes::NoParameters{},
                       {m_history->approver1});
    m_devices = SampleHistory::inState(waiting, DeviceState::Trusted);
}

DeviceGroup AuditGroupsTest::create(const TargetSet &targets)
{
    const auto parameters = ChangeGroupParameters::creating(encoding::makeUuid7(m_history->now() * 1000), listed);
    perform(parameters, targets);
    return *parameters.after(targets);
}

Expected<evidence::AuditVerdict> AuditGroupsTest::verify(const QByteArray &bytes) const
{
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    return evidence::verifyAuditExport(buffer, m_history->deploymentId());
}

void AuditGroupsTest::groupsComeChangeAndGo()
{
    const DeviceGroup first = create(m_devices);
    const auto shrinking = ChangeGroupParameters::changing(first, listed);
    const TargetSet one = require(TargetSet::make({m_devices.leaves()[0]}));
    perform(shrinking, one);
    const auto ruling = ChangeGroupParameters::changing(*shrinking.after(one), byRule);
    perform(ruling);
    perform(ChangeGroupParameters::removing(*ruling.after({})));
    // Its devices went their own way meanwhile, and go on doing so.
    m_history->perform(m_history->approver1, u"device.suspend"_s, m_devices, changes::NoParameters{}, {});
    const auto verdict = require(verify());
    QCOMPARE(verdict.changesExecuted, 6);
    QCOMPARE(verdict.changesUnproven, 0);
}

void AuditGroupsTest::theEvidenceOfAGroupVerifies()
{
    const auto parameters = ChangeGroupParameters::creating(encoding::makeUuid7(m_history->now() * 1000), listed);
    const Story story = perform(parameters, m_devices);
    const auto verdict =
        require(evidence::verifyEvidence(m_history->evidenceOf(story).toBytes(), m_history->deploymentId()));
    QCOMPARE(verdict.effect.count, 3);
    QVERIFY(verdict.effect.shifts.empty());
    QVERIFY(verdict.application.applied.empty());
    QCOMPARE(verdict.approvers, std::vector{m_history->approver1.id});
}

void AuditGroupsTest::aVersionIsNotLeftOut()
{
    DeviceGroup group = create();
    ++group.version;
    perform(ChangeGroupParameters::changing(group, byRule));
    QCOMPARE(outcomeOf(verify()), u"drifted"_s);
}

void AuditGroupsTest::aGroupIsChangedOnceAtATime()
{
    const DeviceGroup group = create();
    perform(ChangeGroupParameters::changing(group, byRule));
    QVERIFY(verify());
    perform(ChangeGroupParameters::removing(group));
    const auto verdict = verify();
    QCOMPARE(outcomeOf(verdict), u"drifted"_s);
    QVERIFY(verdict.error().where.startsWith(u"activity record"_s));
}

void AuditGroupsTest::nobodyButTheQuorumChangesAGroup()
{
    const auto parameters = ChangeGroupParameters::creating(encoding::makeUuid7(m_history->now() * 1000), listed);
    const auto change = m_history->sign(
        m_history->compose(m_history->administrator1, changes::groupChange, {}, parameters), m_history->administrator1);
    Story story = m_history->request(change);
    const changes::ChangeBody body = changes::ExecutedBody{};
    m_history->append(changes::describe(body, change), changes::toJson(body));
    QCOMPARE(outcomeOf(verify()), u"quorum-missing"_s);
}

void AuditGroupsTest::anExecutionMovesNoDevice()
{
    const auto parameters = ChangeGroupParameters::creating(encoding::makeUuid7(m_history->now() * 1000), listed);
    const auto change =
        m_history->sign(m_history->compose(m_history->administrator1, changes::groupChange, m_devices, parameters),
                        m_history->administrator1);
    Story story = m_history->request(change, m_devices);
    const auto approval = m_history->approve(change, m_history->approver1);
    m_history->decide(story, approval);
    changes::ExecutedBody executed{.application = {}, .approvals = {approval.digest()}, .rule = {}};
    executed.application.applied.push_back(
        {.handle = m_devices.leaves()[0].handle, .from = DeviceState::Trusted, .to = DeviceState::Suspended});
    const changes::ChangeBody body = executed;
    m_history->append(changes::describe(body, change), changes::toJson(body));
    QCOMPARE(outcomeOf(verify()), u"target-mismatch"_s);
}

void AuditGroupsTest::aGroupNamesThePhonesThatWereAdmitted()
{
    auto leaf = m_devices.leaves().front();
    leaf.key = SampleHistory::makeDevice().key;
    (void)create(require(TargetSet::make({leaf})));
    QCOMPARE(outcomeOf(verify()), u"target-mismatch"_s);
}

void AuditGroupsTest::whoIsAdmittedIntoAGroupIsInIt()
{
    const DeviceGroup first = create(m_devices);
    const TargetSet newcomers = waiting(2);
    admit(newcomers, first.id);
    QCOMPARE(require(verify()).changesUnproven, 0);
    const DeviceGroup joined = require(first.joinedBy(newcomers.devices()));
    QCOMPARE(joined.version, 2);
    QCOMPARE(joined.members.size(), 5U);
    perform(ChangeGroupParameters::changing(joined, byRule));
    QVERIFY(verify());
    // The version before the admission is not the present one any more.
    m_history.reset();
    init();
    const DeviceGroup again = create(m_devices);
    admit(waiting(1), again.id);
    perform(ChangeGroupParameters::changing(again, byRule));
    QCOMPARE(outcomeOf(verify()), u"drifted"_s);
}

void AuditGroupsTest::nobodyIsAdmittedIntoWhatListsNoDevices()
{
    admit(waiting(1), encoding::makeUuid7(m_history->now() * 1000));
    QCOMPARE(outcomeOf(verify()), u"not-found"_s);
    m_history.reset();
    init();
    const auto ruling = ChangeGroupParameters::creating(encoding::makeUuid7(m_history->now() * 1000), byRule);
    perform(ruling);
    admit(waiting(1), ruling.group);
    QCOMPARE(outcomeOf(verify()), u"out-of-range"_s);
}

void AuditGroupsTest::whatIsWithheldIsUnproven_data()
{
    QTest::addColumn<int>("which"); // of the entries of the first change of the group
    QTest::newRow("the request") << 0;
    QTest::newRow("the approval") << 1;
    QTest::newRow("the execution") << 2;
}

void AuditGroupsTest::whatIsWithheldIsUnproven()
{
    QFETCH(int, which);
    const auto creating = ChangeGroupParameters::creating(encoding::makeUuid7(m_history->now() * 1000), listed);
    const Story story = perform(creating, m_devices);
    perform(ChangeGroupParameters::changing(*creating.after(m_devices), byRule));
    QByteArrayList lines = m_history->exportLog().split('\n');
    const qsizetype line = 1 + m_history->governanceSize() + story.indexes[static_cast<std::size_t>(which)];
    lines[line] = withheld(lines[line]);
    const auto verdict = require(verify(lines.join('\n')));
    QCOMPARE(verdict.changesUnproven, 1);
    QCOMPARE(verdict.bodiesAbsent, 1);
    QCOMPARE(verdict.changesExecuted, 2);
}

/// Whoever it was that joined: the next version of the group is believed.
void AuditGroupsTest::aWithheldAdmissionLeavesGroupsInDoubt()
{
    const DeviceGroup first = create();
    const TargetSet newcomers = waiting(1);
    const Story story = admit(newcomers, first.id);
    const DeviceGroup joined = require(first.joinedBy(newcomers.devices()));
    perform(ChangeGroupParameters::changing(joined, byRule));
    for (const int which : {0, 2}) { // the request, the execution
        QByteArrayList lines = m_history->exportLog().split('\n');
        const qsizetype line = 1 + m_history->governanceSize() + story.indexes[static_cast<std::size_t>(which)];
        lines[line] = withheld(lines[line]);
        QCOMPARE(require(verify(lines.join('\n'))).changesUnproven, 1);
    }
}

ENIGM_TEST_MAIN(AuditGroupsTest)
#include "AuditGroupsTest.moc"

#include "contract/encoding/Uuid.h"
#include "contract/evidence/AuditExport.h"
#include "contract/evidence/Evidence.h"
#include "control-plane/fleet/GroupReader.h"
#include "tests/support/LogGuard.h"
#include "tests/support/plane/LivePlane.h"

#include <QBuffer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace enigm;
using changes::ChangeGroupParameters;
using changes::ChangeState;
using changes::DeviceGroup;
using changes::GroupDefinition;
using changes::TargetSet;
using controlplane::fleet::GroupReader;
using fleet::DeviceState;
using test::LivePlane;
using test::outcomeOf;
using test::require;
using test::SampleHistory;

/// Groups of devices are made and changed by privileged changes, and no other way.
class GroupChangesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_live = std::make_unique<LivePlane>(); }
    void cleanup() { m_live.reset(); }

    void aGroupIsThereOnceItIsSignedOff();
    void theDevicesOfAGroupAreToldNothing();
    void ofTwoChangesOfOneVersionTheFirstIsCarriedOut();
    void aChangeOfAnotherVersionIsNotTaken();
    void aNameIsTakenOnce();
    void aNameTakenMeanwhileFailsTheChange();
    void aGroupThatWasRemovedStaysAway();
    void onlyDevicesOfThisDeploymentAreListed();
    void statesMayMoveWhileAGroupWaits();
    void cancellingAllCancelsGroupsToo();
    void whoIsAdmittedJoinsTheGroup();
    void nobodyJoinsWhatListsNoDevices();
    void anAdmissionOutlivesNoGroup();
    void anAuditorVerifiesTheGroups();
    void aRestartForgetsNoGroup();

private:
    using Record = LivePlane::Record;

    [[nodiscard]] LivePlane::Result ask(const ChangeGroupParameters &parameters, const TargetSet &targets = {})
    {
        return m_live->ask(m_live->administrator1, changes::groupChange, targets, parameters);
    }
    /// Asked for and signed off.
    Record perform(const ChangeGroupParameters &parameters, const TargetSet &targets = {})
    {
        return m_live->perform(m_live->administrator1, changes::groupChange, targets, parameters, {m_live->approver1});
    }
    [[nodiscard]] ChangeGroupParameters creating(const GroupDefinition &definition) const
    {
        return ChangeGroupParameters::creating(encoding::makeUuid7(m_live->clock.nowMilliseconds()), definition);
    }
    [[nodiscard]] GroupReader reader() { return {m_live->plane().database(), false}; }
    [[nodiscard]] DeviceGroup served(const QString &id)
    {
        const auto detail = require(reader().detail(id));
        return {.id = detail.group.id,
                .version = detail.group.version,
                .definition = detail.group.definition,
                .members = detail.members};
    }

    std::unique_ptr<LivePlane> m_live;
};

namespace {

GroupDefinition listed(const QString &name = u"Field"_s)
{
    return {.name = name, .rule = {}};
}

GroupDefinition suspended(const QString &name = u"Suspended"_s)
{
    return {
        .name = name,
        .rule = fleet::GroupRule{
            .attestation = {}, .patch = {}, .securityLevel = {}, .simulated = {}, .state = {DeviceState::Suspended}}};
}

} // namespace

void GroupChangesTest::aGroupIsThereOnceItIsSignedOff()
{
    const TargetSet devices = m_live->admit(3);
    const auto parameters = creating(listed());
    const auto asked = require(ask(parameters, devices));
    QCOMPARE(asked.state, ChangeState::Pending);
    QCOMPARE(outcomeOf(reader().detail(parameters.group)), u"not-found"_s);
    QCOMPARE(outcomeOf(m_live->approve(m_live->administrator1, asked)), u"self-approval"_s);
    QCOMPARE(outcomeOf(m_live->approve(m_live->administrator2, asked)), u"role-missing"_s);
    const auto executed = require(m_live->approve(m_live->approver1, asked));
    QCOMPARE(executed.state, ChangeState::Executed);
    QCOMPARE(m_live->activity().last(), u"change.executed done"_s);
    QCOMPARE(served(parameters.group), parameters.after(devices).value());
    const auto detail = require(reader().detail(parameters.group));
    QCOMPARE(detail.devices, 3);
    QCOMPARE(detail.group.digest, parameters.after(devices)->digest());
    QCOMPARE(detail.group.change, executed.change.request.id);
    for (const test::Person &person : {m_live->approver1, m_live->reviewer1, m_live->releaseManager1})
        QCOMPARE(outcomeOf(m_live->ask(person, changes::groupChange, {}, creating(suspended()))), u"not-permitted"_s);
}

void GroupChangesTest::theDevicesOfAGroupAreToldNothing()
{
    const TargetSet devices = m_live->admit(2);
    const auto commandsOf = [this](const changes::TargetLeaf &leaf) {
        return require(require(m_live->plane().database().read())->commands.ofDevice(leaf.handle)).size();
    };
    const auto before = commandsOf(devices.leaves()[0]);
    perform(creating(listed()), devices);
    QCOMPARE(commandsOf(devices.leaves()[0]), before);
    QCOMPARE(m_live->stateOf(devices.leaves()[0]), DeviceState::Trusted);
}

void GroupChangesTest::ofTwoChangesOfOneVersionTheFirstIsCarriedOut()
{
    const TargetSet devices = m_live->admit(2);
    const auto first = creating(listed());
    perform(first, devices);
    const DeviceGroup group = *first.after(devices);
    const auto shrinking = require(ask(ChangeGroupParameters::changing(group, listed(u"Depot"_s)),
                                       require(TargetSet::make({devices.leaves()[0]}))));
    const auto removing = require(ask(ChangeGroupParameters::removing(group)));
    QCOMPARE(require(m_live->approve(m_live->approver1, shrinking)).state, ChangeState::Executed);
    const auto failed = require(m_live->approve(m_live->approver1, removing));
    QCOMPARE(failed.state, ChangeState::Failed);
    QCOMPARE(failed.failure, std::optional(u"drifted"_s));
    QCOMPARE(served(group.id).version, 2);
    QCOMPARE(served(group.id).definition.name, u"Depot"_s);
    QCOMPARE(served(group.id).members.size(), 1U);
}

void GroupChangesTest::aChangeOfAnotherVersionIsNotTaken()
{
    const auto first = creating(suspended());
    QCOMPARE(outcomeOf(ask(ChangeGroupParameters::removing(*first.after({})))), u"not-found"_s);
    perform(first);
    QCOMPARE(outcomeOf(ask(first)), u"already-exists"_s);
    DeviceGroup other = *first.after({});
    other.definition.name = u"Lost"_s; // as if somebody had shown another group to whoever asks
    QCOMPARE(outcomeOf(ask(ChangeGroupParameters::changing(other, listed()))), u"drifted"_s);
    other = *first.after({});
    other.version = 2;
    QCOMPARE(outcomeOf(ask(ChangeGroupParameters::changing(other, listed()))), u"drifted"_s);
    QCOMPARE(served(first.group), first.after({}).value());
}

void GroupChangesTest::aNameIsTakenOnce()
{
    const auto first = creating(listed(u"Field"_s));
    perform(first);
    QCOMPARE(outcomeOf(ask(creating(listed(u"FIELD"_s)))), u"already-exists"_s);
    perform(ChangeGroupParameters::changing(*first.after({}), listed(u"FIELD"_s)));
    perform(creating(listed(u"Field 2"_s)));
    QCOMPARE(require(reader().page({}, 10)).items.size(), 2U);
}

void GroupChangesTest::aNameTakenMeanwhileFailsTheChange()
{
    const auto slow = require(ask(creating(listed())));
    const auto quick = require(ask(creating(suspended(u"Field"_s))));
    QCOMPARE(require(m_live->approve(m_live->approver1, quick)).state, ChangeState::Executed);
    const auto failed = require(m_live->approve(m_live->approver1, slow));
    QCOMPARE(failed.failure, std::optional(u"already-exists"_s));
    QCOMPARE(require(reader().page({}, 10)).items.size(), 1U);
}

void GroupChangesTest::aGroupThatWasRemovedStaysAway()
{
    const TargetSet devices = m_live->admit(1);
    const auto first = creating(listed());
    perform(first, devices);
    perform(ChangeGroupParameters::removing(*first.after(devices)));
    QCOMPARE(outcomeOf(reader().detail(first.group)), u"not-found"_s);
    QVERIFY(require(reader().page({}, 10)).items.empty());
    QCOMPARE(outcomeOf(ask(first, devices)), u"already-exists"_s);
    QCOMPARE(outcomeOf(ask(ChangeGroupParameters::changing(*first.after(devices), listed()))), u"not-found"_s);
    perform(creating(listed()), devices); // the name is free
}

void GroupChangesTest::onlyDevicesOfThisDeploymentAreListed()
{
    const TargetSet devices = m_live->admit(1);
    const TargetSet strangers = require(TargetSet::make(SampleHistory::makeDevices(1)));
    QCOMPARE(outcomeOf(ask(creating(listed()), strangers)), u"target-mismatch"_s);
    auto leaf = devices.leaves().front();
    leaf.key = strangers.leaves().front().key;
    QCOMPARE(outcomeOf(ask(creating(listed()), require(TargetSet::make({leaf})))), u"target-mismatch"_s);
}

void GroupChangesTest::statesMayMoveWhileAGroupWaits()
{
    const TargetSet devices = m_live->admit(2);
    const auto parameters = creating(listed());
    const auto asked = require(ask(parameters, devices));
    require(m_live->ask(m_live->approver1, u"device.suspend"_s, devices));
    QCOMPARE(require(m_live->approve(m_live->approver1, asked)).state, ChangeState::Executed);
    QCOMPARE(require(reader().detail(parameters.group)).devices, 2);
}

void GroupChangesTest::cancellingAllCancelsGroupsToo()
{
    const auto parameters = creating(listed());
    const auto asked = require(ask(parameters));
    require(m_live->ask(m_live->reviewer1, changes::cancelAll));
    QCOMPARE(outcomeOf(m_live->approve(m_live->approver1, asked)), u"change-closed"_s);
    QCOMPARE(outcomeOf(reader().detail(parameters.group)), u"not-found"_s);
}

void GroupChangesTest::whoIsAdmittedJoinsTheGroup()
{
    const TargetSet devices = m_live->admit(2);
    const auto parameters = creating(listed());
    perform(parameters, devices);
    const TargetSet newcomers = m_live->enrol(3);
    const auto record = m_live->perform(m_live->administrator1, u"device.admit"_s, newcomers,
                                        changes::AdmitParameters{.group = parameters.group}, {m_live->approver1});
    const DeviceGroup group = served(parameters.group);
    QCOMPARE(group.version, 2);
    QCOMPARE(group.members.size(), 5U);
    const auto detail = require(reader().detail(parameters.group));
    QCOMPARE(detail.devices, 5);
    QCOMPARE(detail.group.digest, group.digest());
    QCOMPARE(detail.group.change, record.change.request.id);
    // It goes on from there, and what was thought of the version before comes too late.
    QCOMPARE(outcomeOf(ask(ChangeGroupParameters::changing(*parameters.after(devices), listed(u"Depot"_s)))),
             u"drifted"_s);
    perform(ChangeGroupParameters::changing(group, listed(u"Depot"_s)), devices);
    QBuffer buffer;
    buffer.setData(m_live->exportLog());
    QVERIFY(buffer.open(QIODevice::ReadOnly));
    QCOMPARE(require(evidence::verifyAuditExport(buffer, m_live->plane().governance().directory()->deploymentId()))
                 .changesUnproven,
             0);
}

void GroupChangesTest::nobodyJoinsWhatListsNoDevices()
{
    const TargetSet newcomers = m_live->enrol(1);
    const auto admitInto = [&](const QString &group) {
        return outcomeOf(m_live->ask(m_live->administrator1, u"device.admit"_s, newcomers,
                                     changes::AdmitParameters{.group = group}));
    };
    QCOMPARE(admitInto(encoding::makeUuid7(m_live->clock.nowMilliseconds())), u"not-found"_s);
    const auto ruling = creating(suspended());
    perform(ruling);
    QCOMPARE(admitInto(ruling.group), u"out-of-range"_s);
    perform(ChangeGroupParameters::removing(*ruling.after({})));
    QCOMPARE(admitInto(ruling.group), u"not-found"_s);
}

void GroupChangesTest::anAdmissionOutlivesNoGroup()
{
    const auto parameters = creating(listed());
    perform(parameters);
    const TargetSet newcomers = m_live->enrol(1);
    const auto asked = require(m_live->ask(m_live->administrator1, u"device.admit"_s, newcomers,
                                           changes::AdmitParameters{.group = parameters.group}));
    perform(ChangeGroupParameters::removing(*parameters.after({})));
    QCOMPARE(require(m_live->approve(m_live->approver1, asked)).state, ChangeState::Failed);
    QCOMPARE(m_live->stateOf(newcomers.leaves()[0]), DeviceState::PendingEnrollment);
}

void GroupChangesTest::anAuditorVerifiesTheGroups()
{
    const TargetSet devices = m_live->admit(2);
    const auto first = creating(listed());
    const auto created = perform(first, devices);
    perform(ChangeGroupParameters::changing(*first.after(devices), suspended()));
    perform(creating(listed()));
    const QByteArray deployment = m_live->plane().governance().directory()->deploymentId();
    const auto bundle = require(m_live->plane().changeReader().evidence(created.change.request.id));
    QCOMPARE(require(evidence::verifyEvidence(bundle.toBytes(), deployment)).effect.count, 2);
    QBuffer buffer;
    buffer.setData(m_live->exportLog());
    buffer.open(QIODevice::ReadOnly);
    const auto verdict = require(evidence::verifyAuditExport(buffer, deployment));
    QCOMPARE(verdict.changesExecuted, 4);
    QCOMPARE(verdict.changesUnproven, 0);
}

void GroupChangesTest::aRestartForgetsNoGroup()
{
    const TargetSet devices = m_live->admit(2);
    const auto first = creating(listed());
    perform(first, devices);
    m_live->restart();
    QCOMPARE(served(first.group), first.after(devices).value());
    perform(ChangeGroupParameters::changing(*first.after(devices), suspended()));
    QCOMPARE(served(first.group).version, 2);
    QVERIFY(served(first.group).members.empty());
}

ENIGM_TEST_MAIN(GroupChangesTest)
#include "GroupChangesTest.moc"

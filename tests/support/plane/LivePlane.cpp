#include "tests/support/plane/LivePlane.h"

#include "contract/evidence/AuditExport.h"
#include "control-plane/program/Ceremony.h"
#include "control-plane/store/Reader.h"

#include <QBuffer>

#include <future>

using namespace Qt::StringLiterals;

namespace enigm::test {

using controlplane::program::Ceremony;
using controlplane::program::ControlPlane;
using controlplane::program::DeploymentKeys;
using controlplane::store::DeviceRow;
using controlplane::store::LogId;
using controlplane::store::Transaction;

namespace {

constexpr qint64 hour = 3600;

template <typename Start>
LivePlane::Result waitFor(Start start)
{
    std::promise<LivePlane::Result> promise;
    auto answer = promise.get_future();
    start([&promise](const LivePlane::Result &record) { promise.set_value(record); });
    return answer.get();
}

} // namespace

LivePlane::LivePlane(const Options &options)
{
    auto keys = require(DeploymentKeys::make(clock.now(), {u"localhost"_s}));
    const operators::Founding founding = makeFounding(keys, options);
    require(Ceremony::check(founding));
    std::vector<QByteArray> signatures;
    for (const Person *const person :
         {&administrator1, &administrator2, &approver1, &approver2, &reviewer1, &releaseManager1})
        signatures.push_back(
            require(signing::Jws::sign(operators::foundingTyp, founding.toJson(), *person->key)).compact());
    m_plane = require(ControlPlane::openForFounding(directory(), founding.deploymentId(), std::move(keys), clock));
    require(m_plane->keys().write(directory()));
    require(Ceremony(*m_plane).found(founding, signatures, {}));
}

operators::Founding LivePlane::makeFounding(const DeploymentKeys &keys, const Options &options) const
{
    operators::Founding founding;
    founding.name = u"Test"_s;
    founding.created = clock.now();
    founding.sample = options.sample;
    founding.witnesses = options.witnesses;
    founding.witnessThreshold = options.witnessThreshold;
    for (const Person *const person :
         {&administrator1, &administrator2, &approver1, &approver2, &reviewer1, &releaseManager1})
        founding.founders.push_back(
            {.operatorId = person->id, .key = person->key->publicKey(), .roles = person->roles});
    founding.recoveryQuorum = 3;
    founding.rules = controlplane::program::initialRules();
    founding.roleConflicts = controlplane::program::initialRoleConflicts();
    founding.witnessMaxAge = 24 * hour;
    founding.attestationRoots = options.attestationRoots;
    founding.minAttestationLevel = u"trusted-environment"_s;
    founding.brake = {.devices = options.deviceLimit, .window = hour};
    founding.suspension = {.devices = options.deviceLimit, .window = hour};
    keys.describe(founding);
    return founding;
}

void LivePlane::restart()
{
    m_plane.reset();
    m_plane = require(ControlPlane::open(directory(), clock));
}

changes::TargetSet LivePlane::enrol(int count, const QString &attestation)
{
    const auto devices = SampleHistory::makeDevices(count);
    require(m_plane->writer().submitAndWait([&](Transaction &transaction) -> Expected<void> {
        for (const changes::TargetLeaf &device : devices) {
            const DeviceRow row{.handle = device.handle,
                                .key = device.key,
                                .state = device.state,
                                .attestation = {.outcome = attestation, .facts = "{}"_ba, .judged = clock.now()},
                                .enrolledAt = clock.now(),
                                .cursor = m_plane->sequencer().nextCursor()};
            if (auto done = transaction.devices.insert(row); !done)
                return done;
        }
        return {};
    }));
    return require(changes::TargetSet::make(devices));
}

changes::TargetSet LivePlane::admit(int count)
{
    const changes::TargetSet devices = enrol(count);
    perform(administrator1, u"device.admit"_s, devices, changes::NoParameters{}, {approver1});
    return SampleHistory::inState(devices, fleet::DeviceState::Trusted);
}

fleet::DeviceState LivePlane::stateOf(const changes::TargetLeaf &device)
{
    return require(require(m_plane->database().read())->devices.find(device.handle))->state;
}

log::LogHead LivePlane::head(LogId log)
{
    return m_plane->checkpoints().current()->of(log).head;
}

Standpoint LivePlane::standpointOf(const Person &person)
{
    return {.deployment = m_plane->governance().directory()->deploymentId(),
            .governance = head(LogId::Governance),
            .activity = head(LogId::Activity),
            .now = clock.now(),
            .person = person.id,
            .installation = person.installation};
}

changes::ChangeRequest LivePlane::compose(const Person &requester, const QString &action,
                                          const changes::TargetSet &targets, const changes::Parameters &parameters)
{
    return standpointOf(requester).request(action, targets, parameters, m_reason.digest());
}

changes::Approval LivePlane::composeApproval(const changes::SignedChange &change, const Person &approver,
                                             changes::Decision decision)
{
    return standpointOf(approver).approval(change, decision);
}

changes::SignedWithdrawal LivePlane::withdrawalOf(const changes::SignedChange &change, const Person &signer)
{
    changes::Withdrawal withdrawal = standpointOf(signer).withdrawal(change);
    withdrawal.requester = change.request.requester; // whoever signs it claims to be
    return require(changes::SignedWithdrawal::sign(withdrawal, *signer.key));
}

LivePlane::Result LivePlane::request(const Person &person, const changes::SignedChange &change,
                                     const changes::TargetSet &targets, const QMap<QString, QString> &names)
{
    return waitFor([&](auto answer) {
        m_plane->changeService().request(
            person.id, {.change = change, .reason = m_reason, .reference = {}, .targets = targets, .names = names}, {},
            std::move(answer));
    });
}

LivePlane::Result LivePlane::decide(const Person &person, const QString &reference,
                                    const changes::SignedApproval &approval)
{
    return waitFor([&](auto answer) {
        m_plane->changeService().decide(person.id, reference, {.approval = approval, .comment = {}}, {},
                                        std::move(answer));
    });
}

LivePlane::Result LivePlane::withdraw(const Person &person, const QString &reference,
                                      const changes::SignedWithdrawal &withdrawal)
{
    return waitFor([&](auto answer) {
        m_plane->changeService().withdraw(person.id, reference, {.withdrawal = withdrawal}, {}, std::move(answer));
    });
}

LivePlane::Result LivePlane::ask(const Person &person, const QString &action, const changes::TargetSet &targets,
                                 const changes::Parameters &parameters)
{
    const auto change = SampleHistory::sign(compose(person, action, targets, parameters), person);
    return request(person, change, targets);
}

LivePlane::Result LivePlane::approve(const Person &person, const Record &record)
{
    const auto approval = require(changes::SignedApproval::sign(composeApproval(record.change, person), *person.key));
    return decide(person, record.change.request.id, approval);
}

LivePlane::Result LivePlane::reject(const Person &person, const Record &record)
{
    const auto rejection = require(
        changes::SignedApproval::sign(composeApproval(record.change, person, changes::Decision::Reject), *person.key));
    return decide(person, record.change.request.id, rejection);
}

LivePlane::Record LivePlane::perform(const Person &person, const QString &action, const changes::TargetSet &targets,
                                     const changes::Parameters &parameters, const std::vector<Person> &approvers)
{
    Record record = require(ask(person, action, targets, parameters));
    for (const Person &approver : approvers)
        record = require(approve(approver, record));
    if (record.state != changes::ChangeState::Executed)
        qFatal("%s was not executed but is %s", qPrintable(action), qPrintable(changes::word(record.state)));
    return record;
}

LivePlane::Record LivePlane::record(const QString &reference)
{
    return require(m_plane->changeReader().record(reference));
}

QStringList LivePlane::activity()
{
    QStringList lines;
    for (const QByteArray &leaf : require(m_plane->logs().leaves(LogId::Activity, 0, head(LogId::Activity).size))) {
        const log::ActivityEntry entry = require(log::ActivityEntry::parse(leaf));
        lines.append(entry.action + u' ' + log::word(entry.outcome));
    }
    return lines;
}

qint64 LivePlane::governanceSize()
{
    return head(LogId::Governance).size;
}

QByteArray LivePlane::exportLog()
{
    const auto checkpoints = m_plane->checkpoints().current();
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    evidence::AuditExportWriter writer(buffer, {.deployment = m_plane->governance().directory()->deploymentId(),
                                                .governanceCheckpoint = checkpoints->of(LogId::Governance).note,
                                                .activityCheckpoint = checkpoints->of(LogId::Activity).note});
    const auto governance = m_plane->logs().leaves(LogId::Governance, 0, checkpoints->of(LogId::Governance).head.size);
    for (const QByteArray &leaf : require(governance))
        require(writer.writeGovernance(leaf));
    const auto records = m_plane->logs().records(0, checkpoints->of(LogId::Activity).head.size);
    for (const controlplane::audit::ActivityRecord &record : require(records))
        require(writer.writeActivity(record.leaf, record.body ? &*record.body : nullptr));
    return buffer.data();
}

} // namespace enigm::test

#include "tests/support/history/SampleHistory.h"

#include "contract/encoding/Base64Url.h"
#include "contract/encoding/Uuid.h"
#include "contract/evidence/AuditExport.h"
#include "contract/log/NoteSigner.h"
#include "contract/log/SignedCheckpoint.h"
#include "contract/signing/Secret.h"

#include <QBuffer>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace enigm::test {

namespace {

using changes::ChangeBody;
using operators::Role;
using signing::PrivateKey;
using signing::PublicKey;

constexpr qint64 epoch = 1'800'000'000;
constexpr auto witnessName = "witness.example/one"_L1;

QString freshId()
{
    return encoding::makeUuid7(epoch * 1000);
}

QByteArray digestOf(QByteArrayView text)
{
    return signing::sha256(text);
}

log::MerkleTree treeOf(const std::vector<QByteArray> &leaves)
{
    log::MerkleTree tree;
    for (const QByteArray &leaf : leaves)
        tree.append(log::leafHash(leaf));
    return tree;
}

} // namespace

SampleHistory::SampleHistory(const Options &options)
    : administrator1(makePerson({Role::Administrator}))
    , administrator2(makePerson({Role::Administrator}))
    , approver1(makePerson({Role::Approver}))
    , approver2(makePerson({Role::Approver}))
    , reviewer1(makePerson({Role::SecurityReviewer}))
    , releaseManager1(makePerson({Role::ReleaseManager}))
    , m_governanceKey(PrivateKey::generate(PublicKey::Kind::Ed25519))
    , m_activityKey(PrivateKey::generate(PublicKey::Kind::Ed25519))
    , m_witnessKey(PrivateKey::generate(PublicKey::Kind::Ed25519))
{
    const operators::Founding founding = makeFounding(options);
    log::GovernanceEntry entry{.index = 0,
                               .kind = u"founding"_s,
                               .change = {},
                               .approvals = {},
                               .fact = founding.toJson(),
                               .activity = {.size = 0, .root = log::emptyRoot().toBytes()}};
    for (const Person *const founder : founders(options.founders))
        entry.approvals.push_back(
            require(signing::Jws::sign(operators::foundingTyp, entry.fact, *founder->key)).compact());
    m_governanceLeaves.push_back(entry.toLeaf());
    m_replay = require(changes::GovernanceReplay::begin(m_governanceLeaves.front(), founding.deploymentId()));
}

std::vector<const Person *> SampleHistory::founders(std::size_t count) const
{
    std::vector people{&administrator1, &approver1, &administrator2, &approver2, &reviewer1, &releaseManager1};
    people.resize(count);
    return people;
}

operators::Founding SampleHistory::makeFounding(const Options &options) const
{
    operators::Founding founding;
    founding.name = u"Example deployment"_s;
    founding.created = epoch;
    founding.sample = options.sample;
    for (const Person *const person : founders(options.founders))
        founding.founders.push_back(
            {.operatorId = person->id, .key = person->key->publicKey(), .roles = person->roles});
    founding.recoveryQuorum = static_cast<int>(options.founders / 2 + 1);
    founding.rules = options.rules;
    founding.roleConflicts = {{Role::Administrator, Role::SecurityReviewer},
                              {Role::ReleaseManager, Role::SecurityReviewer}};
    founding.governanceLogKey = m_governanceKey->publicKey();
    founding.activityLogKey = m_activityKey->publicKey();
    founding.witnesses = {{.name = witnessName, .key = m_witnessKey->publicKey(), .standIn = options.standIns}};
    // Further ones, so that as many can be asked for; they never co-sign.
    for (int further = 2; further <= options.witnessThreshold; ++further)
        founding.witnesses.push_back({.name = u"witness.example/%1"_s.arg(further),
                                      .key = PrivateKey::generate(PublicKey::Kind::Ed25519)->publicKey(),
                                      .standIn = false});
    founding.witnessThreshold = options.witnessThreshold;
    founding.witnessMaxAge = 24 * 3600;
    founding.tlsDigests = {digestOf("tls")};
    founding.deviceCaDigests = {digestOf("device ca")};
    founding.attestationRoots = {digestOf("root")};
    founding.minAttestationLevel = u"trusted-environment"_s;
    founding.minPatch = 202'601;
    founding.brake = {.devices = options.deviceLimit, .window = 3600};
    founding.suspension = {.devices = options.deviceLimit, .window = 3600};
    founding.breakGlassActions = {u"device.revoke"_s};
    founding.retention = {{u"app-access"_s, 90}, {u"device-lifecycle"_s, 3650}};
    return founding;
}

Person SampleHistory::makePerson(operators::Roles roles)
{
    return {
        .id = freshId(), .installation = freshId(), .roles = roles, .key = PrivateKey::generate(PublicKey::Kind::P256)};
}

changes::TargetLeaf SampleHistory::makeDevice()
{
    std::array<char, fleet::DeviceHandle::size> bytes{};
    const QByteArray random = signing::randomBytes(static_cast<qsizetype>(bytes.size()));
    std::ranges::copy(random, bytes.begin());
    return {.handle = fleet::DeviceHandle::fromBytes(fleet::HandleAudience::Console, bytes),
            .key = QString::fromLatin1(encoding::toBase64Url(signing::randomBytes(32))),
            .state = fleet::DeviceState::PendingEnrollment};
}

std::vector<changes::TargetLeaf> SampleHistory::makeDevices(int count)
{
    std::vector<changes::TargetLeaf> devices;
    for (int i = 0; i < count; ++i)
        devices.push_back(makeDevice());
    return devices;
}

log::LogHead SampleHistory::governanceHead() const
{
    return {.size = governanceSize(), .root = m_replay->root()};
}

log::LogHead SampleHistory::activityHead() const
{
    return {.size = m_activityTree.size(), .root = m_activityTree.root().toBytes()};
}

QByteArray SampleHistory::checkpoint(const QString &origin, const log::MerkleTree &tree,
                                     const signing::Signer &logKey) const
{
    const log::Checkpoint head{.origin = origin.toUtf8(), .size = tree.size(), .root = tree.root(), .extensions = {}};
    const auto log = require(log::NoteSigner::make(head.origin, log::NoteAlgorithm::Ed25519, logKey));
    const auto witness = require(log::NoteSigner::make(QByteArray(witnessName.data(), witnessName.size()),
                                                       log::NoteAlgorithm::CosignatureV1, *m_witnessKey));
    const auto signedHead = require(log::SignedCheckpoint::sign(head, log));
    const auto note = require(log::SignedNote::parse(signedHead.note()));
    return require(note.withSignature(require(log::cosign(head, witness, m_now)))).toBytes();
}

QByteArray SampleHistory::governanceCheckpoint(const std::vector<QByteArray> &leaves) const
{
    return checkpoint(operators::governanceOrigin(deploymentId()), treeOf(leaves), *m_governanceKey);
}

QByteArray SampleHistory::activityCheckpoint(const std::vector<QByteArray> &leaves) const
{
    return checkpoint(operators::activityOrigin(deploymentId()), treeOf(leaves), *m_activityKey);
}

QByteArray SampleHistory::governanceCheckpoint() const
{
    return checkpoint(operators::governanceOrigin(deploymentId()), m_replay->tree(), *m_governanceKey);
}

QByteArray SampleHistory::activityCheckpoint() const
{
    return checkpoint(operators::activityOrigin(deploymentId()), m_activityTree, *m_activityKey);
}

Standpoint SampleHistory::standpointOf(const Person &person) const
{
    return {.deployment = deploymentId(),
            .governance = governanceHead(),
            .activity = activityHead(),
            .now = m_now,
            .person = person.id,
            .installation = person.installation};
}

changes::ChangeRequest SampleHistory::compose(const Person &requester, const QString &action,
                                              const changes::TargetSet &targets,
                                              const changes::Parameters &parameters) const
{
    return standpointOf(requester).request(action, targets, parameters, digestOf("a reason"));
}

changes::SignedChange SampleHistory::sign(const changes::ChangeRequest &request, const Person &signer)
{
    return require(changes::SignedChange::sign(request, *signer.key));
}

changes::Approval SampleHistory::composeApproval(const changes::SignedChange &change, const Person &approver,
                                                 changes::Decision decision) const
{
    return standpointOf(approver).approval(change, decision);
}

changes::SignedApproval SampleHistory::approve(const changes::SignedChange &change, const Person &approver,
                                               changes::Decision decision) const
{
    return require(changes::SignedApproval::sign(composeApproval(change, approver, decision), *approver.key));
}

changes::SignedWithdrawal SampleHistory::withdraw(const changes::SignedChange &change) const
{
    const std::vector<const Person *> people = founders(6);
    const auto requester = std::ranges::find(people, change.request.requester, &Person::id);
    const Person &signer = **requester;
    return require(changes::SignedWithdrawal::sign(standpointOf(signer).withdrawal(change), *signer.key));
}

qint64 SampleHistory::append(log::ActivityEntry entry, const std::optional<json::Value> &body)
{
    std::optional<log::ActivityBody> salted;
    if (body)
        salted = log::ActivityBody::make(*body);
    entry.index = m_activityTree.size();
    entry.time = ++m_now;
    entry.governanceSize = m_claimedSize.value_or(governanceSize());
    entry.body = salted ? std::optional(salted->digest()) : std::nullopt;
    const QByteArray leaf = entry.toLeaf();
    m_activityTree.append(log::leafHash(leaf));
    m_activity.push_back({.leaf = leaf, .body = std::move(salted)});
    return entry.index;
}

void SampleHistory::note(log::Category category, const QString &action, log::Resource resource, const QString &actor)
{
    log::ActivityEntry entry;
    entry.category = category;
    entry.action = action;
    entry.resource = resource;
    entry.actor = actor;
    append(std::move(entry), std::nullopt);
}

SampleHistory::Story SampleHistory::request(const changes::SignedChange &change, const changes::TargetSet &targets)
{
    Story story{
        .change = change, .targets = targets, .requestLoggedAt = governanceSize(), .approvals = {}, .indexes = {}};
    const ChangeBody body = changes::RequestedBody{.change = change, .targets = targets};
    story.indexes.push_back(append(changes::describe(body, change), changes::toJson(body)));
    return story;
}

void SampleHistory::decide(Story &story, const changes::SignedApproval &approval)
{
    story.approvals.push_back({.signedApproval = approval, .loggedAt = governanceSize()});
    const ChangeBody body = changes::DecidedBody{.approval = approval};
    story.indexes.push_back(append(changes::describe(body, story.change), changes::toJson(body)));
}

void SampleHistory::withdraw(Story &story, const changes::SignedWithdrawal &withdrawal)
{
    const ChangeBody body = changes::WithdrawnBody{.withdrawal = withdrawal};
    story.indexes.push_back(append(changes::describe(body, story.change), changes::toJson(body)));
}

void SampleHistory::end(Story &story, ProblemType problem)
{
    const ChangeBody body = changes::EndedBody{.hasExpired = problem == ProblemType::ChangeExpired, .problem = problem};
    story.indexes.push_back(append(changes::describe(body, story.change), changes::toJson(body)));
}

void SampleHistory::execute(Story &story, const std::optional<std::vector<fleet::DeviceState>> &statesNow)
{
    const auto answer = require(changes::recountExecution({.directory = directory(),
                                                           .change = story.change,
                                                           .requestLoggedAt = story.requestLoggedAt,
                                                           .approvals = story.approvals,
                                                           .executedAt = governanceSize()},
                                                          story.approvals.size()));
    if (!answer.complete)
        qFatal("the quorum is not complete");
    std::vector<fleet::DeviceState> states;
    for (const changes::TargetLeaf &leaf : story.targets.leaves())
        states.push_back(leaf.state);
    auto application = require(changes::applyTo(story.change.request, story.targets, statesNow.value_or(states)));
    const auto executed = changes::ExecutedBody::make(std::move(application), answer);
    const ChangeBody body = executed;
    story.indexes.push_back(append(changes::describe(body, story.change), changes::toJson(body)));
    if (changes::findAction(story.change.request.action)->subject == changes::Subject::Governance)
        appendGovernance(story, executed);
}

void SampleHistory::appendGovernance(const Story &story, const changes::ExecutedBody &execution)
{
    changes::GovernanceFact fact{.requestLoggedAt = story.requestLoggedAt, .approvalsLoggedAt = {}, .time = m_now};
    log::GovernanceEntry entry{.index = governanceSize(),
                               .kind = story.change.request.action,
                               .change = story.change.jws.compact(),
                               .approvals = {},
                               .fact = {},
                               .activity = activityHead()};
    for (const changes::LoggedApproval &logged : story.approvals) {
        if (std::ranges::find(execution.approvals, logged.signedApproval.digest()) == execution.approvals.end())
            continue;
        fact.approvalsLoggedAt.push_back(logged.loggedAt);
        entry.approvals.push_back(logged.signedApproval.jws.compact());
    }
    entry.fact = fact.toJson();
    const QByteArray leaf = entry.toLeaf();
    require(m_replay->append(leaf));
    m_governanceLeaves.push_back(leaf);
}

SampleHistory::Story SampleHistory::perform(const Person &requester, const QString &action,
                                            const changes::TargetSet &targets, const changes::Parameters &parameters,
                                            const std::vector<Person> &approvers)
{
    Story story = request(sign(compose(requester, action, targets, parameters), requester), targets);
    for (const Person &approver : approvers)
        decide(story, approve(story.change, approver));
    execute(story);
    return story;
}

changes::TargetSet SampleHistory::inState(const changes::TargetSet &targets, fleet::DeviceState state)
{
    std::vector<changes::TargetLeaf> leaves = targets.leaves();
    for (changes::TargetLeaf &leaf : leaves)
        leaf.state = state;
    return require(changes::TargetSet::make(std::move(leaves)));
}

evidence::EvidenceBundle SampleHistory::evidenceOf(const Story &story) const
{
    evidence::EvidenceBundle bundle{.deployment = deploymentId(),
                                    .governanceCheckpoint = governanceCheckpoint(),
                                    .activityCheckpoint = activityCheckpoint(),
                                    .governanceLeaves = m_governanceLeaves,
                                    .records = {}};
    for (const qint64 index : story.indexes) {
        const Record &record = m_activity[static_cast<std::size_t>(index)];
        evidence::ProvenRecord proven{.leaf = record.leaf, .body = record.body.value(), .proof = {}};
        for (const log::Hash &hash : require(m_activityTree.inclusionProof(index)))
            proven.proof.push_back(hash.toBytes());
        bundle.records.push_back(std::move(proven));
    }
    return bundle;
}

QByteArray SampleHistory::exportLog() const
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    evidence::AuditExportWriter writer(buffer, {.deployment = deploymentId(),
                                                .governanceCheckpoint = governanceCheckpoint(),
                                                .activityCheckpoint = activityCheckpoint()});
    for (const QByteArray &leaf : m_governanceLeaves)
        require(writer.writeGovernance(leaf));
    for (const Record &record : m_activity)
        require(writer.writeActivity(record.leaf, record.body ? &*record.body : nullptr));
    return buffer.data();
}

} // namespace enigm::test

#include "tests/control-plane/api/MatrixOrganisation.h"

#include "contract/encoding/Uuid.h"
#include "contract/fleet/HandleEpoch.h"
#include "contract/signing/Secret.h"
#include "control-plane/store/Transaction.h"

#include <openssl/evp.h>

using namespace Qt::StringLiterals;

namespace enigm::test {

using changes::ChangeState;
using fleet::DeviceAct;
using fleet::DeviceState;
using operators::Role;
using signing::PrivateKey;
using signing::PublicKey;

namespace {

/// Who signs off what the requester asks for: enough for every action, in this order.
const QStringList signers{u"approver-1"_s, u"reviewer-1"_s};

changes::Parameters newWitness(const QString &name)
{
    return changes::AddWitnessParameters{
        .witness = {.name = name, .key = PrivateKey::generate(PublicKey::Kind::Ed25519)->publicKey(), .standIn = true}};
}

/// Keeps the person's PIN under a scrypt that takes no time: there are hundreds of step-ups to make.
void makePinCheap(TestDeployment &deployment, const QString &name)
{
    constexpr std::size_t cheapest = 16;
    const SamplePerson &owner = deployment.person(name);
    controlplane::store::PinVerifier verifier{
        .n = cheapest, .r = 1, .p = 1, .salt = "salt"_ba, .hash = QByteArray(32, '\0'), .failed = 0, .locked = false};
    if (EVP_PBE_scrypt(owner.pin.constData(), static_cast<std::size_t>(owner.pin.size()),
                       reinterpret_cast<const unsigned char *>(verifier.salt.constData()),
                       static_cast<std::size_t>(verifier.salt.size()), cheapest, 1, 1, 0,
                       reinterpret_cast<unsigned char *>(verifier.hash.data()),
                       static_cast<std::size_t>(verifier.hash.size())) != 1)
        qFatal("scrypt failed");
    const auto kept = deployment.plane().writer().submitAndWait([&](controlplane::store::Transaction &transaction) {
        return transaction.operators.setPin(owner.id, verifier);
    });
    if (!kept)
        qFatal("%s", qPrintable(kept.error().toString()));
}

ChangeState stateIn(const RawReply &reply)
{
    const json::Value word = memberOf(reply, "state"_L1);
    const auto state = word.kind() == json::Value::Kind::Text ? changes::changeStateOf(word.text()) : std::nullopt;
    if (!state)
        qFatal("the answer is no change: %d %s", reply.status, reply.body.constData());
    return *state;
}

} // namespace

QByteArray MatrixRow::name() const
{
    QByteArray name(action->name.data(), action->name.size());
    if (to)
        name += " to " + QByteArray(fleet::toWord(*to).latin1());
    return ofOwnKey ? name + " of one's own" : name;
}

std::vector<MatrixRow> matrixRows()
{
    std::vector<MatrixRow> rows;
    for (const changes::Action &action : changes::allActions()) {
        const auto act = fleet::deviceActFromAction(action.name);
        const auto ways = act ? fleet::toStates(*act) : std::vector<DeviceState>();
        if (ways.size() < 2)
            rows.push_back({.action = &action});
        for (std::size_t i = 0; ways.size() > 1 && i < ways.size(); ++i)
            rows.push_back({.action = &action, .to = ways[i]});
    }
    rows.push_back({.action = &changes::ownKeyRevocation(), .ofOwnKey = true});
    return rows;
}

const std::vector<MatrixPerson> &matrixPeople()
{
    static const std::vector<MatrixPerson> people{
        {u"administrator-1"_s, Role::Administrator}, {u"administrator-2"_s, Role::Administrator},
        {u"approver-1"_s, Role::Approver},           {u"approver-2"_s, Role::Approver},
        {u"reviewer-1"_s, Role::SecurityReviewer},   {u"release-manager-1"_s, Role::ReleaseManager},
    };
    return people;
}

MatrixOrganisation::MatrixOrganisation(qint64 devices)
    : m_deployment(devices)
    , m_bystander(encoding::makeUuid7(m_deployment.clock.nowMilliseconds()))
    , m_releases(m_deployment, [this](QLatin1StringView action, const changes::Parameters &parameters) {
        perform(action, parameters);
    })
{
    for (const MatrixPerson &person : matrixPeople())
        makePinCheap(m_deployment, person.name);
    perform(u"operator.admit"_s,
            changes::AdmitOperatorParameters{.operatorId = m_bystander,
                                             .roles = {Role::Approver},
                                             .keys = {PrivateKey::generate(PublicKey::Kind::P256)->publicKey()}});
    // No device of the sample was replaced yet.
    const MatrixRow replace{.action = changes::findAction(u"device.replace")};
    complete(requestOf(replace, subjectFor(replace)), ChangeState::Executed);
}

TestConsole &MatrixOrganisation::console(const QString &person)
{
    auto &console = m_consoles[person];
    if (!console)
        console = std::make_unique<TestConsole>(m_deployment, person);
    return *console;
}

bool MatrixOrganisation::isFounder(const QString &person)
{
    return m_deployment.plane().governance().directory()->isFounder(m_deployment.person(person).id);
}

changes::TargetSet MatrixOrganisation::deviceIn(DeviceState state)
{
    constexpr int some = 40;
    const auto reader = m_deployment.plane().database().read();
    const auto rows = (*reader)->devices.page({.states = {state}}, {}, some);
    for (const controlplane::store::DeviceRow &row : *rows) {
        if (row.attestation.outcome == "verified"_L1)
            return *changes::TargetSet::make({{.handle = row.handle, .key = row.key, .state = row.state}});
    }
    qFatal("the sample has no device left in the state %s", fleet::toWord(state).data());
}

changes::Parameters MatrixOrganisation::parametersFor(const MatrixRow &row, const QString &person)
{
    if (row.to)
        return changes::ReactivateParameters{.to = *row.to};
    if (row.action->subject == changes::Subject::Groups)
        return changes::ChangeGroupParameters::creating(encoding::makeUuid7(m_deployment.clock.nowMilliseconds()),
                                                        {.name = u"Group %1"_s.arg(++m_groups), .rule = {}});
    if (row.action->subject == changes::Subject::Handles)
        return changes::ResolveHandleParameters{
            .audience = fleet::HandleAudience::Network,
            .epoch = fleet::handleEpochAt(m_deployment.clock.now()),
            .handle = fleet::DeviceHandle::fromBytes(fleet::HandleAudience::Network, {1, 2, 3})};
    if (row.action->subject == changes::Subject::Policies)
        return policyParameters(row.action->name);
    if (row.action->subject == changes::Subject::Points)
        return pointParameters(row.action->name);
    if (row.action->subject == changes::Subject::Releases || row.action->subject == changes::Subject::Rollouts)
        return m_releases.parametersFor(row.action->name);
    if (row.action->subject != changes::Subject::Governance)
        return changes::NoParameters{};
    const QLatin1StringView action = row.action->name;
    const PublicKey key = PrivateKey::generate(PublicKey::Kind::P256)->publicKey();
    if (action == "operator.admit"_L1)
        return changes::AdmitOperatorParameters{
            .operatorId = encoding::makeUuid7(m_deployment.clock.nowMilliseconds()),
            .roles = {Role::Approver},
            .keys = {key},
        };
    if (action == "key.add"_L1)
        return changes::AddKeyParameters{.operatorId = m_bystander, .key = key};
    if (action == "key.revoke"_L1) {
        const QString owner = row.ofOwnKey ? m_deployment.person(person).id : m_bystander;
        return changes::RevokeKeyParameters{.operatorId = owner, .key = addKey(owner)};
    }
    if (action == "witness.add"_L1)
        return newWitness(u"witness.example/%1"_s.arg(++m_witnesses));
    if (action == "witness.remove"_L1)
        return changes::RemoveWitnessParameters{.name = addWitness()};
    if (action == changes::updateKeysSet) {
        auto keys = m_deployment.plane().governance().directory()->updateKeys();
        keys.production = {key};
        return changes::SetUpdateKeysParameters{.keys = std::move(keys)};
    }
    if (action == changes::attestationSet) {
        auto acceptance = m_deployment.plane().governance().directory()->acceptance();
        acceptance.leastPatch = ++m_patch;
        return changes::SetAttestationParameters{.acceptance = std::move(acceptance)};
    }
    qFatal("this test does not know what %s is about", action.data());
}

/// A new policy, or a change of one that was published for it.
changes::Parameters MatrixOrganisation::policyParameters(QLatin1StringView action)
{
    changes::PublishPolicyParameters publication{
        .version = {.policy = encoding::makeUuid7(m_deployment.clock.nowMilliseconds()),
                    .version = 1,
                    .document = {.name = u"Policy %1"_s.arg(++m_policies), .rules = {}}},
        .replaces = {}};
    if (action == changes::policyPublish)
        return publication;
    const auto publish = [this, &publication](const std::optional<changes::PolicyStanding> &before) {
        perform(changes::policyPublish, publication);
        return changes::standingAfter(publication, before, policy::PolicyKind::DeviceTrust).value();
    };
    const auto first = publish({});
    if (action == changes::policyAssign)
        return changes::AssignPolicyParameters{
            .policy = first.policy, .groups = std::nullopt, .replaces = first.replacedBy()};
    publication.version.version = 2;
    publication.replaces = first.replacedBy();
    const auto second = publish(first);
    return changes::RollBackPolicyParameters{
        .policy = first.policy, .version = 1, .digest = first.digest, .replaces = second.replacedBy()};
}

/// A new enforcement point, or one that was enrolled for it.
changes::Parameters MatrixOrganisation::pointParameters(QLatin1StringView action)
{
    changes::EnrollPointParameters enrolment{.point = encoding::makeUuid7(m_deployment.clock.nowMilliseconds()),
                                             .name = {},
                                             .key = signing::randomBytes(32)};
    enrolment.name = u"Point "_s + enrolment.point;
    if (action == changes::pointEnroll)
        return enrolment;
    perform(changes::pointEnroll, enrolment);
    return changes::RevokePointParameters{.point = enrolment.point};
}

MatrixOrganisation::Subject MatrixOrganisation::subjectFor(const MatrixRow &row)
{
    changes::TargetSet targets;
    if (row.onDevices())
        targets = deviceIn(*fleet::deviceStateFromWord(QLatin1StringView(declaredRow(row.name())->from.front())));
    return {.targets = std::move(targets), .parameters = parametersFor(row, requester)};
}

RawReply MatrixOrganisation::ask(const MatrixRow &row, const QString &person, DeviceState state)
{
    const auto targets = row.onDevices() ? deviceIn(state) : changes::TargetSet();
    const auto parameters = parametersFor(row, person);
    return console(person).ask(row.action->name, targets, parameters);
}

RawReply MatrixOrganisation::decide(Decide decide, const QString &person, const changes::SignedChange &change)
{
    switch (decide) {
    case Decide::Approve:
        return console(person).approve(change);
    case Decide::Reject:
        return console(person).reject(change);
    case Decide::Withdraw:
        return console(person).withdraw(change);
    }
    Q_UNREACHABLE();
}

changes::SignedChange MatrixOrganisation::requestOf(const MatrixRow &row, const Subject &subject)
{
    return changeOf(console(requesterOf(*row.action)).ask(row.action->name, subject.targets, subject.parameters));
}

changes::SignedChange MatrixOrganisation::shortLived(const MatrixRow &row, const Subject &subject)
{
    TestConsole &asking = console(requesterOf(*row.action));
    auto request = asking.compose(row.action->name, subject.targets, subject.parameters);
    request.approveBy = request.created + 1;
    const auto change = changeOf(asking.ask(asking.sign(request), subject.targets));
    m_deployment.clock.advance(2);
    return change;
}

void MatrixOrganisation::complete(const changes::SignedChange &change, ChangeState state)
{
    for (const QString &signer : signers) {
        const ChangeState reached = stateIn(console(signer).approve(change));
        if (reached == state)
            return;
        if (reached != ChangeState::Pending)
            qFatal("%s became %s", qPrintable(change.request.action), qPrintable(changes::word(reached)));
    }
    qFatal("%s takes more signatures than there are signers", qPrintable(change.request.action));
}

changes::SignedChange MatrixOrganisation::changeIn(const MatrixRow &row, ChangeState state)
{
    const Subject subject = subjectFor(row);
    if (state == ChangeState::Expired)
        return shortLived(row, subject);
    const auto change = requestOf(row, subject);
    if (state == ChangeState::Rejected) {
        (void)console(signers.front()).reject(change);
    } else if (state == ChangeState::Withdrawn) {
        (void)console(requesterOf(*row.action)).withdraw(change);
    } else if (state == ChangeState::Failed) {
        spoil(row, subject);
        complete(change, state);
    } else if (state == ChangeState::Executed && !row.action->signers.empty()) {
        complete(change, state);
    }
    return change;
}

/// So that what was asked for finds nothing as it was signed: the device is gone, the governance was changed already,
/// the group is there.
void MatrixOrganisation::spoil(const MatrixRow &row, const Subject &subject)
{
    if (!row.onDevices())
        return complete(requestOf(row, subject), ChangeState::Executed);
    const bool isWaiting = subject.targets.leaves().front().state == DeviceState::PendingEnrollment;
    const auto away =
        changeOf(console(requester).ask(isWaiting ? u"device.deny"_s : u"device.retire"_s, subject.targets));
    if (!isWaiting) // who denies is enough
        complete(away, ChangeState::Executed);
}

changes::SignedChange MatrixOrganisation::revocationOfAKeyOf(const QString &person)
{
    const QString owner = m_deployment.person(person).id;
    const changes::RevokeKeyParameters revocation{.operatorId = owner, .key = addKey(owner)};
    return changeOf(console(requester).ask(u"key.revoke"_s, {}, revocation));
}

ChangeState MatrixOrganisation::stateOf(const changes::SignedChange &change)
{
    return stateIn(console(u"reviewer-1"_s).get("/v1/changes/" + change.request.id.toLatin1()));
}

std::size_t MatrixOrganisation::countIn(ChangeState state)
{
    constexpr auto most = "1000";
    const auto page =
        console(u"reviewer-1"_s).getJson("/v1/changes?limit="_ba + most + "&state=" + changes::word(state).toLatin1());
    if (page.isNull())
        qFatal("the changes cannot be listed");
    return page.object().find("items"_L1)->array().size();
}

QString MatrixOrganisation::addKey(const QString &operatorId)
{
    const PublicKey key = PrivateKey::generate(PublicKey::Kind::P256)->publicKey();
    perform(u"key.add"_s, changes::AddKeyParameters{.operatorId = operatorId, .key = key});
    return key.thumbprint();
}

QString MatrixOrganisation::addWitness()
{
    const QString name = u"witness.example/%1"_s.arg(++m_witnesses);
    perform(u"witness.add"_s, newWitness(name));
    return name;
}

void MatrixOrganisation::perform(const QString &action, const changes::Parameters &parameters)
{
    const changes::Action &row = *changes::findAction(action);
    const RawReply asked = console(requesterOf(row)).ask(action, {}, parameters);
    if (!row.signers.empty())
        complete(changeOf(asked), ChangeState::Executed);
}

} // namespace enigm::test

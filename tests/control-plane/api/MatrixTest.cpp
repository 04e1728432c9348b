#include "contract/changes/Action.h"
#include "contract/encoding/Uuid.h"
#include "contract/fleet/DeviceTransition.h"
#include "tests/control-plane/api/TestConsole.h"
#include "tests/support/LogGuard.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::test;
using changes::Action;
using changes::ChangeState;
using fleet::DeviceState;
using operators::Role;

namespace {

/// A person of each role who is nothing else, and the requester of what others sign.
QString personOf(Role role)
{
    switch (role) {
    case Role::Administrator:
        return u"administrator-2"_s;
    case Role::Approver:
        return u"approver-1"_s;
    case Role::SecurityReviewer:
        return u"reviewer-1"_s;
    case Role::ReleaseManager:
        return u"release-manager-1"_s;
    }
    Q_UNREACHABLE();
}

const QString requester = u"administrator-1"_s;

std::vector<const Action *> deviceActions(bool onDevices)
{
    std::vector<const Action *> actions;
    for (const Action &action : changes::allActions()) {
        if (fleet::deviceActFromAction(action.name).has_value() == onDevices)
            actions.push_back(&action);
    }
    return actions;
}

/// What the contract declares of one who asks; empty where it is allowed.
QByteArray declaredToAsk(const Action &action, Role role, bool isFounder, DeviceState state)
{
    // What nobody may ask for is refused before anybody is judged.
    const auto act = fleet::deviceActFromAction(action.name);
    if (act && !fleet::nextState(state, *act, fleet::toStates(*act).front()))
        return "target-state";
    const bool mayAsk = action.mayAsk.has(role) || (action.founderMayAsk && isFounder);
    return mayAsk ? QByteArray() : "not-permitted"_ba;
}

bool maySign(const Action &action, Role role)
{
    return std::ranges::any_of(action.signers,
                               [role](const operators::SignerClause &clause) { return clause.roles.has(role); });
}

} // namespace

/// Every role tries every action on devices in every state, and every role signs every action and every state of a
/// change: the server answers as the contract declares, cell by cell.
class MatrixTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void asks_data();
    void asks();
    void signs_data();
    void signs();
    void changesState_data();
    void changesState();

private:
    [[nodiscard]] TestConsole &console(const QString &person);
    [[nodiscard]] changes::Parameters parametersFor(const Action &action);
    /// A device in this state, of a sound attestation.
    [[nodiscard]] changes::TargetSet deviceIn(DeviceState state);
    /// Something that the action may be asked for.
    [[nodiscard]] changes::SignedChange pending(const Action &action);
    [[nodiscard]] changes::SignedChange changeIn(ChangeState state);
    [[nodiscard]] bool isFounder(Role role);

    std::unique_ptr<TestDeployment> m_deployment;
    std::map<QString, std::unique_ptr<TestConsole>> m_consoles;
};

void MatrixTest::initTestCase()
{
    m_deployment = std::make_unique<TestDeployment>(500);
    // A replaced device and a witness are not in the sample.
    const Action &replace = *changes::findAction(u"device.replace");
    QCOMPARE(console(u"approver-1"_s).approve(pending(replace)).status, 201);
    const auto witness = pending(*changes::findAction(u"witness.add"));
    for (const QString &person : {u"approver-1"_s, u"reviewer-1"_s})
        QCOMPARE(console(person).approve(witness).status, 201);
}

TestConsole &MatrixTest::console(const QString &person)
{
    auto &console = m_consoles[person];
    if (!console)
        console = std::make_unique<TestConsole>(*m_deployment, person);
    return *console;
}

bool MatrixTest::isFounder(Role role)
{
    return m_deployment->plane().governance().directory()->isFounder(m_deployment->person(personOf(role)).id);
}

changes::Parameters MatrixTest::parametersFor(const Action &action)
{
    using signing::PrivateKey;
    using signing::PublicKey;
    const auto act = fleet::deviceActFromAction(action.name);
    if (act == fleet::DeviceAct::Reactivate)
        return changes::ReactivateParameters{.to = fleet::toStates(*act).front()};
    if (act)
        return changes::NoParameters{};
    const PublicKey key = PrivateKey::generate(PublicKey::Kind::P256)->publicKey();
    const SamplePerson &other = m_deployment->person(u"approver-2"_s);
    if (action.name == "operator.admit"_L1)
        return changes::AdmitOperatorParameters{.operatorId =
                                                    encoding::makeUuid7(m_deployment->clock.nowMilliseconds()),
                                                .roles = {Role::Approver},
                                                .keys = {key}};
    if (action.name == "key.add"_L1)
        return changes::AddKeyParameters{.operatorId = other.id, .key = key};
    if (action.name == "key.revoke"_L1)
        return changes::RevokeKeyParameters{.operatorId = other.id, .key = other.key->publicKey().thumbprint()};
    const bool isKnown = !m_deployment->plane().governance().directory()->witnesses().empty();
    const QString name = u"witness.example/one"_s;
    if (action.name == "witness.remove"_L1)
        return changes::RemoveWitnessParameters{.name = name};
    return changes::AddWitnessParameters{.witness = {.name = isKnown ? u"witness.example/two"_s : name,
                                                     .key = PrivateKey::generate(PublicKey::Kind::Ed25519)->publicKey(),
                                                     .standIn = true}};
}

changes::TargetSet MatrixTest::deviceIn(DeviceState state)
{
    const auto reader = m_deployment->plane().database().read();
    const auto rows = (*reader)->devices.page({.states = {state}}, {}, 1000);
    for (const controlplane::store::DeviceRow &row : *rows) {
        if (row.attestation.outcome == "verified"_L1)
            return *changes::TargetSet::make({{.handle = row.handle, .key = row.key, .state = row.state}});
    }
    qFatal("the sample has no device left in the state %s", fleet::toWord(state).data());
}

changes::SignedChange MatrixTest::pending(const Action &action)
{
    changes::TargetSet targets;
    const auto act = fleet::deviceActFromAction(action.name);
    if (act)
        targets = deviceIn(fleet::fromStates(*act, fleet::toStates(*act).front()).front());
    return changeOf(console(requester).ask(action.name, targets, parametersFor(action)));
}

void MatrixTest::asks_data()
{
    QTest::addColumn<const Action *>("action");
    QTest::addColumn<Role>("role");
    for (const Action &action : changes::allActions()) {
        for (const Role role : operators::allRoles())
            QTest::addRow("%s by %s", qPrintable(QString(action.name)), qPrintable(operators::word(role)))
                << &action << role;
    }
}

void MatrixTest::asks()
{
    QFETCH(const Action *, action);
    QFETCH(Role, role);
    TestConsole &asking = console(personOf(role));
    const bool onDevices = fleet::deviceActFromAction(action->name).has_value();
    for (const DeviceState state : fleet::allDeviceStates()) {
        const auto targets = onDevices ? deviceIn(state) : changes::TargetSet();
        const RawReply reply = asking.ask(action->name, targets, parametersFor(*action));
        const QByteArray declared = declaredToAsk(*action, role, isFounder(role), state);
        QVERIFY2(slugOf(reply) == declared, qPrintable(fleet::toWord(state) + u": "_s + QString::fromUtf8(reply.body)));
        if (declared.isEmpty()) {
            const bool isDone = action->actionClass == changes::ActionClass::Reducing;
            QCOMPARE(memberOf(reply, "state"_L1).text(), isDone ? u"executed"_s : u"pending"_s);
        }
        if (!onDevices)
            break; // governance knows no states of devices
    }
}

void MatrixTest::signs_data()
{
    QTest::addColumn<const Action *>("action");
    QTest::addColumn<Role>("role");
    for (const bool onDevices : {true, false}) {
        for (const Action *const action : deviceActions(onDevices)) {
            if (action->signers.empty())
                continue;
            for (const Role role : operators::allRoles())
                QTest::addRow("%s by %s", qPrintable(QString(action->name)), qPrintable(operators::word(role)))
                    << action << role;
        }
    }
}

void MatrixTest::signs()
{
    QFETCH(const Action *, action);
    QFETCH(Role, role);
    const auto change = pending(*action);
    const RawReply reply = console(personOf(role)).approve(change);
    if (!maySign(*action, role)) {
        QCOMPARE(slugOf(reply), "role-missing"_ba);
        return;
    }
    QCOMPARE(slugOf(reply), QByteArray());
    const bool isEnough = action->signers.size() == 1 && action->signers.front().count == 1;
    QCOMPARE(memberOf(reply, "state"_L1).text(), isEnough ? u"executed"_s : u"pending"_s);
}

changes::SignedChange MatrixTest::changeIn(ChangeState state)
{
    const Action &revoke = *changes::findAction(u"device.revoke");
    const auto targets = deviceIn(DeviceState::Trusted);
    auto request = console(requester).compose(revoke.name, targets);
    if (state == ChangeState::Expired)
        request.approveBy = request.created + 1;
    const auto change = changeOf(console(requester).ask(console(requester).sign(request), targets));
    RawReply done;
    if (state == ChangeState::Executed)
        done = console(u"approver-1"_s).approve(change);
    else if (state == ChangeState::Rejected)
        done = console(u"approver-1"_s).reject(change);
    else if (state == ChangeState::Withdrawn)
        done = console(requester).withdraw(change);
    else if (state == ChangeState::Expired)
        m_deployment->clock.advance(2);
    return change;
}

void MatrixTest::changesState_data()
{
    QTest::addColumn<ChangeState>("state");
    for (const ChangeState state : {ChangeState::Pending, ChangeState::Executed, ChangeState::Rejected,
                                    ChangeState::Withdrawn, ChangeState::Expired})
        QTest::newRow(qPrintable(changes::word(state))) << state;
}

void MatrixTest::changesState()
{
    QFETCH(ChangeState, state);
    const QByteArray declared = state == ChangeState::Pending   ? QByteArray()
                                : state == ChangeState::Expired ? "change-expired"_ba
                                                                : "change-closed"_ba;
    QCOMPARE(slugOf(console(u"approver-2"_s).approve(changeIn(state))), declared);
    QCOMPARE(slugOf(console(u"approver-2"_s).reject(changeIn(state))), declared);
    QCOMPARE(slugOf(console(requester).withdraw(changeIn(state))), declared);
}

ENIGM_TEST_MAIN(MatrixTest)
#include "MatrixTest.moc"

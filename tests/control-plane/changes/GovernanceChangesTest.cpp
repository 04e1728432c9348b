#include "contract/evidence/AuditExport.h"
#include "contract/evidence/Evidence.h"
#include "control-plane/changes/Intake.h"
#include "control-plane/store/Reader.h"
#include "control-plane/store/Transaction.h"
#include "tests/support/LogGuard.h"
#include "tests/support/plane/LivePlane.h"

#include <QBuffer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace enigm;
using changes::ChangeState;
using signing::PrivateKey;
using signing::PublicKey;
using test::LivePlane;
using test::outcomeOf;
using test::Person;
using test::require;
using test::SampleHistory;

/// Operators, keys and witnesses change through the same engine, and land in the governance log.
class GovernanceChangesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_live = std::make_unique<LivePlane>(); }
    void cleanup() { m_live.reset(); }

    void anAdmittedOperatorMayAct();
    void anAdmissionNeedsTwoPeople();
    void aNameBelongsToWhomTheChangeAdmits();
    void aNameBindsNobodyBeforeItsChangeIsExecuted();
    void anAddedKeySigns();
    void anAddedKeyResetsALockedPin();
    void anAddedKeyLeavesAnOpenPinAlone();
    void aRevokedKeySignsNoMoreAndItsSessionsEnd();
    void anOwnKeyIsRevokedByItsOwnerAlone();
    void nobodyRejectsTheRemovalOfTheirOwnKey();
    void witnessesComeAndGo();
    void anAdmissionTwiceOverFails();
    void theDirectoryIsTheSameAfterARestart();
    void aRequestOfAKeyThatWasRevokedFails();
    void whereTooFewPeopleAreLeftAStepOutIsAllowed();
    void theEvidenceOfAGovernanceActVerifies();

private:
    [[nodiscard]] changes::RevokeKeyParameters revocationOf(const Person &person) const
    {
        return {.operatorId = person.id, .key = person.key->publicKey().thumbprint()};
    }
    [[nodiscard]] static changes::AdmitOperatorParameters admissionOf(const Person &person)
    {
        return {.operatorId = person.id, .roles = person.roles, .keys = {person.key->publicKey()}};
    }
    [[nodiscard]] static changes::SignedChange admission(LivePlane &live, const Person &requester,
                                                         const Person &newcomer)
    {
        return SampleHistory::sign(live.compose(requester, u"operator.admit"_s, {}, admissionOf(newcomer)), requester);
    }
    void setPin(const Person &person, bool isLocked);
    /// Gives the person another key, by a quorum of others, and answers its thumbprint.
    [[nodiscard]] QString addKeyTo(const Person &person);
    [[nodiscard]] controlplane::store::Reader reading() { return require(m_live->plane().database().read()); }
    [[nodiscard]] std::shared_ptr<const operators::Directory> directory()
    {
        return m_live->plane().governance().directory();
    }

    std::unique_ptr<LivePlane> m_live;
};

void GovernanceChangesTest::anAdmittedOperatorMayAct()
{
    const Person newcomer = SampleHistory::makePerson({operators::Role::Approver});
    const auto change =
        SampleHistory::sign(m_live->compose(m_live->administrator1, u"operator.admit"_s, {}, admissionOf(newcomer)),
                            m_live->administrator1);
    const auto asked = require(m_live->request(m_live->administrator1, change, {}, {{newcomer.id, u"Ada"_s}}));
    require(m_live->approve(m_live->approver1, asked));
    QCOMPARE(require(m_live->approve(m_live->reviewer1, asked)).state, ChangeState::Executed);
    QCOMPARE(m_live->governanceSize(), 2);
    QVERIFY(directory()->findOperator(newcomer.id));
    QCOMPARE(require(require(m_live->plane().database().read())->operators.name(newcomer.id)), std::optional(u"Ada"_s));

    const auto devices = m_live->admit(1);
    m_live->perform(m_live->administrator1, u"device.revoke"_s, devices, changes::NoParameters{}, {newcomer});
}

void GovernanceChangesTest::anAdmissionNeedsTwoPeople()
{
    const Person newcomer = SampleHistory::makePerson({operators::Role::Approver});
    const auto asked = require(m_live->ask(m_live->administrator1, u"operator.admit"_s, {}, admissionOf(newcomer)));
    QCOMPARE(require(m_live->approve(m_live->approver1, asked)).state, ChangeState::Pending);
    QVERIFY(!directory()->findOperator(newcomer.id));
    QCOMPARE(outcomeOf(m_live->approve(m_live->releaseManager1, asked)), u"role-missing"_s);
    QVERIFY(!directory()->findOperator(newcomer.id));
}

void GovernanceChangesTest::aNameBelongsToWhomTheChangeAdmits()
{
    const Person newcomer = SampleHistory::makePerson({operators::Role::Approver});
    const auto sign = [&] {
        return SampleHistory::sign(
            m_live->compose(m_live->administrator1, u"operator.admit"_s, {}, admissionOf(newcomer)),
            m_live->administrator1);
    };
    QCOMPARE(outcomeOf(m_live->request(m_live->administrator1, sign(), {}, {{m_live->approver1.id, u"Eve"_s}})),
             u"out-of-range"_s);
    require(m_live->request(m_live->administrator1, sign(), {}, {{newcomer.id, u"Ada"_s}}));
}

void GovernanceChangesTest::aNameBindsNobodyBeforeItsChangeIsExecuted()
{
    const Person newcomer = SampleHistory::makePerson({operators::Role::Approver});
    const auto stray = admission(*m_live, m_live->administrator2, newcomer);
    require(m_live->request(m_live->administrator2, stray, {}, {{newcomer.id, u"Eve"_s}}));
    const auto honest = admission(*m_live, m_live->administrator1, newcomer);
    const auto asked = require(m_live->request(m_live->administrator1, honest, {}, {{newcomer.id, u"Ada"_s}}));
    QVERIFY(!require(reading()->operators.name(newcomer.id)));
    require(m_live->approve(m_live->approver1, asked));
    QCOMPARE(require(m_live->approve(m_live->reviewer1, asked)).state, ChangeState::Executed);
    QCOMPARE(require(reading()->operators.name(newcomer.id)), std::optional(u"Ada"_s));
}

void GovernanceChangesTest::setPin(const Person &person, bool isLocked)
{
    require(m_live->plane().writer().submitAndWait([&](controlplane::store::Transaction &transaction) {
        return transaction.operators.setPin(person.id, {.n = 2,
                                                        .r = 1,
                                                        .p = 1,
                                                        .salt = "salt"_ba,
                                                        .hash = "hash"_ba,
                                                        .failed = isLocked ? 5 : 0,
                                                        .locked = isLocked});
    }));
}

QString GovernanceChangesTest::addKeyTo(const Person &person)
{
    const auto key = PrivateKey::generate(PublicKey::Kind::P256)->publicKey();
    m_live->perform(m_live->administrator1, u"key.add"_s, {},
                    changes::AddKeyParameters{.operatorId = person.id, .key = key},
                    {m_live->approver2, m_live->reviewer1});
    return key.thumbprint();
}

void GovernanceChangesTest::anAddedKeyResetsALockedPin()
{
    const Person &person = m_live->approver1;
    setPin(person, true);
    const QString key = addKeyTo(person);
    QVERIFY(!require(reading()->operators.pin(person.id)));
    QCOMPARE(require(reading()->operators.pinResetFor(person.id)), std::optional(key));
    QCOMPARE(m_live->activity().last(), u"pin.reset done"_s);
    // A key that was lost before it could set the PIN is replaced like any other.
    const QString another = addKeyTo(person);
    QCOMPARE(require(reading()->operators.pinResetFor(person.id)), std::optional(another));
    QByteArray exported = m_live->exportLog();
    QBuffer file(&exported);
    QVERIFY(file.open(QIODevice::ReadOnly));
    require(evidence::verifyAuditExport(file, directory()->deploymentId()));
}

void GovernanceChangesTest::anAddedKeyLeavesAnOpenPinAlone()
{
    const Person &person = m_live->approver1;
    setPin(person, false);
    static_cast<void>(addKeyTo(person));
    QVERIFY(require(reading()->operators.pin(person.id)));
    QVERIFY(!m_live->activity().contains(u"pin.reset done"_s));
}

void GovernanceChangesTest::anAddedKeySigns()
{
    Person second = m_live->approver1;
    second.key = PrivateKey::generate(PublicKey::Kind::P256);
    m_live->perform(m_live->administrator1, u"key.add"_s, {},
                    changes::AddKeyParameters{.operatorId = second.id, .key = second.key->publicKey()},
                    {m_live->approver2, m_live->reviewer1});
    const auto devices = m_live->admit(1);
    m_live->perform(m_live->administrator1, u"device.revoke"_s, devices, changes::NoParameters{}, {second});
}

void GovernanceChangesTest::aRevokedKeySignsNoMoreAndItsSessionsEnd()
{
    require(m_live->plane().writer().submitAndWait([&](controlplane::store::Transaction &transaction) {
        return transaction.sessions.insert({.id = u"a session"_s,
                                            .token = QByteArray(32, 't'),
                                            .operatorId = m_live->approver1.id,
                                            .key = m_live->approver1.key->publicKey().thumbprint(),
                                            .dpop = u"dpop"_s,
                                            .created = m_live->clock.now(),
                                            .expires = m_live->clock.now() + 3600});
    }));
    const auto devices = m_live->admit(1);
    const auto asked = require(m_live->ask(m_live->administrator1, u"device.revoke"_s, devices));
    m_live->perform(m_live->administrator1, u"key.revoke"_s, {}, revocationOf(m_live->approver1),
                    {m_live->approver2, m_live->reviewer1});
    QCOMPARE(outcomeOf(m_live->approve(m_live->approver1, asked)), u"key-not-valid"_s);
    QCOMPARE(m_live->activity().last(), u"change.refused refused"_s);
    const auto session = require(require(m_live->plane().database().read())->sessions.find(u"a session"_s));
    QVERIFY(session->ended.has_value());
}

void GovernanceChangesTest::anOwnKeyIsRevokedByItsOwnerAlone()
{
    const auto done =
        require(m_live->ask(m_live->releaseManager1, u"key.revoke"_s, {}, revocationOf(m_live->releaseManager1)));
    QCOMPARE(done.state, ChangeState::Executed);
    QVERIFY(!directory()->hasValidKey(m_live->releaseManager1.id, m_live->governanceSize()));
}

void GovernanceChangesTest::nobodyRejectsTheRemovalOfTheirOwnKey()
{
    const auto asked =
        require(m_live->ask(m_live->administrator1, u"key.revoke"_s, {}, revocationOf(m_live->approver1)));
    QCOMPARE(outcomeOf(m_live->reject(m_live->approver1, asked)), u"own-key"_s);
    QCOMPARE(m_live->activity().last(), u"change.refused refused"_s);
    QCOMPARE(m_live->record(asked.change.request.id).state, ChangeState::Pending);
    QCOMPARE(require(m_live->reject(m_live->approver2, asked)).state, ChangeState::Rejected);
}

void GovernanceChangesTest::witnessesComeAndGo()
{
    const auto key = PrivateKey::generate(PublicKey::Kind::Ed25519);
    m_live->perform(m_live->reviewer1, u"witness.add"_s, {},
                    changes::AddWitnessParameters{
                        .witness = {.name = u"witness.example/one"_s, .key = key->publicKey(), .standIn = false}},
                    {m_live->approver1, m_live->administrator1});
    QCOMPARE(directory()->witnesses().size(), 1U);
    QVERIFY(directory()->witnesses().front().isActiveAt(m_live->governanceSize()));
    m_live->perform(m_live->reviewer1, u"witness.remove"_s, {},
                    changes::RemoveWitnessParameters{.name = u"witness.example/one"_s},
                    {m_live->approver1, m_live->administrator1});
    QVERIFY(!directory()->witnesses().front().isActiveAt(m_live->governanceSize()));
}

void GovernanceChangesTest::anAdmissionTwiceOverFails()
{
    const Person newcomer = SampleHistory::makePerson({operators::Role::Approver});
    const auto first = require(m_live->ask(m_live->administrator1, u"operator.admit"_s, {}, admissionOf(newcomer)));
    const auto second = require(m_live->ask(m_live->administrator2, u"operator.admit"_s, {}, admissionOf(newcomer)));
    require(m_live->approve(m_live->approver1, first));
    require(m_live->approve(m_live->approver2, first));
    require(m_live->approve(m_live->approver1, second));
    const auto failed = require(m_live->approve(m_live->approver2, second));
    QCOMPARE(failed.state, ChangeState::Failed);
    QCOMPARE(failed.failure, std::optional(u"already-exists"_s));
    QCOMPARE(m_live->governanceSize(), 2);
    QCOMPARE(outcomeOf(m_live->ask(m_live->administrator1, u"operator.admit"_s, {}, admissionOf(newcomer))),
             u"already-exists"_s);
}

void GovernanceChangesTest::theDirectoryIsTheSameAfterARestart()
{
    m_live->perform(m_live->administrator1, u"key.revoke"_s, {}, revocationOf(m_live->approver2),
                    {m_live->approver1, m_live->reviewer1});
    const QByteArray root = m_live->plane().governance().current()->root();
    m_live->restart();
    QCOMPARE(m_live->plane().governance().current()->root(), root);
    QVERIFY(!directory()->hasValidKey(m_live->approver2.id, m_live->governanceSize()));
}

void GovernanceChangesTest::aRequestOfAKeyThatWasRevokedFails()
{
    const auto devices = m_live->admit(1);
    const auto asked = require(m_live->ask(m_live->administrator1, u"device.revoke"_s, devices));
    m_live->perform(m_live->administrator2, u"key.revoke"_s, {}, revocationOf(m_live->administrator1),
                    {m_live->approver2, m_live->reviewer1});
    const auto failed = require(m_live->approve(m_live->approver1, asked));
    QCOMPARE(failed.state, ChangeState::Failed);
    QCOMPARE(failed.failure, std::optional(u"key-not-valid"_s));
    QCOMPARE(m_live->stateOf(devices.leaves()[0]), fleet::DeviceState::Trusted);
}

void GovernanceChangesTest::whereTooFewPeopleAreLeftAStepOutIsAllowed()
{
    for (const Person &lost : {m_live->approver1, m_live->approver2})
        require(m_live->ask(lost, u"key.revoke"_s, {}, revocationOf(lost)));
    QCOMPARE(outcomeOf(changes::checkNoDeadlock(*directory())), u"would-deadlock"_s);
    const Person newcomer = SampleHistory::makePerson({operators::Role::Approver});
    m_live->perform(m_live->administrator1, u"operator.admit"_s, {}, admissionOf(newcomer),
                    {m_live->administrator2, m_live->reviewer1});
    QCOMPARE(outcomeOf(changes::checkNoDeadlock(*directory())), u"accepted"_s);
}

void GovernanceChangesTest::theEvidenceOfAGovernanceActVerifies()
{
    const Person newcomer = SampleHistory::makePerson({operators::Role::Approver});
    const auto executed = m_live->perform(m_live->administrator1, u"operator.admit"_s, {}, admissionOf(newcomer),
                                          {m_live->approver1, m_live->reviewer1});
    const auto bundle = require(m_live->plane().changeReader().evidence(executed.change.request.id));
    const auto verdict = require(evidence::verifyEvidence(bundle.toBytes(), directory()->deploymentId()));
    QCOMPARE(verdict.approvers, std::vector({m_live->approver1.id, m_live->reviewer1.id}));
}

ENIGM_TEST_MAIN(GovernanceChangesTest)
#include "GovernanceChangesTest.moc"

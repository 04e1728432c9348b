#include "contract/changes/Quorum.h"

#include "tests/contract/changes/AnyChange.h"
#include "tests/support/LogGuard.h"
#include "tests/support/history/SampleHistory.h"

#include <QTest>

#include <algorithm>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

using changes::Decision;
using changes::LoggedApproval;
using changes::QuorumAnswer;
using changes::SignedChange;
using changes::TargetSet;
using fleet::DeviceState;
using operators::Role;

/// Executor, console, device and verifier count the same signatures.
class QuorumTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRevocationWaitsForOneApprover();
    void whoMayAsk_data();
    void whoMayAsk();
    void whoMaySignOff();
    void governanceNeedsTwoBesidesTheRequester();
    void nobodySignsOffTheirOwnChange();
    void aSecondKeyIsNoSecondPerson();
    void oneInstallationIsOneSignature();
    void aKeyCountsWhereItIsValid();
    void aRejectionEndsTheChange();
    void nobodyKeepsTheirOwnKey();
    void anApprovalOfAnotherChangeIsRefused();
    void aForeignKeyOrSignatureIsRefused();
    void positionsAreOrdered();
    void aRuleMayAskForMore();
    void lateAndEarlySignaturesAreRefused();
    void aSampleMayHaveOneInstallation();
};

namespace {

struct Question
{
    const SampleHistory &history;
    SignedChange change;
    std::vector<LoggedApproval> approvals = {};
    qint64 requestLoggedAt = 1;
    std::optional<qint64> executedAt = {};

    Question &by(const Person &approver, qint64 at = 1)
    {
        approvals.push_back({.signedApproval = history.approve(change, approver), .loggedAt = at});
        return *this;
    }
    [[nodiscard]] Expected<QuorumAnswer> ask() const
    {
        return changes::countQuorum({.directory = history.directory(),
                                     .change = change,
                                     .requestLoggedAt = requestLoggedAt,
                                     .approvals = approvals,
                                     .executedAt = executedAt.value_or(history.governanceSize())});
    }
    /// "complete", "incomplete" or the slug of the refusal.
    [[nodiscard]] QString outcome() const
    {
        const auto answer = ask();
        if (!answer)
            return problemSlug(answer.error().type);
        return answer->complete ? u"complete"_s : u"incomplete"_s;
    }
    [[nodiscard]] QStringList discounts() const
    {
        QStringList slugs;
        for (const Problem &problem : require(ask()).discounted)
            slugs << problemSlug(problem.type);
        return slugs;
    }
};

SignedChange revocation(const SampleHistory &history, const Person &requester)
{
    return history.sign(history.compose(requester, u"device.revoke"_s, oneDevice(DeviceState::Trusted)), requester);
}

Person withKey(Person person)
{
    person.key = signing::PrivateKey::generate(signing::PublicKey::Kind::P256);
    return person;
}

} // namespace

void QuorumTest::aRevocationWaitsForOneApprover()
{
    const SampleHistory history;
    Question question{history, revocation(history, history.administrator1)};
    const auto waiting = require(question.ask());
    QVERIFY(!waiting.complete);
    QCOMPARE(waiting.missing.size(), 1U);
    QCOMPARE(waiting.missing.front().count, 1);
    QVERIFY(waiting.missing.front().roles == operators::Roles{Role::Approver});
    const auto done = require(question.by(history.approver1).ask());
    QVERIFY(done.complete);
    QCOMPARE(done.counted, std::vector{history.approver1.id});
    QCOMPARE(done.countedDigests, std::vector{question.approvals.front().signedApproval.digest()});
    // One more is no harm, and is not counted.
    QCOMPARE(require(question.by(history.approver2).ask()).counted, std::vector{history.approver1.id});
}

void QuorumTest::whoMayAsk_data()
{
    // Written from the table of the contract: A administrator, P approver, R reviewer, M release manager, none of them
    // a founder.
    QTest::addColumn<QString>("action");
    QTest::addColumn<QString>("askers");
    QTest::newRow("deny") << u"device.deny"_s << u"AP"_s;
    QTest::newRow("restrict") << u"device.restrict"_s << u"AP"_s;
    QTest::newRow("suspend") << u"device.suspend"_s << u"AP"_s;
    QTest::newRow("admit") << u"device.admit"_s << u"A"_s;
    QTest::newRow("reactivate") << u"device.reactivate"_s << u"A"_s;
    QTest::newRow("revoke") << u"device.revoke"_s << u"A"_s;
    QTest::newRow("replace") << u"device.replace"_s << u"A"_s;
    QTest::newRow("retire") << u"device.retire"_s << u"A"_s;
    QTest::newRow("wipe") << u"device.wipe"_s << u"A"_s;
    for (const char *const action :
         {"release.sign-manifest", "release.sign-production", "rollout.start", "rollout.resume"})
        QTest::newRow(action) << QString::fromLatin1(action) << u"M"_s;
    for (const char *const action : {"rollout.pause", "rollout.halt", "rollout.withdraw"})
        QTest::newRow(action) << QString::fromLatin1(action) << u"APRM"_s;
    for (const char *const action :
         {"operator.admit", "key.add", "key.revoke", "witness.add", "witness.remove", "ota-key.set"})
        QTest::newRow(action) << QString::fromLatin1(action) << u"AR"_s;
}

void QuorumTest::whoMayAsk()
{
    QFETCH(const QString, action);
    QFETCH(const QString, askers);
    // These are admitted later, so that they ask by their role alone.
    SampleHistory history;
    const bool isGovernance = changes::findAction(action)->founderMayAsk;
    const bool isForReleases = action.startsWith("release."_L1) || action.startsWith("rollout."_L1);
    struct Column
    {
        QChar letter;
        Person person;
    };
    std::vector<Column> columns{{u'A', SampleHistory::makePerson({Role::Administrator})},
                                {u'P', SampleHistory::makePerson({Role::Approver})},
                                {u'R', SampleHistory::makePerson({Role::SecurityReviewer})},
                                {u'M', SampleHistory::makePerson({Role::ReleaseManager})}};
    for (const Column &column : columns) {
        history.perform(history.administrator1, u"operator.admit"_s, {},
                        changes::AdmitOperatorParameters{.operatorId = column.person.id,
                                                         .roles = column.person.roles,
                                                         .keys = {column.person.key->publicKey()}},
                        {history.approver1, history.reviewer1});
    }
    for (const Column &column : columns) {
        const SignedChange change = anyChange(history, column.person, action);
        const auto allowed = changes::checkRequest(history.directory(), change, history.governanceSize());
        QCOMPARE(outcomeOf(allowed), askers.contains(column.letter) ? u"accepted"_s : u"not-permitted"_s);
    }
    const SignedChange byFounder = anyChange(history, history.releaseManager1, action);
    QCOMPARE(outcomeOf(changes::checkRequest(history.directory(), byFounder, history.governanceSize())),
             isGovernance || isForReleases ? u"accepted"_s : u"not-permitted"_s);
}

void QuorumTest::whoMaySignOff()
{
    const SampleHistory history;
    for (const changes::Action &action : changes::allActions()) {
        if (action.signers.empty())
            continue;
        // Who asks signs off nothing; a second release manager there is none.
        const bool isOfRelease = !action.mayAsk.has(Role::Administrator);
        const Person &requester = isOfRelease ? history.releaseManager1 : history.administrator1;
        const Person &fourth = isOfRelease ? history.administrator1 : history.releaseManager1;
        const SignedChange change = anyChange(history, requester, action.name);
        for (const Person *const person : {&history.administrator2, &history.approver1, &history.reviewer1, &fourth}) {
            const bool isAsked = std::ranges::any_of(
                action.signers, [person](const auto &clause) { return person->roles.hasAny(clause.roles); });
            const auto checked =
                changes::checkApproval(history.directory(), change, history.approve(change, *person), 1);
            QCOMPARE(outcomeOf(checked), isAsked ? u"accepted"_s : u"role-missing"_s);
            Question question{history, change};
            question.by(*person);
            QCOMPARE(question.discounts(), isAsked ? QStringList() : QStringList{u"role-missing"_s});
        }
    }
}

void QuorumTest::governanceNeedsTwoBesidesTheRequester()
{
    const SampleHistory history;
    Question question{history, keyRevocation(history, history.administrator1, history.approver2)};
    QCOMPARE(question.outcome(), u"incomplete"_s);
    QCOMPARE(question.by(history.administrator2).outcome(), u"incomplete"_s);
    QCOMPARE(question.by(history.releaseManager1).outcome(), u"incomplete"_s);
    QCOMPARE(question.by(history.reviewer1).outcome(), u"complete"_s);
}

void QuorumTest::nobodySignsOffTheirOwnChange()
{
    const SampleHistory history;
    Question question{history, keyRevocation(history, history.administrator1, history.approver2)};
    QCOMPARE(question.by(history.administrator1).outcome(), u"self-approval"_s);
    Person otherName = history.administrator1;
    otherName.id = history.approver1.id;
    Question inDisguise{history, question.change};
    QCOMPARE(inDisguise.by(otherName).outcome(), u"self-approval"_s);
}

void QuorumTest::aSecondKeyIsNoSecondPerson()
{
    SampleHistory history;
    const Person again = withKey(history.approver1);
    const Person ownAgain = withKey(history.administrator1);
    for (const Person *const person : {&again, &ownAgain})
        history.perform(history.administrator1, u"key.add"_s, {},
                        changes::AddKeyParameters{.operatorId = person->id, .key = person->key->publicKey()},
                        {history.approver2, history.reviewer1});
    Person elsewhere = ownAgain;
    elsewhere.installation = SampleHistory::makePerson({}).installation;
    Question own{history, revocation(history, history.administrator1), {}, 3};
    QCOMPARE(own.by(elsewhere, 3).outcome(), u"self-approval"_s);
    Question twice{history, keyRevocation(history, history.administrator1, history.approver2), {}, 3};
    QCOMPARE(twice.by(history.approver1, 3).by(again, 3).outcome(), u"already-signed"_s);
    Question withSecondKey{history, revocation(history, history.administrator1), {}, 3};
    QCOMPARE(withSecondKey.by(again, 3).outcome(), u"complete"_s);
}

void QuorumTest::oneInstallationIsOneSignature()
{
    const SampleHistory history;
    Person atRequesters = history.approver1;
    atRequesters.installation = history.administrator1.installation;
    Question one{history, revocation(history, history.administrator1)};
    QCOMPARE(one.by(atRequesters).outcome(), u"incomplete"_s);
    QCOMPARE(one.discounts(), QStringList{u"same-installation"_s});
    QCOMPARE(one.by(history.approver2).outcome(), u"complete"_s);

    Person atApprovers = history.reviewer1;
    atApprovers.installation = history.approver1.installation;
    Question two{history, keyRevocation(history, history.administrator1, history.approver2)};
    QCOMPARE(two.by(history.approver1).by(atApprovers).outcome(), u"incomplete"_s);
    QCOMPARE(two.discounts(), QStringList{u"same-installation"_s});
    QCOMPARE(two.by(history.administrator2).outcome(), u"complete"_s);
}

void QuorumTest::aKeyCountsWhereItIsValid()
{
    SampleHistory history;
    const SignedChange change = revocation(history, history.administrator1);
    const auto before = history.approve(change, history.approver1);
    history.perform(history.administrator1, u"key.revoke"_s, {},
                    changes::RevokeKeyParameters{.operatorId = history.approver1.id,
                                                 .key = history.approver1.key->publicKey().thumbprint()},
                    {history.approver2, history.reviewer1});
    // Logged before, executed before; logged before, executed after; logged after.
    Question question{history, change, {{.signedApproval = before, .loggedAt = 1}}, 1, 1};
    QCOMPARE(question.outcome(), u"complete"_s);
    question.executedAt = 2;
    QCOMPARE(question.outcome(), u"incomplete"_s);
    QCOMPARE(question.discounts(), QStringList{u"key-not-valid"_s});
    question.approvals.front().loggedAt = 2;
    QCOMPARE(question.outcome(), u"incomplete"_s);
    QCOMPARE(question.discounts(), QStringList{u"key-not-valid"_s});
    QCOMPARE(question.by(history.approver2, 2).outcome(), u"complete"_s);

    // The requester's key: nothing counts without it.
    history.perform(history.administrator1, u"key.revoke"_s, {},
                    changes::RevokeKeyParameters{.operatorId = history.administrator1.id,
                                                 .key = history.administrator1.key->publicKey().thumbprint()},
                    {});
    QCOMPARE(question.outcome(), u"complete"_s); // at size 2
    question.executedAt = 3;
    QCOMPARE(question.outcome(), u"key-not-valid"_s);
}

void QuorumTest::aRejectionEndsTheChange()
{
    const SampleHistory history;
    const SignedChange change = revocation(history, history.administrator1);
    Question question{history, change};
    question.approvals.push_back(
        {.signedApproval = history.approve(change, history.approver1, Decision::Reject), .loggedAt = 1});
    QCOMPARE(question.outcome(), u"change-closed"_s);
    QCOMPARE(question.by(history.approver2).outcome(), u"change-closed"_s);
    // By one who has no say it is nothing.
    Question other{history, change};
    other.approvals.push_back(
        {.signedApproval = history.approve(change, history.reviewer1, Decision::Reject), .loggedAt = 1});
    QCOMPARE(other.by(history.approver2).outcome(), u"complete"_s);
}

void QuorumTest::nobodyKeepsTheirOwnKey()
{
    const SampleHistory history;
    const SignedChange change = keyRevocation(history, history.administrator1, history.approver1);
    QCOMPARE(outcomeOf(changes::checkApproval(history.directory(), change,
                                              history.approve(change, history.approver1, Decision::Reject), 1)),
             u"own-key"_s);
    QCOMPARE(outcomeOf(changes::checkApproval(history.directory(), change,
                                              history.approve(change, history.approver2, Decision::Reject), 1)),
             u"accepted"_s);
    const SignedChange own = keyRevocation(history, history.approver1, history.approver1);
    QCOMPARE(own.request.actionClass, changes::ActionClass::Reducing);
    const Question alone{history, own};
    QCOMPARE(alone.outcome(), u"complete"_s);
    QCOMPARE(outcomeOf(changes::checkWithdrawal(history.directory(), own, history.withdraw(own), 1)), u"own-key"_s);
    const SignedChange ordinary = revocation(history, history.administrator1);
    QCOMPARE(outcomeOf(changes::checkWithdrawal(history.directory(), ordinary, history.withdraw(ordinary), 1)),
             u"accepted"_s);
    QCOMPARE(outcomeOf(changes::checkWithdrawal(history.directory(), ordinary, history.withdraw(change), 1)),
             u"wrong-change"_s);
}

void QuorumTest::anApprovalOfAnotherChangeIsRefused()
{
    const SampleHistory history;
    const SampleHistory elsewhere;
    const SignedChange change = revocation(history, history.administrator1);
    const SignedChange other = revocation(history, history.administrator1);
    Question question{history, change};
    question.approvals.push_back({.signedApproval = history.approve(other, history.approver1), .loggedAt = 1});
    QCOMPARE(question.outcome(), u"wrong-change"_s);
    auto foreign = history.composeApproval(change, history.approver1);
    foreign.deployment = elsewhere.deploymentId();
    question.approvals.front().signedApproval = require(changes::SignedApproval::sign(foreign, *history.approver1.key));
    QCOMPARE(question.outcome(), u"wrong-deployment"_s);
    const Question foreignChange{history, revocation(elsewhere, elsewhere.administrator1)};
    QCOMPARE(foreignChange.outcome(), u"wrong-deployment"_s);
}

void QuorumTest::aForeignKeyOrSignatureIsRefused()
{
    const SampleHistory history;
    const SignedChange change = revocation(history, history.administrator1);
    Question unknown{history, change};
    QCOMPARE(unknown.by(withKey(history.approver1)).outcome(), u"unknown-key"_s);
    Person borrowed = history.approver1;
    borrowed.key = history.approver2.key;
    Question another{history, change};
    QCOMPARE(another.by(borrowed).outcome(), u"unknown-key"_s);

    // A genuine header and payload under somebody else's signature bytes.
    const auto genuine = history.approve(change, history.approver1);
    const auto other = history.approve(change, history.approver2);
    const QByteArray forged = genuine.jws.signedBytes().toByteArray() + '.' + other.jws.compact().split('.').last();
    Question spliced{history, change};
    spliced.approvals.push_back({.signedApproval = require(changes::SignedApproval::parse(forged)), .loggedAt = 1});
    QCOMPARE(spliced.outcome(), u"bad-signature"_s);
}

void QuorumTest::positionsAreOrdered()
{
    SampleHistory history;
    const SignedChange change = revocation(history, history.administrator1);
    const auto approval = history.approve(change, history.approver1);
    for (int i = 0; i < 2; ++i)
        history.perform(history.administrator1, u"key.add"_s, {},
                        changes::AddKeyParameters{.operatorId = history.approver2.id,
                                                  .key = withKey(history.approver2).key->publicKey()},
                        {history.administrator2, history.reviewer1});
    struct Row
    {
        qint64 request;
        qint64 approval;
        qint64 execution;
        bool isOrdered;
    };
    for (const Row &row : {Row{1, 1, 1, true}, Row{1, 2, 3, true}, Row{2, 1, 3, false}, Row{1, 3, 2, false},
                           Row{0, 1, 1, false}, Row{1, 1, 4, false}, Row{3, 3, 3, true}}) {
        const Question question{
            history, change, {{.signedApproval = approval, .loggedAt = row.approval}}, row.request, row.execution};
        QCOMPARE(question.outcome(), row.isOrdered ? u"complete"_s : u"unknown-log-position"_s);
    }
    auto ahead = history.compose(history.administrator1, u"device.revoke"_s, oneDevice(DeviceState::Trusted));
    const Question early{history, history.sign(ahead, history.administrator1), {}, 2};
    QCOMPARE(early.outcome(), u"unknown-log-position"_s);
}

void QuorumTest::aRuleMayAskForMore()
{
    const operators::Rule rule{.id = u"two-kinds"_s,
                               .version = 3,
                               .actions = {u"device.revoke"_s},
                               .signers = {{.count = 1, .roles = {Role::Approver}},
                                           {.count = 1, .roles = {Role::Approver, Role::SecurityReviewer}}}};
    const SampleHistory history({.rules = {rule}});
    Question question{history, revocation(history, history.administrator1)};
    const auto waiting = require(question.by(history.approver1).ask());
    QVERIFY(!waiting.complete);
    QCOMPARE(waiting.ruleId, u"two-kinds"_s);
    QCOMPARE(waiting.ruleVersion, 3);
    QCOMPARE(question.by(history.reviewer1).outcome(), u"complete"_s);
    Question approvers{history, question.change};
    QCOMPARE(approvers.by(history.approver1).by(history.approver2).outcome(), u"complete"_s);
    Question reversed{history, question.change};
    QCOMPARE(reversed.by(history.reviewer1).by(history.approver1).outcome(), u"complete"_s);
}

void QuorumTest::lateAndEarlySignaturesAreRefused()
{
    const SampleHistory history;
    const SignedChange change = revocation(history, history.administrator1);
    auto late = history.composeApproval(change, history.approver1);
    late.time = change.request.approveBy + 1;
    Question question{history, change};
    question.approvals.push_back(
        {.signedApproval = require(changes::SignedApproval::sign(late, *history.approver1.key)), .loggedAt = 1});
    QCOMPARE(question.outcome(), u"change-expired"_s);
    auto ahead = history.composeApproval(change, history.approver1);
    ahead.governance.size = 2;
    question.approvals.front().signedApproval = require(changes::SignedApproval::sign(ahead, *history.approver1.key));
    QCOMPARE(question.outcome(), u"unknown-log-position"_s);
}

void QuorumTest::aSampleMayHaveOneInstallation()
{
    const SampleHistory history({.sample = true});
    Person approver = history.approver1;
    approver.installation = history.administrator1.installation;
    Question question{history, revocation(history, history.administrator1)};
    QCOMPARE(question.by(approver).outcome(), u"complete"_s);
    Person own = history.administrator1;
    Question self{history, question.change};
    QCOMPARE(self.by(own).outcome(), u"self-approval"_s);
}

ENIGM_TEST_MAIN(QuorumTest)
#include "QuorumTest.moc"

#include "models/changes/SigningEligibility.h"

#include "tests/support/LogGuard.h"
#include "tests/support/history/SampleHistory.h"

#include <QTest>

#include <optional>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

using models::changes::SigningAnswer;
using models::changes::signingAnswer;
using models::changes::SigningEligibility;
using models::changes::SigningSubject;

/// Before they try, people see whether they may sign, and why not.
class SigningEligibilityTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anApproverMaySign();
    void nobodySignsTheirOwnRequest();
    void nobodySignsTwice();
    void theRuleAsksForRoles();
    void aRevokedKeyDoesNotSign();
    void whatHasEndedIsClosed_data();
    void whatHasEndedIsClosed();
    void anUnverifiedChangeIsNotSigned();
    void afterAnAlarmNobodySigns();
    void oneConsoleIsOneSigner();
    void aFilledClauseAsksForNobodyElse();
    void whoCouldIsNamed();
    void driftedDevicesMayBeRejected();
    void whoAskedMayWithdraw();
    void nobodyStopsTheRemovalOfTheirOwnKey();
    void inboxAndReviewSayTheSame_data();
    void inboxAndReviewSayTheSame();
};

namespace {

client::SessionInfo infoOf(const Person &person)
{
    return {.session = {},
            .operatorId = person.id,
            .keyThumbprint = person.key->publicKey().thumbprint(),
            .roles = person.roles,
            .created = 0,
            .expires = 0,
            .pinSet = true};
}

client::ChangeSummary admission(const SampleHistory &history)
{
    const auto targets = require(changes::TargetSet::make(SampleHistory::makeDevices(2)));
    const auto request = history.compose(history.administrator1, u"device.admit"_s, targets);
    return {.change = SampleHistory::sign(request, history.administrator1),
            .state = changes::ChangeState::Pending,
            .reason = {},
            .reference = {},
            .requested = {.index = 0, .governanceSize = history.governanceSize(), .time = history.now()},
            .executed = {},
            .approvals = 0,
            .signers = {}};
}

SigningAnswer answerTo(const SampleHistory &history, const Person &person, const SigningSubject &subject,
                       std::optional<qint64> now = {}, bool alarm = false)
{
    return signingAnswer({.directory = &history.directory(),
                          .activitySize = 1, // the request and nothing else
                          .hasAlarm = alarm,
                          .session = infoOf(person),
                          .installation = person.installation,
                          .now = now.value_or(history.now())},
                         subject);
}

SigningEligibility ask(const SampleHistory &history, const Person &person, const client::ChangeSummary &change)
{
    return answerTo(history, person, SigningSubject::of(change)).approve;
}

/// A verified record of the same change, as the review has it.
client::VerifiedChange verified(const SampleHistory &history, const client::ChangeSummary &summary,
                                const std::vector<Person> &approvers)
{
    client::VerifiedChange change{.record = {.change = summary.change,
                                             .state = summary.state,
                                             .reason = {},
                                             .reference = {},
                                             .targets = {},
                                             .requested = summary.requested,
                                             .approvals = {},
                                             .withdrawal = {},
                                             .executed = {},
                                             .failure = {}},
                                  .effect = {},
                                  .quorum = {},
                                  .obstacle = {},
                                  .proven = {},
                                  .drifted = {}};
    for (const Person &approver : approvers)
        change.record.approvals.push_back({.signedApproval = history.approve(summary.change, approver),
                                           .comment = {},
                                           .position = {.index = 0, .governanceSize = history.governanceSize()}});
    const auto logged = client::loggedApprovals(change.record);
    change.quorum = require(changes::countQuorum({.directory = history.directory(),
                                                  .change = summary.change,
                                                  .requestLoggedAt = summary.requested.governanceSize,
                                                  .approvals = logged,
                                                  .executedAt = history.governanceSize()}));
    return change;
}

/// A rule by which an admission needs an approver and a security reviewer.
operators::Rule twoClauses()
{
    return {.id = u"admissions"_s,
            .version = 1,
            .actions = {u"device.admit"_s},
            .signers = {{.count = 1, .roles = {operators::Role::Approver}},
                        {.count = 1, .roles = {operators::Role::SecurityReviewer}}}};
}

} // namespace

void SigningEligibilityTest::anApproverMaySign()
{
    const SampleHistory history;
    QCOMPARE(ask(history, history.approver1, admission(history)), SigningEligibility::Yes);
}

void SigningEligibilityTest::nobodySignsTheirOwnRequest()
{
    const SampleHistory history;
    QCOMPARE(ask(history, history.administrator1, admission(history)), SigningEligibility::OwnRequest);
}

void SigningEligibilityTest::nobodySignsTwice()
{
    const SampleHistory history;
    client::ChangeSummary change = admission(history);
    change.signers = {history.approver1.id};
    QCOMPARE(ask(history, history.approver1, change), SigningEligibility::AlreadySigned);
    QCOMPARE(ask(history, history.approver2, change), SigningEligibility::Yes);
}

void SigningEligibilityTest::theRuleAsksForRoles()
{
    const SampleHistory history;
    QCOMPARE(ask(history, history.reviewer1, admission(history)), SigningEligibility::MissingRole);
}

void SigningEligibilityTest::aRevokedKeyDoesNotSign()
{
    SampleHistory history;
    const client::ChangeSummary change = admission(history);
    Person withAnotherKey = history.approver1;
    withAnotherKey.key = SampleHistory::makePerson({operators::Role::Approver}).key;
    QCOMPARE(ask(history, withAnotherKey, change), SigningEligibility::KeyNotValid);
    Person withSomebodysKey = history.approver1;
    withSomebodysKey.key = history.approver2.key;
    QCOMPARE(ask(history, withSomebodysKey, change), SigningEligibility::KeyNotValid);
    history.perform(history.approver1, u"key.revoke"_s, {},
                    changes::RevokeKeyParameters{.operatorId = history.approver1.id,
                                                 .key = history.approver1.key->publicKey().thumbprint()},
                    {});
    QCOMPARE(ask(history, history.approver1, change), SigningEligibility::KeyNotValid);
}

void SigningEligibilityTest::whatHasEndedIsClosed_data()
{
    QTest::addColumn<int>("state");
    QTest::addColumn<bool>("closed");
    for (const changes::ChangeState state : changes::allChangeStates())
        QTest::addRow("%s", qPrintable(changes::word(state)))
            << static_cast<int>(state) << (state != changes::ChangeState::Pending);
}

void SigningEligibilityTest::whatHasEndedIsClosed()
{
    QFETCH(const int, state);
    QFETCH(const bool, closed);
    const SampleHistory history;
    client::ChangeSummary change = admission(history);
    change.state = static_cast<changes::ChangeState>(state);
    QCOMPARE(ask(history, history.approver1, change) == SigningEligibility::Closed, closed);
    change.state = changes::ChangeState::Pending;
    const SigningAnswer late =
        answerTo(history, history.approver1, SigningSubject::of(change), change.change.request.approveBy + 1);
    QCOMPARE(late.approve, SigningEligibility::Closed);
    QCOMPARE(late.reject, SigningEligibility::Closed);
}

void SigningEligibilityTest::anUnverifiedChangeIsNotSigned()
{
    const SampleHistory history;
    client::ChangeSummary change = admission(history);
    QCOMPARE(signingAnswer({.session = infoOf(history.approver1),
                            .installation = history.approver1.installation,
                            .now = history.now()},
                           SigningSubject::of(change))
                 .approve,
             SigningEligibility::NotVerified);
    change.requested.governanceSize = history.governanceSize() + 1;
    QCOMPARE(ask(history, history.approver1, change), SigningEligibility::NotVerified);
    change.requested.governanceSize = history.governanceSize();
    change.requested.index = 1; // the verified log ends before it
    QCOMPARE(ask(history, history.approver1, change), SigningEligibility::NotVerified);
}

void SigningEligibilityTest::afterAnAlarmNobodySigns()
{
    const SampleHistory history;
    const SigningAnswer answer = answerTo(history, history.approver1, SigningSubject::of(admission(history)), {}, true);
    QCOMPARE(answer.approve, SigningEligibility::BrokenProof);
    QCOMPARE(answer.reject, SigningEligibility::BrokenProof);
    QCOMPARE(answer.withdraw, SigningEligibility::BrokenProof);
}

void SigningEligibilityTest::oneConsoleIsOneSigner()
{
    const SampleHistory history;
    Person neighbour = history.approver1;
    neighbour.installation = history.administrator1.installation;
    QCOMPARE(ask(history, neighbour, admission(history)), SigningEligibility::SameInstallation);
    const SampleHistory sample({.sample = true});
    neighbour = sample.approver1;
    neighbour.installation = sample.administrator1.installation;
    QCOMPARE(ask(sample, neighbour, admission(sample)), SigningEligibility::Yes);
}

void SigningEligibilityTest::aFilledClauseAsksForNobodyElse()
{
    const SampleHistory history({.rules = {twoClauses()}});
    client::ChangeSummary change = admission(history);
    QCOMPARE(ask(history, history.approver2, change), SigningEligibility::Yes);
    QCOMPARE(ask(history, history.reviewer1, change), SigningEligibility::Yes);
    change.signers = {history.approver1.id};
    QCOMPARE(ask(history, history.approver2, change), SigningEligibility::MissingRole);
    QCOMPARE(ask(history, history.reviewer1, change), SigningEligibility::Yes);
}

void SigningEligibilityTest::whoCouldIsNamed()
{
    const SampleHistory history({.rules = {twoClauses()}});
    client::ChangeSummary change = admission(history);
    const auto whoCould = [&] {
        return answerTo(history, history.administrator1, SigningSubject::of(change)).whoCould;
    };
    QCOMPARE(whoCould().size(), 3U);
    change.signers = {history.approver1.id};
    const SigningAnswer answer = answerTo(history, history.administrator1, SigningSubject::of(change));
    QCOMPARE(answer.whoCould, std::vector{history.reviewer1.id});
    QVERIFY(answer.wanted.has(operators::Role::SecurityReviewer) && !answer.wanted.has(operators::Role::Approver));
}

void SigningEligibilityTest::driftedDevicesMayBeRejected()
{
    const SampleHistory history;
    const client::ChangeSummary summary = admission(history);
    client::VerifiedChange change = verified(history, summary, {});
    change.drifted.push_back({.handle = SampleHistory::makeDevice().handle, .state = fleet::DeviceState::Retired});
    SigningAnswer answer = answerTo(history, history.approver1, SigningSubject::of(change));
    QCOMPARE(answer.approve, SigningEligibility::Drifted);
    QCOMPARE(answer.reject, SigningEligibility::Yes);
    change.drifted.clear();
    change.obstacle = Problem{ProblemType::KeyNotValid};
    answer = answerTo(history, history.approver1, SigningSubject::of(change));
    QCOMPARE(answer.approve, SigningEligibility::Hindered);
    QCOMPARE(answer.reject, SigningEligibility::Yes);
}

void SigningEligibilityTest::whoAskedMayWithdraw()
{
    const SampleHistory history;
    client::ChangeSummary change = admission(history);
    const auto withdraw = [&](const Person &person) {
        return answerTo(history, person, SigningSubject::of(change)).withdraw;
    };
    QCOMPARE(withdraw(history.administrator1), SigningEligibility::Yes);
    QCOMPARE(withdraw(history.administrator2), SigningEligibility::NotRequester);
    change.state = changes::ChangeState::Approved;
    QCOMPARE(withdraw(history.administrator1), SigningEligibility::Yes);
    change.state = changes::ChangeState::Executing;
    QCOMPARE(withdraw(history.administrator1), SigningEligibility::Closed);
}

void SigningEligibilityTest::nobodyStopsTheRemovalOfTheirOwnKey()
{
    const SampleHistory history;
    client::ChangeSummary change = admission(history);
    const auto request =
        history.compose(history.administrator1, u"key.revoke"_s, {},
                        changes::RevokeKeyParameters{.operatorId = history.approver1.id,
                                                     .key = history.approver1.key->publicKey().thumbprint()});
    change.change = SampleHistory::sign(request, history.administrator1);
    const SigningAnswer own = answerTo(history, history.approver1, SigningSubject::of(change));
    QCOMPARE(own.approve, SigningEligibility::Yes);
    QCOMPARE(own.reject, SigningEligibility::OwnKey);
    QCOMPARE(answerTo(history, history.approver2, SigningSubject::of(change)).reject, SigningEligibility::Yes);
}

void SigningEligibilityTest::inboxAndReviewSayTheSame_data()
{
    QTest::addColumn<bool>("twoClauses");
    QTest::addColumn<bool>("signedBefore");
    for (const bool two : {false, true}) {
        for (const bool before : {false, true}) {
            if (two || !before) // one approval fills the rule, and the change is executed
                QTest::addRow("%d clauses, %d signatures", two ? 2 : 1, before ? 1 : 0) << two << before;
        }
    }
}

/// The list knows who has signed, the review knows what they signed; a person gets one answer.
void SigningEligibilityTest::inboxAndReviewSayTheSame()
{
    QFETCH(const bool, twoClauses);
    QFETCH(const bool, signedBefore);
    const SampleHistory history({.rules = twoClauses ? std::vector{::twoClauses()} : std::vector<operators::Rule>()});
    client::ChangeSummary summary = admission(history);
    std::vector<Person> approvers;
    if (signedBefore)
        approvers.push_back(history.approver1);
    for (const Person &approver : approvers)
        summary.signers.push_back(approver.id);
    const client::VerifiedChange change = verified(history, summary, approvers);
    Person lost = history.approver2;
    lost.key = SampleHistory::makePerson({}).key;
    for (const Person &person : {history.administrator1, history.administrator2, history.approver1, history.approver2,
                                 history.reviewer1, history.releaseManager1, lost}) {
        const SigningAnswer inbox = answerTo(history, person, SigningSubject::of(summary));
        const SigningAnswer review = answerTo(history, person, SigningSubject::of(change));
        QCOMPARE(review.approve, inbox.approve);
        QCOMPARE(review.reject, inbox.reject);
        QCOMPARE(review.withdraw, inbox.withdraw);
        QCOMPARE(review.whoCould, inbox.whoCould);
        QCOMPARE(review.wanted.words(), inbox.wanted.words());
    }
    QCOMPARE(answerTo(history, lost, SigningSubject::of(change)).approve, SigningEligibility::KeyNotValid);
}

ENIGM_TEST_MAIN(SigningEligibilityTest)
#include "SigningEligibilityTest.moc"

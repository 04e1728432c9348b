#include "models/changes/SigningEligibility.h"

#include "tests/support/LogGuard.h"
#include "tests/support/history/SampleHistory.h"

#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

using models::changes::SigningEligibility;
using models::changes::signingEligibility;

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

SigningEligibility ask(const SampleHistory &history, const Person &person, const client::ChangeSummary &change)
{
    return signingEligibility(&history.directory(), infoOf(person), change, history.now());
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
    QCOMPARE(signingEligibility(&history.directory(), infoOf(history.approver1), change,
                                change.change.request.approveBy + 1),
             SigningEligibility::Closed);
}

void SigningEligibilityTest::anUnverifiedChangeIsNotSigned()
{
    const SampleHistory history;
    client::ChangeSummary change = admission(history);
    QCOMPARE(signingEligibility(nullptr, infoOf(history.approver1), change, history.now()),
             SigningEligibility::NotVerified);
    change.requested.governanceSize = history.governanceSize() + 1;
    QCOMPARE(ask(history, history.approver1, change), SigningEligibility::NotVerified);
}

ENIGM_TEST_MAIN(SigningEligibilityTest)
#include "SigningEligibilityTest.moc"

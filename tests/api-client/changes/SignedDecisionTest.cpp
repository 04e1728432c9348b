#include "tests/support/LogGuard.h"
#include "tests/support/client/ChangeTable.h"

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

/// What a console signs of a change, and what keeps it from signing.
class SignedDecisionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDecisionIsSigned();
    void nothingIsSignedAfterAnAlarm();
    void anAlarmDuringTheGestureKeepsTheSignatureHere();
    void nothingIsSignedWhereTheLogsFork();
    void nothingIsSignedWhereTheLogsCannotBeVerified();
};

void SignedDecisionTest::aDecisionIsSigned()
{
    ChangeTable desk({.rules = {{.id = u"admissions"_s,
                                 .version = 1,
                                 .actions = {u"device.admit"_s},
                                 .signers = {{.count = 2, .roles = {operators::Role::Approver}}}}}});
    desk.list();
    const auto change = desk.verify();
    QVERIFY(change);
    // The log grows while the person reads: the signature names what this console has verified at last.
    desk.console.history.note(log::Category::AppAccess, u"session.started"_s, log::Resource::AppSession,
                              desk.console.history.reviewer1.id);
    const log::LogHead head = desk.console.history.activityHead();
    desk.console.prompt.pins = {"271828"};
    const auto record = answerOf(desk.changes.decide(*change, changes::Decision::Approve, {}, u"Approve it"_s));
    QVERIFY2(record.has_value(), record ? "" : qPrintable(record.error().toString()));
    QCOMPARE(record->approvals.size(), 1U);
    QCOMPARE(record->approvals.front().signedApproval.approval.activity, head);
}

void SignedDecisionTest::nothingIsSignedAfterAnAlarm()
{
    ChangeTable desk;
    desk.list();
    const auto change = desk.verify();
    QVERIFY(change);
    const int posts = desk.posts();
    desk.console.follower.raiseAlarm({.problem = {ProblemType::BodyMismatch}, .exhibits = {}});
    desk.console.prompt.pins = {"271828", "271828", "271828"};
    QCOMPARE(outcomeOf(answerOf(desk.changes.decide(*change, changes::Decision::Approve, {}, u"Approve"_s))),
             u"body-mismatch"_s);
    QCOMPARE(outcomeOf(answerOf(desk.changes.decide(*change, changes::Decision::Reject, {}, u"Reject"_s))),
             u"body-mismatch"_s);
    QCOMPARE(outcomeOf(answerOf(desk.changes.withdraw(change->record.change, u"Withdraw"_s))), u"body-mismatch"_s);
    client::ChangeDraft draft{.action = u"device.admit"_s,
                              .targets = desk.targets,
                              .parameters = changes::NoParameters{},
                              .reason = u"a reason"_s,
                              .reference = {},
                              .names = {}};
    QCOMPARE(outcomeOf(answerOf(desk.changes.request(std::move(draft), u"Ask"_s))), u"body-mismatch"_s);
    QCOMPARE(desk.posts(), posts);
    QVERIFY(desk.console.prompt.questions.empty());
}

void SignedDecisionTest::anAlarmDuringTheGestureKeepsTheSignatureHere()
{
    ChangeTable desk;
    desk.list();
    const auto change = desk.verify();
    QVERIFY(change);
    const int posts = desk.posts();
    desk.console.prompt.pins = {"271828"};
    desk.console.prompt.asked = [&desk] { // while the person types
        desk.console.follower.raiseAlarm({.problem = {ProblemType::LogForked}, .exhibits = {}});
    };
    QCOMPARE(outcomeOf(answerOf(desk.changes.decide(*change, changes::Decision::Approve, {}, u"Approve"_s))),
             u"log-forked"_s);
    QCOMPARE(desk.console.prompt.questions.size(), 1U);
    QCOMPARE(desk.posts(), posts);
}

/// The fork is there to be found when the person signs, and not before.
void SignedDecisionTest::nothingIsSignedWhereTheLogsFork()
{
    for (const bool withdraws : {false, true}) {
        ChangeTable desk;
        desk.list();
        const auto change = desk.verify();
        QVERIFY(change);
        const int posts = desk.posts();
        const QByteArray other = desk.console.history.activityCheckpoint({"one", "two"});
        desk.console.plane.checkpoint = [&other](const QString &log) {
            return log == "activity"_L1 ? other : QByteArray();
        };
        desk.console.prompt.pins = {"271828"};
        const auto record = withdraws
                                ? answerOf(desk.changes.withdraw(change->record.change, u"Withdraw"_s))
                                : answerOf(desk.changes.decide(*change, changes::Decision::Approve, {}, u"Approve"_s));
        QCOMPARE(outcomeOf(record), u"log-forked"_s);
        QVERIFY(desk.console.follower.alarm());
        QCOMPARE(desk.posts(), posts);
        QVERIFY(desk.console.prompt.questions.empty());
    }
}

void SignedDecisionTest::nothingIsSignedWhereTheLogsCannotBeVerified()
{
    ChangeTable desk;
    desk.list();
    const auto change = desk.verify();
    QVERIFY(change);
    const int posts = desk.posts();
    desk.console.plane.refuseRoute(u"/log/activity/checkpoint"_s, ProblemType::Unavailable);
    QCOMPARE(outcomeOf(answerOf(desk.changes.decide(*change, changes::Decision::Approve, {}, u"Approve"_s))),
             u"unavailable"_s);
    QCOMPARE(desk.posts(), posts);
    QVERIFY(!desk.console.follower.alarm());
}

ENIGM_TEST_MAIN(SignedDecisionTest)
#include "SignedDecisionTest.moc"

#include "models/changes/ChangeListModel.h"

#include "models/session/OperatorNames.h"
#include "tests/support/LogGuard.h"
#include "tests/support/client/SignedInConsole.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

using changes::ChangeState;
using models::changes::ChangeListModel;
using models::changes::SigningEligibility;
using models::session::OperatorNames;
using models::session::Phase;

/// An approver's inbox.
class ChangeListModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void openChangesAreListed();
    void factsOfAChange();
    void changesThatWaitForMeAreCounted();
    void aDecisionCountsAtOnce();
    void aNewChangeComesOnTop();
    void anEndedChangeLeaves();
    void historyIsAnotherFilter();
    void namesArriveLater();
    void aForgedRequestIsABrokenProof();
    void aListThatLiesAboutPositionsIsABrokenProof();
    void aTamperedTextIsABrokenProof();
    void whatWasListedUnverifiedIsVerifiedLater();
    void anUnreadableListIsNoAlarm();
    void afterAnAlarmNothingWaits();
    void offlineKeepsTheInbox();
    void aWindowClosedWhileLoading();
};

namespace {

struct Inbox
{
    explicit Inbox(int count)
    {
        for (int i = 0; i < count; ++i)
            add(console.history.administrator1);
        isSignedIn = console.signIn(console.history.approver1);
        names = std::make_unique<OperatorNames>(console.session);
        model = std::make_unique<ChangeListModel>(console.session, console.follower, *names,
                                                  console.history.approver1.installation, 3);
        tester = std::make_unique<QAbstractItemModelTester>(model.get(),
                                                            QAbstractItemModelTester::FailureReportingMode::QtTest);
    }
    void add(const Person &requester)
    {
        const auto targets = require(changes::TargetSet::make(SampleHistory::makeDevices(2)));
        const auto request = console.history.compose(requester, u"device.admit"_s, targets);
        console.plane.list(console.history.request(SampleHistory::sign(request, requester), targets));
    }
    [[nodiscard]] bool followLogs()
    {
        Awaited<Expected<void>> result(console.follower.refresh());
        return QTest::qWaitFor([&result] { return result.isDone(); }) && result.value();
    }
    [[nodiscard]] bool load()
    {
        model->refresh();
        return QTest::qWaitFor([this] { return !model->status().isBusy(); });
    }
    [[nodiscard]] bool loadAll()
    {
        return load() && QTest::qWaitFor([this] {
                   if (!model->status().isBusy())
                       model->fetchMore({});
                   return !model->canFetchMore({}) && !model->status().isBusy();
               });
    }
    [[nodiscard]] SigningEligibility eligibility(int row) const
    {
        return model->index(row, 0).data(ChangeListModel::EligibilityRole).value<SigningEligibility>();
    }

    SignedInConsole console;
    bool isSignedIn = false;
    std::unique_ptr<OperatorNames> names;
    std::unique_ptr<ChangeListModel> model;
    std::unique_ptr<QAbstractItemModelTester> tester;
};

const QString route = u"/v1/changes"_s;

} // namespace

void ChangeListModelTest::openChangesAreListed()
{
    Inbox inbox(8);
    inbox.console.plane.changes[2].state = ChangeState::Rejected;
    QVERIFY(inbox.isSignedIn);
    QVERIFY(inbox.loadAll());
    QCOMPARE(inbox.model->status().phase(), Phase::Ready);
    QCOMPARE(inbox.model->rowCount(), 7);
    const QString first = inbox.console.plane.changes.front().change.request.id;
    QCOMPARE(inbox.model->reference(inbox.model->index(0, 0)), first);
    QCOMPARE(inbox.model->index(first).row(), 0);
    QVERIFY(!inbox.model->index(inbox.console.plane.changes[2].change.request.id).isValid());
}

void ChangeListModelTest::factsOfAChange()
{
    Inbox inbox(1);
    inbox.console.plane.changes.front().signers = {inbox.console.history.approver2.id};
    QVERIFY(inbox.load());
    const changes::ChangeRequest &request = inbox.console.plane.changes.front().change.request;
    const auto at = [&inbox](int column, int role = ChangeListModel::ValueRole) {
        return inbox.model->index(0, column).data(role);
    };
    QCOMPARE(at(ChangeListModel::Reference).toString(), ChangeListModel::shortReference(request.id));
    QCOMPARE(at(ChangeListModel::Reference).toString().size(), qsizetype(10));
    QCOMPARE(at(ChangeListModel::Action).toString(), u"device.admit"_s);
    QCOMPARE(at(ChangeListModel::Targets).toLongLong(), 2);
    QCOMPARE(at(ChangeListModel::Requester).toString(), request.requester);
    QCOMPARE(at(ChangeListModel::State).value<ChangeState>(), ChangeState::Pending);
    QCOMPARE(at(ChangeListModel::Requested).toLongLong(), request.created + 1); // where it was logged
    QCOMPARE(at(ChangeListModel::Deadline).toLongLong(), request.approveBy);
    QCOMPARE(at(ChangeListModel::Approvals).toInt(), 1);
    QCOMPARE(at(ChangeListModel::Approvals, ChangeListModel::IdRole).toString(), request.id);
    QCOMPARE(at(0, ChangeListModel::ActionClassRole).value<changes::ActionClass>(), changes::ActionClass::Raising);
    QVERIFY(at(0, ChangeListModel::CopyRole).toString().startsWith(request.id + u"\tdevice.admit\t2\t"_s));
}

void ChangeListModelTest::changesThatWaitForMeAreCounted()
{
    Inbox inbox(2);
    inbox.console.plane.changes[1].signers = {inbox.console.history.approver1.id};
    QSignalSpy waiting(inbox.model.get(), &ChangeListModel::waitingChanged);
    // Before this console has verified the logs nothing is signed.
    inbox.console.plane.refuseRoute(u"/log/activity/checkpoint"_s, ProblemType::Unavailable);
    QVERIFY(inbox.load());
    QCOMPARE(inbox.model->rowCount(), 2);
    QCOMPARE(inbox.model->waiting(), 0);
    QCOMPARE(inbox.eligibility(0), SigningEligibility::NotVerified);
    inbox.console.plane.refuseRoute(u"/log/activity/checkpoint"_s, {});
    QVERIFY(inbox.followLogs());
    QCOMPARE(inbox.model->waiting(), 1);
    QCOMPARE(waiting.count(), 1);
    QCOMPARE(inbox.eligibility(0), SigningEligibility::Yes);
    QCOMPARE(inbox.eligibility(1), SigningEligibility::AlreadySigned);
    inbox.console.clock.advance(25 * 3600);
    QVERIFY(inbox.load());
    QCOMPARE(inbox.model->waiting(), 0);
    QCOMPARE(inbox.eligibility(0), SigningEligibility::Closed);
}

void ChangeListModelTest::aDecisionCountsAtOnce()
{
    Inbox inbox(2);
    QVERIFY(inbox.followLogs());
    QVERIFY(inbox.load());
    QCOMPARE(inbox.model->waiting(), 2);
    inbox.model->noteDecision(inbox.console.plane.changes[0].change.request.id);
    QCOMPARE(inbox.model->waiting(), 1);
    QCOMPARE(inbox.eligibility(0), SigningEligibility::AlreadySigned);
}

void ChangeListModelTest::aNewChangeComesOnTop()
{
    Inbox inbox(5);
    QVERIFY(inbox.followLogs());
    QVERIFY(inbox.loadAll());
    QSignalSpy inserted(inbox.model.get(), &QAbstractItemModel::rowsInserted);
    QSignalSpy removed(inbox.model.get(), &QAbstractItemModel::rowsRemoved);
    QSignalSpy changed(inbox.model.get(), &QAbstractItemModel::dataChanged);
    inbox.add(inbox.console.history.administrator2);
    QVERIFY(inbox.loadAll());
    QCOMPARE(inbox.model->rowCount(), 6);
    QCOMPARE(inserted.count(), 1);
    QCOMPARE(inserted.first().at(1).toInt(), 0);
    QCOMPARE(removed.count(), 0);
    // The logs were verified as far as the new one, and nothing else is another for that than who may sign.
    for (const QList<QVariant> &change : changed)
        QCOMPARE(change.at(2).value<QList<int>>(), QList<int>{ChangeListModel::EligibilityRole});
    QCOMPARE(inbox.model->waiting(), 6);
}

void ChangeListModelTest::anEndedChangeLeaves()
{
    Inbox inbox(5);
    QVERIFY(inbox.loadAll());
    QSignalSpy removed(inbox.model.get(), &QAbstractItemModel::rowsRemoved);
    QSignalSpy changed(inbox.model.get(), &QAbstractItemModel::dataChanged);
    inbox.console.plane.changes[1].state = ChangeState::Withdrawn;
    inbox.console.plane.changes[3].signers = {inbox.console.history.approver2.id};
    QVERIFY(inbox.loadAll());
    QCOMPARE(inbox.model->rowCount(), 4);
    QCOMPARE(removed.count(), 1);
    QCOMPARE(removed.first().at(1).toInt(), 1);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(changed.first().first().toModelIndex().row(), 2);
    // And nothing moves when nothing has happened.
    QVERIFY(inbox.loadAll());
    QCOMPARE(removed.count() + changed.count(), 2);
}

void ChangeListModelTest::historyIsAnotherFilter()
{
    Inbox inbox(4);
    QVERIFY(inbox.followLogs());
    inbox.console.plane.changes[1].state = ChangeState::Executed;
    QVERIFY(inbox.loadAll());
    QCOMPARE(inbox.model->waiting(), 3);
    inbox.model->setStates({ChangeState::Executed});
    QCOMPARE(inbox.model->rowCount(), 0);
    QCOMPARE(inbox.model->waiting(), 0);
    QTRY_COMPARE(inbox.model->rowCount(), 1);
    QCOMPARE(inbox.model->index(0, ChangeListModel::Deadline).data().toLongLong(),
             inbox.console.plane.changes[1].change.request.executeBy);
}

void ChangeListModelTest::namesArriveLater()
{
    Inbox inbox(1);
    QVERIFY(inbox.load());
    const QModelIndex index = inbox.model->index(0, ChangeListModel::Requester);
    QCOMPARE(index.data(ChangeListModel::RequesterNameRole).toString(), QString());
    QSignalSpy changed(inbox.model.get(), &QAbstractItemModel::dataChanged);
    inbox.console.plane.names = {{inbox.console.history.administrator1.id, u"administrator-1"_s}};
    inbox.names->refresh();
    QTRY_COMPARE(index.data(ChangeListModel::RequesterNameRole).toString(), u"administrator-1"_s);
    QCOMPARE(changed.count(), 1);
}

void ChangeListModelTest::aForgedRequestIsABrokenProof()
{
    Inbox inbox(2);
    QVERIFY(inbox.load());
    QCOMPARE(inbox.model->rowCount(), 2);
    const auto targets = require(changes::TargetSet::make(SampleHistory::makeDevices(1)));
    const auto request =
        inbox.console.history.compose(inbox.console.history.administrator1, u"device.admit"_s, targets);
    const auto genuine = inbox.console.plane.changes[0].change;
    inbox.console.plane.changes[0].change = SampleHistory::sign(request, SampleHistory::makePerson({}));
    const QSignalSpy alarms(&inbox.console.follower, &client::LogFollower::alarmRaised);
    QVERIFY(inbox.load());
    QCOMPARE(inbox.model->status().phase(), Phase::Broken);
    QCOMPARE(inbox.model->status().problem()->type, ProblemType::UnknownKey);
    QCOMPARE(alarms.count(), 1);
    QCOMPARE(inbox.console.follower.alarm()->type, ProblemType::UnknownKey);
    QVERIFY(!inbox.model->index(request.id).isValid()); // never listed
    // What showed it is kept, and a server that mends its ways does not take it back.
    const auto &exhibits = inbox.console.follower.contradiction()->exhibits;
    QCOMPARE(exhibits.front().name, u"changes-served"_s);
    QVERIFY(exhibits.front().bytes.contains(inbox.console.plane.changes[0].change.jws.compact()));
    inbox.console.plane.changes[0].change = genuine;
    QVERIFY(inbox.load());
    QCOMPARE(inbox.model->status().phase(), Phase::Broken);
}

/// A request by a revoked key, listed as if it had been logged before the revocation.
void ChangeListModelTest::aListThatLiesAboutPositionsIsABrokenProof()
{
    Inbox inbox(0);
    SampleHistory &history = inbox.console.history;
    const auto targets = require(changes::TargetSet::make(SampleHistory::makeDevices(1)));
    const auto change = SampleHistory::sign(history.compose(history.administrator1, u"device.admit"_s, targets),
                                            history.administrator1);
    history.perform(history.administrator1, u"key.revoke"_s, {},
                    changes::RevokeKeyParameters{.operatorId = history.administrator1.id,
                                                 .key = history.administrator1.key->publicKey().thumbprint()},
                    {});
    history.claimGovernanceSize(1);
    inbox.console.plane.list(history.request(change, targets));
    QVERIFY(inbox.load());
    QCOMPARE(inbox.model->rowCount(), 0);
    QCOMPARE(inbox.model->status().phase(), Phase::Broken);
    QCOMPARE(inbox.model->status().problem()->type, ProblemType::EntryMismatch);
}

void ChangeListModelTest::aTamperedTextIsABrokenProof()
{
    Inbox inbox(1);
    inbox.console.plane.changes[0].reason = require(changes::FreeText::make(u"another reason"_s));
    QVERIFY(inbox.load());
    QCOMPARE(inbox.model->status().phase(), Phase::Broken);
    QCOMPARE(inbox.model->status().problem()->type, ProblemType::BodyMismatch);
    QVERIFY(inbox.console.follower.alarm());
}

/// The list is the same; that it was not verified the first time is no reason to believe it the second.
void ChangeListModelTest::whatWasListedUnverifiedIsVerifiedLater()
{
    Inbox inbox(1);
    Person thief = inbox.console.history.administrator1;
    thief.key = SampleHistory::makePerson({}).key;
    auto &listed = inbox.console.plane.changes.front();
    listed.change = SampleHistory::sign(listed.change.request, thief);
    inbox.console.plane.refuseRoute(u"/log/activity/checkpoint"_s, ProblemType::Unavailable);
    QVERIFY(inbox.load());
    QCOMPARE(inbox.eligibility(0), SigningEligibility::NotVerified);
    inbox.console.plane.refuseRoute(u"/log/activity/checkpoint"_s, {});
    QVERIFY(inbox.load());
    QCOMPARE(inbox.model->status().phase(), Phase::Broken);
    QVERIFY(inbox.console.follower.alarm());
}

void ChangeListModelTest::anUnreadableListIsNoAlarm()
{
    Inbox inbox(1);
    inbox.console.plane.bend = [](const QUrl &url, client::WireReply &reply) {
        if (url.path() == route)
            reply.body = R"({"items":[],"next":null,"more":1})";
    };
    QVERIFY(inbox.load());
    QCOMPARE(inbox.model->status().phase(), Phase::Offline);
    QCOMPARE(inbox.model->status().problem()->type, ProblemType::UnknownMember);
    // Nor is what a server says of itself.
    inbox.console.plane.bend = {};
    inbox.console.plane.refuseRoute(route, ProblemType::EntryMismatch);
    QVERIFY(inbox.load());
    QCOMPARE(inbox.model->status().problem()->type, ProblemType::UnexpectedAnswer);
    QVERIFY(!inbox.console.follower.alarm());
}

void ChangeListModelTest::afterAnAlarmNothingWaits()
{
    Inbox inbox(2);
    QVERIFY(inbox.load());
    QCOMPARE(inbox.model->waiting(), 2);
    const QSignalSpy waiting(inbox.model.get(), &ChangeListModel::waitingChanged);
    inbox.console.follower.raiseAlarm({.problem = {ProblemType::LogForked}, .exhibits = {}});
    QCOMPARE(inbox.model->waiting(), 0);
    QCOMPARE(waiting.count(), 1);
    QCOMPARE(inbox.eligibility(0), SigningEligibility::BrokenProof);
}

void ChangeListModelTest::offlineKeepsTheInbox()
{
    Inbox inbox(4);
    QVERIFY(inbox.loadAll());
    inbox.console.plane.setReachable(false);
    QVERIFY(inbox.load());
    QCOMPARE(inbox.model->status().phase(), Phase::Stale);
    QCOMPARE(inbox.model->rowCount(), 4);
}

void ChangeListModelTest::aWindowClosedWhileLoading()
{
    Inbox inbox(4);
    inbox.console.plane.hold(route);
    inbox.model->refresh();
    QTRY_COMPARE(inbox.console.plane.waiting(), 1);
    inbox.tester.reset();
    inbox.model.reset();
    inbox.console.plane.release();
    QTRY_COMPARE(inbox.console.plane.inFlight(), 0); // what was under way comes to its end without the window
}

ENIGM_TEST_MAIN(ChangeListModelTest)
#include "ChangeListModelTest.moc"

#include "models/audit/AuditTableModel.h"

#include "tests/support/LogGuard.h"
#include "tests/support/client/SignedInConsole.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

using models::audit::AuditTableModel;
using models::audit::ProofState;
using models::session::Phase;

/// A reviewer reads the trail, and sees which records this console has proven.
class AuditTableModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theNewestRecordsComeFirst();
    void olderRecordsFollowBelow();
    void everyPageIsProven();
    void newRecordsComeOnTop();
    void aChangedRecordIsBroken();
    void aRecordThatLiesAboutItsPositionIsBroken();
    void aTamperedBodyIsABrokenProof();
    void aProofThatCannotBeHadIsTriedAgain();
    void factsOfARecord();
    void whoIsNoReviewerIsNotEvenAsked();
    void offlineKeepsTheTrail();
    void aWindowClosedWhileLoading();
};

namespace {

constexpr int pageSize = 10;
const QString route = u"/v1/audit/entries"_s;

struct Trail
{
    explicit Trail(int count)
    {
        note(count);
        isSignedIn = console.signIn(console.history.reviewer1);
        model = std::make_unique<AuditTableModel>(console.session, console.follower, pageSize);
        tester = std::make_unique<QAbstractItemModelTester>(model.get(),
                                                            QAbstractItemModelTester::FailureReportingMode::QtTest);
    }
    void note(int count)
    {
        for (int i = 0; i < count; ++i)
            console.history.note(log::Category::AppAccess, u"session.started"_s, log::Resource::AppSession,
                                 console.history.reviewer1.id);
    }
    [[nodiscard]] bool load()
    {
        model->refresh();
        return QTest::qWaitFor([this] { return isQuiet(); });
    }
    [[nodiscard]] bool loadAll()
    {
        return load() && QTest::qWaitFor([this] {
                   model->fetchMore({});
                   return isQuiet() && !model->canFetchMore({});
               });
    }
    [[nodiscard]] bool isQuiet() const
    {
        return !model->status().isBusy() && model->status().phase() != Phase::Idle && count(ProofState::Proving) == 0;
    }
    [[nodiscard]] int count(ProofState state) const
    {
        int result = 0;
        for (int row = 0; row < model->rowCount(); ++row)
            result += model->index(row, 0).data(AuditTableModel::ProofRole).value<ProofState>() == state ? 1 : 0;
        return result;
    }
    [[nodiscard]] QList<qint64> indexes() const
    {
        QList<qint64> result;
        for (int row = 0; row < model->rowCount(); ++row)
            result.append(model->logIndex(model->index(row, 0)));
        return result;
    }

    SignedInConsole console;
    bool isSignedIn = false;
    std::unique_ptr<AuditTableModel> model;
    std::unique_ptr<QAbstractItemModelTester> tester;
};

QList<qint64> downFrom(qint64 newest, qint64 oldest)
{
    QList<qint64> result;
    for (qint64 i = newest; i >= oldest; --i)
        result.append(i);
    return result;
}

} // namespace

void AuditTableModelTest::theNewestRecordsComeFirst()
{
    Trail trail(4);
    QVERIFY(trail.isSignedIn);
    QVERIFY(trail.load());
    QCOMPARE(trail.model->status().phase(), Phase::Ready);
    QCOMPARE(trail.indexes(), downFrom(3, 0));
    QCOMPARE(trail.model->logSize(), 4);
    QVERIFY(!trail.model->canFetchMore({}));
    QCOMPARE(trail.model->index(qint64(3)).row(), 0);
    QCOMPARE(trail.model->index(qint64(0)).row(), 3);
    QVERIFY(!trail.model->index(qint64(4)).isValid());
}

void AuditTableModelTest::olderRecordsFollowBelow()
{
    Trail trail(27);
    QVERIFY(trail.loadAll());
    QCOMPARE(trail.indexes(), downFrom(26, 0));
}

void AuditTableModelTest::everyPageIsProven()
{
    Trail trail(27);
    QVERIFY(trail.loadAll());
    QTRY_COMPARE(trail.count(ProofState::Proven), 27);
    // Two questions a page at most, however many records it has.
    QVERIFY(trail.console.plane.count(u"/v1/logs/activity/inclusion"_s) <= 3);
    QVERIFY(!trail.model->broken());
}

void AuditTableModelTest::newRecordsComeOnTop()
{
    Trail trail(12);
    QVERIFY(trail.loadAll());
    QSignalSpy inserted(trail.model.get(), &QAbstractItemModel::rowsInserted);
    trail.note(13); // more than a page
    QVERIFY(trail.load());
    QCOMPARE(trail.indexes(), downFrom(24, 0));
    QCOMPARE(inserted.count(), 2);
    QTRY_COMPARE(trail.count(ProofState::Proven), 25);
    const int asked = trail.console.plane.count(route);
    QVERIFY(trail.load());
    QCOMPARE(trail.console.plane.count(route), asked);
}

void AuditTableModelTest::aChangedRecordIsBroken()
{
    Trail trail(8);
    trail.console.plane.bendLeaf = [](qint64 index, QByteArray leaf) {
        return index == 5 ? leaf.replace("session.started", "session.evaded!").replace("evaded!", "evaded") : leaf;
    };
    QSignalSpy broken(trail.model.get(), &AuditTableModel::proofBroken);
    QVERIFY(trail.load());
    QTRY_COMPARE(trail.count(ProofState::Broken), 1);
    QTRY_COMPARE(trail.count(ProofState::Proven), 7);
    QCOMPARE(broken.count(), 1);
    QVERIFY(trail.model->broken());
    QCOMPARE(trail.model->broken()->index, 5);
    QCOMPARE(trail.model->index(qint64(5)).data(AuditTableModel::ProofRole).value<ProofState>(), ProofState::Broken);
    QCOMPARE(trail.console.follower.alarm()->type, ProblemType::BadInclusionProof);
    QCOMPARE(trail.console.follower.alarm()->where, u"activity record 5"_s);
}

/// It lies in the log, and the governance log denies what it says.
void AuditTableModelTest::aRecordThatLiesAboutItsPositionIsBroken()
{
    Trail trail(4);
    SampleHistory &history = trail.console.history;
    history.perform(history.approver1, u"key.revoke"_s, {},
                    changes::RevokeKeyParameters{.operatorId = history.approver1.id,
                                                 .key = history.approver1.key->publicKey().thumbprint()},
                    {});
    history.claimGovernanceSize(1);
    trail.note(1);
    history.claimGovernanceSize({});
    trail.note(1);
    QVERIFY(trail.load());
    QTRY_COMPARE(trail.count(ProofState::Broken), 1);
    QCOMPARE(trail.model->broken()->index, 6);
    QCOMPARE(trail.model->broken()->problem.type, ProblemType::EntryMismatch);
    QVERIFY(trail.console.follower.alarm());
}

void AuditTableModelTest::aTamperedBodyIsABrokenProof()
{
    Trail trail(2);
    const auto targets = require(changes::TargetSet::make(SampleHistory::makeDevices(2)));
    SampleHistory &history = trail.console.history;
    (void)history.request(SampleHistory::sign(history.compose(history.administrator1, u"device.admit"_s, targets),
                                              history.administrator1),
                          targets);
    trail.console.plane.bend = [](const QUrl &url, client::WireReply &reply) {
        if (url.path() == route)
            reply.body.replace(R"("state":"pending-enrollment"})", R"("state":"trusted"})");
    };
    QVERIFY(trail.load());
    QCOMPARE(trail.model->status().phase(), Phase::Broken);
    QCOMPARE(trail.model->status().problem()->type, ProblemType::BodyMismatch);
    QCOMPARE(trail.console.follower.alarm()->type, ProblemType::BodyMismatch);
    QCOMPARE(trail.console.follower.contradiction()->exhibits.front().name, u"audit-entries-served"_s);
}

void AuditTableModelTest::aProofThatCannotBeHadIsTriedAgain()
{
    Trail trail(15);
    const QStringList proofs{u"/v1/logs/activity/inclusion"_s, u"/v1/logs/activity/consistency"_s};
    for (const QString &path : proofs)
        trail.console.plane.refuseRoute(path, ProblemType::Unavailable);
    QVERIFY(trail.load());
    QTRY_COMPARE(trail.count(ProofState::Unproven), trail.model->rowCount());
    for (const QString &path : proofs)
        trail.console.plane.refuseRoute(path, {});
    QVERIFY(trail.load());
    QTRY_COMPARE(trail.count(ProofState::Proven), trail.model->rowCount());
}

void AuditTableModelTest::factsOfARecord()
{
    Trail trail(0);
    const auto targets = require(changes::TargetSet::make(SampleHistory::makeDevices(2)));
    SampleHistory &history = trail.console.history;
    const auto story =
        history.request(SampleHistory::sign(history.compose(history.administrator1, u"device.admit"_s, targets),
                                            history.administrator1),
                        targets);
    trail.note(1);
    QVERIFY(trail.load());
    const auto at = [&trail](int row, int column, int role = AuditTableModel::ValueRole) {
        return trail.model->index(row, column).data(role);
    };
    QCOMPARE(at(1, AuditTableModel::Index).toLongLong(), story.indexes.front());
    QCOMPARE(at(1, AuditTableModel::Action).toString(), u"change.requested"_s);
    QCOMPARE(at(1, AuditTableModel::Actor).toString(), history.administrator1.id);
    QCOMPARE(at(1, AuditTableModel::Category).value<log::Category>(), log::Category::DeviceLifecycle);
    QCOMPARE(at(1, AuditTableModel::Resource).value<log::Resource>(), log::Resource::Device);
    QCOMPARE(at(1, AuditTableModel::Outcome).value<log::Outcome>(), log::Outcome::Done);
    QVERIFY(!at(1, AuditTableModel::Change).toString().isEmpty());
    QCOMPARE(at(1, 0, AuditTableModel::HandlesRole).toStringList().size(), 2);
    QVERIFY(!at(1, 0, AuditTableModel::PrunedRole).toBool());
    QVERIFY(trail.model->record(trail.model->index(1, 0))->body);
    QCOMPARE(at(0, AuditTableModel::Change).toString(), QString());
    QVERIFY(at(0, 0, AuditTableModel::CopyRole).toString().startsWith(u"1\t"_s));
}

void AuditTableModelTest::whoIsNoReviewerIsNotEvenAsked()
{
    SignedInConsole console;
    QVERIFY(console.signIn(console.history.administrator1));
    AuditTableModel model(console.session, console.follower);
    model.refresh();
    QCOMPARE(model.status().phase(), Phase::Refused);
    QCOMPARE(model.status().problem()->type, ProblemType::NotPermitted);
    QCOMPARE(console.plane.count(route), 0);
}

void AuditTableModelTest::offlineKeepsTheTrail()
{
    Trail trail(5);
    QVERIFY(trail.load());
    trail.console.plane.setReachable(false);
    QVERIFY(trail.load());
    QCOMPARE(trail.model->status().phase(), Phase::Stale);
    QCOMPARE(trail.model->rowCount(), 5);
}

void AuditTableModelTest::aWindowClosedWhileLoading()
{
    Trail trail(5);
    trail.console.plane.hold(route);
    trail.model->refresh();
    QTRY_COMPARE(trail.console.plane.waiting(), 1);
    trail.tester.reset();
    trail.model.reset();
    trail.console.plane.release();
    QTRY_COMPARE(trail.console.plane.waiting(), 0);
}

ENIGM_TEST_MAIN(AuditTableModelTest)
#include "AuditTableModelTest.moc"

#include "models/ota/RolloutListModel.h"
#include "models/ota/RolloutQuestions.h"
#include "models/ota/RolloutSource.h"
#include "models/ota/TrustSource.h"
#include "tests/models/ota/ServedUpdates.h"
#include "tests/support/LogGuard.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace enigm::models::ota;
using namespace Qt::StringLiterals;

using models::session::Phase;

/// Rollouts as they are listed, and one of them as it goes on.
class RolloutModelsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void rolloutsAreListedNewestFirst();
    void oneRolloutIsFollowed();
    void anotherRolloutForgetsTheFirst();
    void thresholdsAreCounted();
    void rolesExpire();

private:
    std::unique_ptr<SignedInConsole> m_console;
    ServedUpdates m_served;
};

void RolloutModelsTest::init()
{
    m_served = {};
    m_console = std::make_unique<SignedInConsole>();
    m_console->plane.instead = [this](const client::WireRequest &request) { return m_served.serve(request); };
    QVERIFY(m_console->signIn(m_console->history.releaseManager1));
    const qint64 now = m_console->session.now();
    m_served.rollouts = {sampleRollout(1, now), sampleRollout(2, now)};
    for (const ota::RolloutRecord &rollout : m_served.rollouts)
        m_served.events[rollout.id] = sampleEvents(now);
}

void RolloutModelsTest::rolloutsAreListedNewestFirst()
{
    RolloutListModel model(m_console->session);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.refresh();
    QTRY_COMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(0, RolloutListModel::Release).data().toString(), u"2026.11.2"_s);
    QCOMPARE(model.index(0, RolloutListModel::Groups).data().toInt(), 1);
    QCOMPARE(model.index(0, RolloutListModel::Failures).data().toInt(), 13);
    // 564 of 10,000 devices but for 13 that were not eligible.
    QCOMPARE(model.index(0, RolloutListModel::Progress).data().toInt(), 56);
}

void RolloutModelsTest::oneRolloutIsFollowed()
{
    RolloutSource source(m_console->session);
    const QAbstractItemModelTester groups(&source.groups(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QAbstractItemModelTester events(&source.events(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    source.setRollout(m_served.rollouts.front().id);
    QTRY_VERIFY(source.rollout());
    QCOMPARE(source.groups().rowCount(), 3);
    QCOMPARE(source.events().rowCount(), 5);
    const QSignalSpy changed(&source, &RolloutSource::changed);
    const QSignalSpy reset(&source.groups(), &QAbstractItemModel::modelReset);
    const QSignalSpy rows(&source.groups(), &QAbstractItemModel::dataChanged);
    source.refresh();
    QTRY_VERIFY(!source.status().isBusy());
    QCOMPARE(changed.count(), 0); // it says what it said before
    ++m_served.rollouts.front().groups[1].counts.confirmed;
    --m_served.rollouts.front().groups[1].counts.installed;
    source.refresh();
    QTRY_COMPARE(changed.count(), 1);
    QCOMPARE(rows.count(), 1);
    QCOMPARE(rows.front().front().toModelIndex().row(), 1);
    QCOMPARE(reset.count(), 0);
    QCOMPARE(source.groups().index(1, GroupProgressModel::Confirmed).data().toLongLong(), 467);
}

void RolloutModelsTest::anotherRolloutForgetsTheFirst()
{
    RolloutSource source(m_console->session);
    source.setRollout(m_served.rollouts.front().id);
    QTRY_VERIFY(source.rollout());
    source.setRollout(u"0197f9a0-0000-7000-8000-0000000000ff"_s);
    QVERIFY(!source.rollout());
    QCOMPARE(source.groups().rowCount(), 0);
    QTRY_COMPARE(source.status().phase(), Phase::Refused); // NotFound
    source.setRollout({});
    QCOMPARE(source.status().phase(), Phase::Idle);
}

void RolloutModelsTest::thresholdsAreCounted()
{
    const ota::RolloutRecord rollout = sampleRollout(1, 1'000'000);
    const ota::GroupCounts &counts = rollout.groups[1].counts;
    QCOMPARE(eligible(counts), 688);
    QCOMPARE(verifiedOrFurther(counts), 536);
    ota::RolloutGroupRecord group = rollout.groups[1];
    ota::RolloutGroup plan = rollout.plan.groups[1];
    QCOMPARE(enough(group, plan), 844);  // 95% of 888, and up
    QCOMPARE(bearable(group, plan), 18); // 2% of 900 is less than 50
    group.forgiven = 12;                 // a resumption has accepted all that failed
    QCOMPARE(enough(group, plan), 833);  // 95% of 876, and up
    QCOMPARE(bearable(group, plan), 30); // as many more as before
    plan.errors = {.count = 3};
    QCOMPARE(bearable(group, plan), 15);
    QCOMPARE(totalOf(rollout).count, 10'000);
    QCOMPARE(totalOf(rollout).failed, 13);
}

void RolloutModelsTest::rolesExpire()
{
    const RepositoryRole targets{.name = u"targets"_s, .expires = 1'000'000};
    QCOMPARE(expiryOf(targets, 1'000'000), Expiry::Over);
    QCOMPARE(expiryOf(targets, 999'999), Expiry::Soon);
    QCOMPARE(expiryOf(targets, 1'000'000 - 15 * 24 * 3'600), Expiry::Valid);
    const RepositoryRole timestamp{.name = u"timestamp"_s, .expires = 1'000'000};
    QCOMPARE(expiryOf(timestamp, 1'000'000 - 12 * 3'600), Expiry::Valid);
}

ENIGM_TEST_MAIN(RolloutModelsTest)
#include "RolloutModelsTest.moc"

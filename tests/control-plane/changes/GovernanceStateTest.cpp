#include "control-plane/changes/GovernanceState.h"

#include "tests/support/LogGuard.h"
#include "tests/support/history/SampleHistory.h"

#include <QTest>

#include <atomic>
#include <latch>
#include <thread>
#include <vector>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::test;
using controlplane::changes::GovernanceState;

namespace {

/// Nobody follows behind.
class Last final : public controlplane::store::GroupObserver
{
public:
    Expected<void> open(controlplane::store::Transaction &) override { return {}; }
    void groupBegins() override {}
    void jobBegins() override {}
    void jobRefused() override {}
    Expected<void> finishGroup(controlplane::store::Transaction &) override { return {}; }
    void groupCommitted() override {}
    void groupAbandoned() override {}
};

constexpr int additions = 12;

/// A founding and a number of keys after it.
const SampleHistory &governed()
{
    static const SampleHistory history = [] {
        SampleHistory made;
        for (int i = 0; i < additions; ++i)
            made.perform(made.administrator1, u"key.add"_s, {},
                         changes::AddKeyParameters{.operatorId = made.approver2.id,
                                                   .key = SampleHistory::makePerson({}).key->publicKey()},
                         {made.approver1, made.reviewer1});
        return made;
    }();
    return history;
}

} // namespace

/// The operator directory moves with the commits: what was not committed nobody sees, whichever thread looks.
class GovernanceStateTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void showsAGroupOnceItIsCommitted();
    void forgetsARefusedJobAlone();
    void forgetsAnAbandonedGroup();
    void isFoundedOnce();
    void readersSeeTheDirectoryGrow();

private:
    void found();
    void appendAsAJob(std::size_t index);

    Last m_last;
    std::unique_ptr<GovernanceState> m_state;
};

void GovernanceStateTest::init()
{
    m_state = std::make_unique<GovernanceState>(m_last);
}

void GovernanceStateTest::found()
{
    m_state->groupBegins();
    m_state->jobBegins();
    require(m_state->found(governed().governanceLeaves().front(), governed().deploymentId()));
    m_state->groupCommitted();
}

void GovernanceStateTest::appendAsAJob(std::size_t index)
{
    m_state->jobBegins();
    require(m_state->append(governed().governanceLeaves().at(index)));
}

void GovernanceStateTest::showsAGroupOnceItIsCommitted()
{
    QVERIFY(!m_state->directory());
    found();
    QCOMPARE(m_state->directory()->size(), 1);
    m_state->groupBegins();
    appendAsAJob(1);
    QCOMPARE(m_state->working()->directory().size(), 2);
    QCOMPARE(m_state->directory()->size(), 1);
    m_state->groupCommitted();
    QCOMPARE(m_state->directory()->size(), 2);
}

void GovernanceStateTest::forgetsARefusedJobAlone()
{
    found();
    m_state->groupBegins();
    appendAsAJob(1);
    appendAsAJob(2);
    m_state->jobRefused();
    m_state->groupCommitted();
    QCOMPARE(m_state->directory()->size(), 2);
}

void GovernanceStateTest::forgetsAnAbandonedGroup()
{
    found();
    m_state->groupBegins();
    appendAsAJob(1);
    m_state->groupAbandoned();
    QCOMPARE(m_state->working()->directory().size(), 1);
    QCOMPARE(m_state->directory()->size(), 1);
}

void GovernanceStateTest::isFoundedOnce()
{
    found();
    const auto again = m_state->found(governed().governanceLeaves().front(), governed().deploymentId());
    QCOMPARE(outcomeOf(again), u"already-exists"_s);
}

void GovernanceStateTest::readersSeeTheDirectoryGrow()
{
    constexpr int readers = 3;
    const qint64 whole = governed().governanceSize();
    found();
    std::latch start(readers + 1);
    std::atomic<int> sound = 0;
    std::vector<std::jthread> threads;
    for (int i = 0; i < readers; ++i)
        threads.emplace_back([&] {
            start.arrive_and_wait();
            bool grows = true;
            for (qint64 seen = 1; seen < whole;) {
                const auto directory = m_state->directory();
                const bool isFound = directory->findOperator(governed().approver2.id) != nullptr;
                grows = grows && isFound && directory->size() >= seen;
                seen = directory->size();
            }
            sound += grows ? 1 : 0;
        });
    start.arrive_and_wait();
    for (std::size_t index = 1; index < governed().governanceLeaves().size(); ++index) {
        m_state->groupBegins();
        appendAsAJob(index);
        m_state->groupCommitted();
    }
    threads.clear();
    QCOMPARE(sound.load(), readers);
}

ENIGM_TEST_MAIN(GovernanceStateTest)
#include "GovernanceStateTest.moc"

#include "control-plane/audit/CheckpointBoard.h"

#include "tests/support/LogGuard.h"

#include <QTest>

#include <array>
#include <latch>
#include <thread>
#include <vector>

using namespace Qt::StringLiterals;
using namespace enigm;
using controlplane::audit::CheckpointBoard;
using controlplane::store::LogId;

namespace {

/// What the commit of this number leaves behind.
CheckpointBoard::Checkpoints commit(qint64 number)
{
    const QByteArray note = QByteArray::number(number);
    const log::LogHead head{.size = number, .root = note};
    return {.logs = {{{.head = head, .note = note}, {.head = head, .note = note}}}};
}

bool isOneCommit(const CheckpointBoard::Checkpoints &checkpoints)
{
    const auto &governance = checkpoints.of(LogId::Governance);
    const auto &activity = checkpoints.of(LogId::Activity);
    return governance.head.size == activity.head.size && governance.note == activity.note &&
           (governance.head.size == 0 || governance.note == QByteArray::number(governance.head.size));
}

} // namespace

/// Whoever looks at the board sees both logs as of one commit, and never an older one than before.
class CheckpointBoardTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isEmptyAtFirst();
    void whatWasTakenStaysAsItWas();
    void readersSeeWholeCommitsInOrder();
};

void CheckpointBoardTest::isEmptyAtFirst()
{
    const CheckpointBoard board;
    QVERIFY(board.current()->of(LogId::Governance).note.isEmpty());
    QVERIFY(board.current()->of(LogId::Activity).note.isEmpty());
}

void CheckpointBoardTest::whatWasTakenStaysAsItWas()
{
    CheckpointBoard board;
    board.publish(commit(1));
    const auto taken = board.current();
    board.publish(commit(2));
    QCOMPARE(taken->of(LogId::Activity).head.size, 1);
    QCOMPARE(board.current()->of(LogId::Activity).head.size, 2);
}

void CheckpointBoardTest::readersSeeWholeCommitsInOrder()
{
    constexpr qint64 commits = 2000;
    constexpr std::size_t readers = 3;
    CheckpointBoard board;
    std::latch start(readers + 1);
    std::array<bool, readers> isSound{};
    std::vector<std::jthread> threads;
    for (bool &sound : isSound)
        threads.emplace_back([&] {
            start.arrive_and_wait();
            sound = true;
            for (qint64 seen = 0; seen < commits;) {
                const auto now = board.current();
                sound = sound && isOneCommit(*now) && now->of(LogId::Activity).head.size >= seen;
                seen = now->of(LogId::Activity).head.size;
            }
        });
    start.arrive_and_wait();
    for (qint64 number = 1; number <= commits; ++number)
        board.publish(commit(number));
    threads.clear();
    for (const bool sound : isSound)
        QVERIFY(sound);
}

ENIGM_TEST_MAIN(CheckpointBoardTest)
#include "CheckpointBoardTest.moc"

#include "control-plane/store/CommitQueue.h"

#include "tests/control-plane/store/HeldQueue.h"
#include "tests/support/LogGuard.h"

#include <QTest>

#include <sqlite3.h>

#include <atomic>
#include <memory>

using namespace Qt::StringLiterals;
using namespace enigm;
using controlplane::store::CommitQueue;
using controlplane::store::Share;

namespace {

/// Commits to a SQLite database in memory through the C interface: the queue's threads without Qt SQL, so that the
/// thread sanitizer sees all there is to see.
class NumberBackend
{
public:
    struct Transaction
    {
        sqlite3 *database;
        int inserted = 0; ///< in this group

        Expected<void> insert(int number)
        {
            const QByteArray sql = "INSERT INTO number VALUES (" + QByteArray::number(number) + ")";
            if (sqlite3_exec(database, sql.constData(), nullptr, nullptr, nullptr) != SQLITE_OK)
                return refuse(ProblemType::AlreadyExists);
            ++inserted;
            return {};
        }
    };
    using Job = std::move_only_function<Expected<void>(Transaction &)>;

    /// What the disk takes, in numbers.
    struct Disk
    {
        std::atomic<int> failingCommits = 0; ///< so many, for another reason than space
        std::atomic<int> room = 1 << 30;
        std::atomic<int> reserve = 0; ///< held back of the room
    };

    explicit NumberBackend(Disk &disk)
        : m_disk(disk)
    {}

    Expected<void> open()
    {
        if (sqlite3_open(":memory:", &m_transaction.database) != SQLITE_OK)
            return refuse(ProblemType::Unavailable);
        return execute("CREATE TABLE number (value INTEGER PRIMARY KEY)");
    }
    bool hasRoom()
    {
        if (!m_isReserved && m_disk.room >= m_disk.reserve) {
            m_disk.room -= m_disk.reserve;
            m_isReserved = true;
        }
        return m_isReserved;
    }
    bool openReserve()
    {
        if (!m_isReserved || m_disk.reserve == 0)
            return false;
        m_disk.room += m_disk.reserve;
        m_isReserved = false;
        return true;
    }
    Expected<void> begin()
    {
        m_transaction.inserted = 0;
        return execute("BEGIN IMMEDIATE");
    }
    Expected<void> run(Job &job)
    {
        if (auto done = execute("SAVEPOINT job"); !done)
            return done;
        auto result = job(m_transaction);
        if (auto done = execute(result ? "RELEASE job" : "ROLLBACK TO job"); !done)
            return done;
        return result;
    }
    bool isLost() const { return sqlite3_get_autocommit(m_transaction.database) != 0; }
    bool isFull() const { return false; }
    Expected<void> commit()
    {
        Expected<void> done;
        if (m_disk.failingCommits > 0) {
            --m_disk.failingCommits;
            done = refuse(ProblemType::FileUnreadable, u"the disk is gone"_s);
        } else if (m_transaction.inserted > m_disk.room) {
            done = refuse(ProblemType::StorageFull, u"the disk is full"_s);
        }
        if (!done) {
            rollback();
            return done;
        }
        m_disk.room -= m_transaction.inserted;
        return execute("COMMIT");
    }
    void rollback() { static_cast<void>(execute("ROLLBACK")); }
    void close() { sqlite3_close(m_transaction.database); }

private:
    Expected<void> execute(const char *sql)
    {
        if (sqlite3_exec(m_transaction.database, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
            return refuse(ProblemType::Unavailable, QString::fromUtf8(sqlite3_errmsg(m_transaction.database)));
        return {};
    }

    Disk &m_disk;
    bool m_isReserved = false;
    Transaction m_transaction{nullptr};
};

using NumberQueue = CommitQueue<NumberBackend>;

NumberQueue::Job inserting(int number)
{
    return [number](NumberBackend::Transaction &transaction) { return transaction.insert(number); };
}

} // namespace

/// The queue of the group commit, without Qt SQL.
class CommitQueueTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersEveryCallerOfManyThreads();
    void refusesOneOfTwoThatInsertTheSame();
    void answersAFailedGroupToAllOfIt();
    void refusesMoreThanMayWait();
    void reservedJobsWaitBeyondTheOthersAndComeFirst();
    void reservedJobIsDoneOnAFullDisk();
    void ordinaryJobsAreRefusedUntilTheReserveIsWholeAgain();
    void reservedJobIsRefusedOnceTheReserveIsUsedUp();
    void answersWhatWaitsWhenItStops();
};

void CommitQueueTest::answersEveryCallerOfManyThreads()
{
    constexpr int callers = 64;
    constexpr int each = 50;
    NumberBackend::Disk disk;
    NumberQueue queue({}, disk);
    QVERIFY(queue.start());
    std::atomic<int> done = 0;
    std::vector<std::thread> threads;
    for (int caller = 0; caller < callers; ++caller) {
        threads.emplace_back([&queue, &done, caller] {
            for (int i = 0; i < each; ++i) {
                if (queue.submitAndWait(inserting(caller * each + i)))
                    ++done;
            }
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(done.load(), callers * each);
}

void CommitQueueTest::refusesOneOfTwoThatInsertTheSame()
{
    NumberBackend::Disk disk;
    NumberQueue queue({}, disk);
    QVERIFY(queue.start());
    std::atomic<int> done = 0;
    std::vector<std::thread> threads;
    for (int caller = 0; caller < 8; ++caller) {
        threads.emplace_back([&queue, &done] {
            for (int i = 0; i < 50; ++i) {
                if (queue.submitAndWait(inserting(i)))
                    ++done;
            }
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(done.load(), 50);
}

void CommitQueueTest::answersAFailedGroupToAllOfIt()
{
    NumberBackend::Disk disk{.failingCommits = 1};
    NumberQueue queue({}, disk);
    QVERIFY(queue.start());
    const auto failed = queue.submitAndWait(inserting(1));
    QCOMPARE(failed.error().type, ProblemType::LogUnavailable);
    QCOMPARE(failed.error().detail, u"the disk is gone"_s);
    QVERIFY(queue.submitAndWait(inserting(1)));
}

void CommitQueueTest::refusesMoreThanMayWait()
{
    NumberBackend::Disk disk;
    std::atomic<int> done = 0;
    std::atomic<int> refused = 0;
    {
        NumberQueue queue({.jobsInGroup = 8, .jobsWaiting = 10}, disk);
        QVERIFY(queue.start());
        std::promise<void> release = test::hold<NumberBackend::Transaction>(queue);
        for (int i = 0; i < 15; ++i)
            queue.submit(inserting(i), [&](const Expected<void> &result) { ++(result ? done : refused); });
        release.set_value();
    }
    QCOMPARE(done.load(), 10);
    QCOMPARE(refused.load(), 5);
}

void CommitQueueTest::reservedJobsWaitBeyondTheOthersAndComeFirst()
{
    NumberBackend::Disk disk;
    std::vector<int> ran; // on the queue's thread, until it has ended
    std::atomic<int> refused = 0;
    const auto running = [&ran](int number) {
        return [&ran, number](NumberBackend::Transaction &) -> Expected<void> {
            ran.push_back(number);
            return {};
        };
    };
    const auto count = [&refused](const Expected<void> &result) { refused += result ? 0 : 1; };
    {
        NumberQueue queue({.jobsInGroup = 4, .jobsWaiting = 3, .jobsReserved = 4}, disk);
        QVERIFY(queue.start());
        std::promise<void> release = test::hold<NumberBackend::Transaction>(queue);
        for (int i = 0; i < 4; ++i)
            queue.submit(running(i), count);
        QCOMPARE(refused.load(), 1);
        for (int i = 10; i < 15; ++i)
            queue.submit(running(i), count, Share::Reserved);
        QCOMPARE(refused.load(), 2);
        release.set_value();
    }
    // The group that was held had places for one of the others; the next one takes both by halves.
    QCOMPARE(ran, (std::vector<int>{10, 0, 1, 11, 12, 2, 13}));
}

void CommitQueueTest::reservedJobIsDoneOnAFullDisk()
{
    NumberBackend::Disk disk{.room = 10, .reserve = 10};
    NumberQueue queue({}, disk);
    QVERIFY(queue.start());
    // Both in one group, which cannot be committed: one of them is answered so, and the other is done all the same.
    std::promise<void> release = test::hold<NumberBackend::Transaction>(queue);
    std::promise<Expected<void>> ordinary;
    std::promise<Expected<void>> reserved;
    queue.submit(inserting(1), [&ordinary](const Expected<void> &result) { ordinary.set_value(result); });
    queue.submit(
        inserting(2), [&reserved](const Expected<void> &result) { reserved.set_value(result); }, Share::Reserved);
    release.set_value();
    QCOMPARE(ordinary.get_future().get().error().type, ProblemType::StorageFull);
    QVERIFY(reserved.get_future().get());
    QCOMPARE(disk.room.load(), 9);
}

void CommitQueueTest::ordinaryJobsAreRefusedUntilTheReserveIsWholeAgain()
{
    NumberBackend::Disk disk{.room = 10, .reserve = 10};
    NumberQueue queue({}, disk);
    QVERIFY(queue.start());
    QCOMPARE(queue.submitAndWait(inserting(1)).error().type, ProblemType::StorageFull);
    QCOMPARE(disk.room.load(), 0); // the reserve is untouched
    QVERIFY(queue.submitAndWait(inserting(2), Share::Reserved));
    std::atomic<bool> hasRun = false;
    const auto refused = queue.submitAndWait([&hasRun](NumberBackend::Transaction &) -> Expected<void> {
        hasRun = true;
        return {};
    });
    QCOMPARE(refused.error().type, ProblemType::StorageFull);
    QVERIFY(!hasRun);
    disk.room += 2; // somebody has cleared up: there is room for the reserve, and for one more
    QVERIFY(queue.submitAndWait(inserting(3)));
    QCOMPARE(queue.submitAndWait(inserting(4)).error().type, ProblemType::StorageFull);
}

void CommitQueueTest::reservedJobIsRefusedOnceTheReserveIsUsedUp()
{
    NumberBackend::Disk disk{.room = 2, .reserve = 2};
    NumberQueue queue({}, disk);
    QVERIFY(queue.start());
    QVERIFY(queue.submitAndWait(inserting(1), Share::Reserved));
    QVERIFY(queue.submitAndWait(inserting(2), Share::Reserved));
    QCOMPARE(queue.submitAndWait(inserting(3), Share::Reserved).error().type, ProblemType::StorageFull);
}

void CommitQueueTest::answersWhatWaitsWhenItStops()
{
    NumberBackend::Disk disk;
    std::atomic<int> done = 0;
    NumberQueue queue({}, disk);
    QVERIFY(queue.start());
    for (int i = 0; i < 500; ++i)
        queue.submit(inserting(i), [&done](const Expected<void> &result) { done += result ? 1 : 0; });
    queue.stop();
    QCOMPARE(done.load(), 500);
    QCOMPARE(queue.submitAndWait(inserting(1000)).error().type, ProblemType::Unavailable);
}

ENIGM_TEST_MAIN(CommitQueueTest)
#include "CommitQueueTest.moc"

#include "control-plane/store/CommitQueue.h"

#include "tests/support/LogGuard.h"

#include <QTest>

#include <sqlite3.h>

#include <atomic>
#include <memory>

using namespace Qt::StringLiterals;
using namespace enigm;
using controlplane::store::CommitQueue;

namespace {

/// Commits to a SQLite database in memory through the C interface: the queue's threads without Qt SQL, so that the
/// thread sanitizer sees all there is to see.
class NumberBackend
{
public:
    struct Transaction
    {
        sqlite3 *database;

        Expected<void> insert(int number)
        {
            const QByteArray sql = "INSERT INTO number VALUES (" + QByteArray::number(number) + ")";
            if (sqlite3_exec(database, sql.constData(), nullptr, nullptr, nullptr) != SQLITE_OK)
                return refuse(ProblemType::AlreadyExists);
            return {};
        }
    };
    using Job = std::move_only_function<Expected<void>(Transaction &)>;

    explicit NumberBackend(std::atomic<int> &failingCommits)
        : m_failingCommits(failingCommits)
    {}

    Expected<void> open()
    {
        if (sqlite3_open(":memory:", &m_transaction.database) != SQLITE_OK)
            return refuse(ProblemType::Unavailable);
        return execute("CREATE TABLE number (value INTEGER PRIMARY KEY)");
    }
    Expected<void> begin() { return execute("BEGIN IMMEDIATE"); }
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
        if (m_failingCommits > 0) {
            --m_failingCommits;
            rollback();
            return refuse(ProblemType::FileUnreadable, u"the disk is gone"_s);
        }
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

    std::atomic<int> &m_failingCommits;
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
    void answersWhatWaitsWhenItStops();
};

void CommitQueueTest::answersEveryCallerOfManyThreads()
{
    constexpr int callers = 64;
    constexpr int each = 50;
    std::atomic<int> failing = 0;
    NumberQueue queue({}, failing);
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
    std::atomic<int> failing = 0;
    NumberQueue queue({}, failing);
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
    std::atomic<int> failing = 1;
    NumberQueue queue({}, failing);
    QVERIFY(queue.start());
    const auto failed = queue.submitAndWait(inserting(1));
    QCOMPARE(failed.error().type, ProblemType::LogUnavailable);
    QCOMPARE(failed.error().detail, u"the disk is gone"_s);
    QVERIFY(queue.submitAndWait(inserting(1)));
}

void CommitQueueTest::refusesMoreThanMayWait()
{
    std::atomic<int> failing = 0;
    std::promise<void> release;
    std::promise<void> held;
    auto isHeld = held.get_future();
    std::atomic<int> done = 0;
    std::atomic<int> refused = 0;
    {
        NumberQueue queue({.jobsInGroup = 8, .jobsWaiting = 10}, failing);
        QVERIFY(queue.start());
        queue.submit(
            [&held, wait = release.get_future()](NumberBackend::Transaction &) mutable -> Expected<void> {
                held.set_value();
                wait.wait();
                return {};
            },
            [](const Expected<void> &) {});
        isHeld.wait();
        for (int i = 0; i < 15; ++i)
            queue.submit(inserting(i), [&](const Expected<void> &result) { ++(result ? done : refused); });
        release.set_value();
    }
    QCOMPARE(done.load(), 10);
    QCOMPARE(refused.load(), 5);
}

void CommitQueueTest::answersWhatWaitsWhenItStops()
{
    std::atomic<int> failing = 0;
    std::atomic<int> done = 0;
    NumberQueue queue({}, failing);
    QVERIFY(queue.start());
    for (int i = 0; i < 500; ++i)
        queue.submit(inserting(i), [&done](const Expected<void> &result) { done += result ? 1 : 0; });
    queue.stop();
    QCOMPARE(done.load(), 500);
    QCOMPARE(queue.submitAndWait(inserting(1000)).error().type, ProblemType::Unavailable);
}

ENIGM_TEST_MAIN(CommitQueueTest)
#include "CommitQueueTest.moc"

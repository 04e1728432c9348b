#include "contract/log/ActivityEntry.h"
#include "tests/control-plane/audit/TestLogs.h"
#include "tests/support/LogGuard.h"
#include "tests/support/LossyVfs.h"

#include <QDeadlineTimer>
#include <QTemporaryDir>
#include <QTest>

#include <sqlite3.h>

#include <atomic>
#include <mutex>
#include <random>
#include <semaphore>
#include <thread>

using namespace Qt::StringLiterals;
using namespace enigm;
using controlplane::audit::LogId;
using test::LossyVfs;

namespace {

/// What callers were told is durable: log index to the number of the entry.
class Acknowledged
{
public:
    void add(qint64 index, qint64 number)
    {
        const std::scoped_lock lock(m_mutex);
        m_entries[index] = number;
    }
    [[nodiscard]] std::map<qint64, qint64> now() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_entries;
    }

private:
    mutable std::mutex m_mutex;
    std::map<qint64, qint64> m_entries;
};

/// Threads that append as far as they are allowed to, until they are stopped.
class Load
{
public:
    Load(test::TestLogs &logs, Acknowledged &acknowledged, int callers)
    {
        for (int caller = 0; caller < callers; ++caller) {
            m_threads.emplace_back([this, &logs, &acknowledged, caller] {
                for (qint64 number = caller; allowOne(); number += 1000) {
                    if (const auto appended = logs.appendActivity(number); appended)
                        acknowledged.add(appended->position.index, number);
                }
            });
        }
    }
    ~Load() { stop(); }
    Load(const Load &) = delete;
    Load &operator=(const Load &) = delete;

    void allow(std::ptrdiff_t appends) { m_allowed.release(appends); }

    void stop()
    {
        m_isStopping = true;
        allow(std::ptrdiff_t(m_threads.size()));
        for (std::thread &thread : m_threads)
            thread.join();
        m_threads.clear();
    }

private:
    /// Waits for leave to append once more; false where that is over.
    [[nodiscard]] bool allowOne()
    {
        m_allowed.acquire();
        return !m_isStopping;
    }

    std::counting_semaphore<> m_allowed{0};
    std::atomic<bool> m_isStopping = false;
    std::vector<std::thread> m_threads;
};

/// Where an acknowledged entry is missing or another one; empty where all are there.
QString missingFrom(const test::TestLogs &logs, const std::map<qint64, qint64> &acknowledged)
{
    if (acknowledged.empty())
        return {};
    const auto records = logs.reader().records(0, acknowledged.rbegin()->first + 1);
    if (!records)
        return records.error().toString();
    for (const auto &[index, number] : acknowledged) {
        if (index >= qint64(records->size()))
            return u"entry %1 is lost"_s.arg(index);
        const auto &record = (*records)[std::size_t(index)];
        const auto entry = log::ActivityEntry::parse(record.leaf);
        if (!entry || !record.body || entry->time != test::activityEntry(number).time ||
            entry->body != record.body->digest())
            return u"entry %1 is another one"_s.arg(index);
    }
    return {};
}

} // namespace

/// What an acknowledgement is worth when the disk fails or the power does.
class DurabilityTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void losesNoAcknowledgedEntryWithTheUnsyncedWrites_data();
    void losesNoAcknowledgedEntryWithTheUnsyncedWrites();
    void acknowledgesNobodyWhereTheCommitFails_data();
    void acknowledgesNobodyWhereTheCommitFails();

private:
    const test::LogKeys m_keys = test::LogKeys::generate();
};

void DurabilityTest::losesNoAcknowledgedEntryWithTheUnsyncedWrites_data()
{
    QTest::addColumn<LossyVfs::Loss>("loss");
    QTest::newRow("all unsynced writes are lost") << LossyVfs::Loss::All;
    QTest::newRow("some unsynced writes are lost") << LossyVfs::Loss::Some;
}

void DurabilityTest::losesNoAcknowledgedEntryWithTheUnsyncedWrites()
{
    QFETCH(LossyVfs::Loss, loss);
    constexpr int powerCuts = 25;
    std::mt19937 random(20261122);
    QTemporaryDir directory;
    const QString data = directory.filePath(u"data"_s);
    LossyVfs vfs;
    Acknowledged acknowledged;
    auto logs = test::TestLogs::open(data, m_keys, vfs.name());
    QVERIFY(logs);
    Load load(**logs, acknowledged, 4);
    for (int cut = 0; cut < powerCuts; ++cut) {
        const qint64 wait = std::uniform_int_distribution<qint64>(1, 60)(random);
        const qint64 target = (**logs).board().current()->of(LogId::Activity).head.size + wait;
        load.allow(wait + 60); // so that the cut falls amid the writes, and the log stays small
        QDeadlineTimer deadline(20'000);
        while ((**logs).board().current()->of(LogId::Activity).head.size < target && !deadline.hasExpired())
            std::this_thread::yield();
        const auto promised = acknowledged.now(); // before the cut: these must survive it
        const QString image = directory.filePath(u"image-%1"_s.arg(cut));
        vfs.writeImage(data, image, loss, random);
        const auto survivor = test::TestLogs::open(image, m_keys);
        QVERIFY2(survivor, survivor ? "" : qPrintable(survivor.error().toString()));
        const QString missing = missingFrom(**survivor, promised);
        QVERIFY2(missing.isEmpty(), qPrintable(missing));
        const auto checked = (*survivor)->check();
        QVERIFY2(checked, checked ? "" : qPrintable(checked.error().toString()));
        QVERIFY((*survivor)->appendActivity(0));
    }
    load.stop();
    QVERIFY((*logs)->check());
    logs->reset();
}

void DurabilityTest::acknowledgesNobodyWhereTheCommitFails_data()
{
    QTest::addColumn<bool>("onSync");
    QTest::addColumn<int>("code");
    QTest::addColumn<ProblemType>("problem");
    QTest::newRow("the disk is full") << false << SQLITE_FULL << ProblemType::StorageFull;
    QTest::newRow("the disk does not write") << false << SQLITE_IOERR_WRITE << ProblemType::LogUnavailable;
    QTest::newRow("the disk does not sync") << true << SQLITE_IOERR_FSYNC << ProblemType::LogUnavailable;
}

void DurabilityTest::acknowledgesNobodyWhereTheCommitFails()
{
    QFETCH(bool, onSync);
    QFETCH(int, code);
    QFETCH(ProblemType, problem);
    QTemporaryDir directory;
    LossyVfs vfs;
    auto logs = test::TestLogs::open(directory.filePath(u"data"_s), m_keys, vfs.name());
    QVERIFY(logs);
    const auto first = (*logs)->appendActivity(1);
    QVERIFY(first);
    const QByteArray before = (*logs)->board().current()->of(LogId::Activity).note;

    if (onSync)
        vfs.failSyncs(code, 1);
    else
        vfs.failWrites(code, 1);
    const auto failed = (*logs)->appendActivity(2);
    QVERIFY(!failed);
    QCOMPARE(failed.error().type, problem);
    QCOMPARE((*logs)->reader().leaves(LogId::Activity, 0, 10)->size(), first->position.index + 1);
    QCOMPARE((*logs)->board().current()->of(LogId::Activity).note, before);

    const auto next = (*logs)->appendActivity(3);
    QVERIFY2(next, next ? "" : qPrintable(next.error().toString()));
    QCOMPARE(next->position.index, first->position.index + 1);
    QCOMPARE(next->cursor, first->cursor + 1);
    QVERIFY((*logs)->check());
    logs->reset();
}

ENIGM_TEST_MAIN(DurabilityTest)
#include "DurabilityTest.moc"

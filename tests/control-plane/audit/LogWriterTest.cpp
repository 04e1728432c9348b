#include "contract/log/ActivityEntryView.h"
#include "contract/log/MerkleTree.h"
#include "contract/log/SignedCheckpoint.h"
#include "control-plane/store/Transaction.h"
#include "tests/control-plane/audit/TestLogs.h"
#include "tests/support/LogGuard.h"

#include <QTemporaryDir>
#include <QTest>

#include <set>
#include <thread>

using namespace Qt::StringLiterals;
using namespace enigm;
using controlplane::audit::LogId;
using controlplane::store::Transaction;

/// How the sequencer writes both logs, and what it keeps of them.
class LogWriterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void signsAnEmptyLogFirst();
    void givesDenseIndicesAndCursors();
    void leavesNoGapWhereAJobIsRefused();
    void letsAGovernanceEntryCoverTheActivityBeforeIt();
    void acknowledgesWithACheckpointThatCoversTheEntry();
    void keepsEverythingAcrossARestart();
    void keepsTheCursorOfARowAcrossARestart();
    void refusesAnEntryThatReadersWouldRefuse();
    void refusesToOpenALogThatWasTouched();
    void refusesToOpenWithAnotherKey();
    void stopsSigningOnceFencedOff();
    void appendsFromManyThreads();
    void keepsOnlyTheCheckpointsThatItWasOpenedWith();
    void refusesToOpenALogThatWasCutShort_data();
    void refusesToOpenALogThatWasCutShort();

private:
    void reopen();
    [[nodiscard]] log::SignedCheckpoint checkpoint(LogId log) const;
    /// Runs SQL behind the control plane's back.
    void tamper(const QString &sql);

    std::unique_ptr<QTemporaryDir> m_directory;
    test::LogKeys m_keys = test::LogKeys::generate();
    std::unique_ptr<test::TestLogs> m_logs;
};

void LogWriterTest::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    reopen();
}

void LogWriterTest::cleanup()
{
    m_logs.reset();
}

void LogWriterTest::reopen()
{
    m_logs.reset();
    auto logs = test::TestLogs::open(m_directory->path(), m_keys);
    QVERIFY2(logs, logs ? "" : qPrintable(logs.error().toString()));
    m_logs = std::move(*logs);
}

log::SignedCheckpoint LogWriterTest::checkpoint(LogId log) const
{
    const auto note = m_logs->reader().published()->of(log).note;
    auto opened = log::SignedCheckpoint::open(note, m_keys.signers().of(log).verifier(), {});
    return std::move(opened.value());
}

void LogWriterTest::tamper(const QString &sql)
{
    m_logs->writer().stop();
    const auto connection = m_logs->database().connectWriter();
    QVERIFY((*connection)->execute(sql));
}

void LogWriterTest::signsAnEmptyLogFirst()
{
    for (const LogId log : {LogId::Governance, LogId::Activity}) {
        QCOMPARE(checkpoint(log).size(), 0);
        QCOMPARE(m_logs->board().current()->of(log).note, checkpoint(log).note());
    }
    QVERIFY(m_logs->check());
}

void LogWriterTest::givesDenseIndicesAndCursors()
{
    for (qint64 i = 0; i < 5; ++i) {
        const auto appended = m_logs->appendActivity(i);
        QVERIFY(appended);
        QCOMPARE(appended->position.index, i);
        QCOMPARE(appended->position.governanceSize, i);
        QCOMPARE(appended->cursor, 2 * i + 1);
        QCOMPARE(m_logs->appendGovernance(i), Expected<qint64>(i));
    }
    QVERIFY(m_logs->check());
}

void LogWriterTest::leavesNoGapWhereAJobIsRefused()
{
    QVERIFY(m_logs->appendActivity(0));
    const auto refused = m_logs->writer().submitAndWait([this](Transaction &transaction) -> Expected<void> {
        for (qint64 i = 0; i < 300; ++i) {
            if (auto done = m_logs->sequencer().appendActivity(transaction, test::activityEntry(i), std::nullopt);
                !done)
                return std::unexpected(done.error());
        }
        return refuse(ProblemType::QuorumMissing);
    });
    QCOMPARE(refused.error().type, ProblemType::QuorumMissing);
    const auto appended = m_logs->appendActivity(1);
    QCOMPARE(appended->position.index, 1);
    QCOMPARE(appended->cursor, 2);
    QVERIFY(m_logs->check());
}

void LogWriterTest::letsAGovernanceEntryCoverTheActivityBeforeIt()
{
    QVERIFY(m_logs->appendActivity(0));
    log::LogHead covered;
    QVERIFY(m_logs->writer().submitAndWait([this, &covered](Transaction &transaction) -> Expected<void> {
        auto &sequencer = m_logs->sequencer();
        if (auto done = sequencer.appendActivity(transaction, test::activityEntry(1), std::nullopt); !done)
            return std::unexpected(done.error());
        covered = sequencer.head(LogId::Activity);
        if (auto done = sequencer.appendGovernance(transaction, test::governanceEntry(0)); !done)
            return std::unexpected(done.error());
        return {};
    }));
    QCOMPARE(covered.size, 2);
    const auto leaves = m_logs->reader().leaves(LogId::Governance, 0, 10);
    QCOMPARE(leaves->size(), 1);
    const auto entry = log::GovernanceEntry::parse(leaves->front());
    QVERIFY(entry);
    QCOMPARE(entry->activity, covered);
    QVERIFY(m_logs->reader().checkHead(LogId::Activity, covered));
}

void LogWriterTest::acknowledgesWithACheckpointThatCoversTheEntry()
{
    for (qint64 i = 0; i < 3; ++i) {
        QVERIFY(m_logs->appendActivity(i));
        QCOMPARE(m_logs->board().current()->of(LogId::Activity).head.size, i + 1);
        QCOMPARE(m_logs->reader().published()->of(LogId::Activity).head.size, i + 1);
        QCOMPARE(checkpoint(LogId::Activity).size(), i + 1);
    }
}

void LogWriterTest::keepsEverythingAcrossARestart()
{
    log::MerkleTree tree;
    for (qint64 i = 0; i < 700; ++i) {
        QVERIFY(m_logs->appendActivity(i));
        if (i % 97 == 0)
            reopen();
    }
    QVERIFY(m_logs->appendGovernance(0));
    const QByteArray before = checkpoint(LogId::Activity).note();
    reopen();
    QCOMPARE(checkpoint(LogId::Activity).note(), before);
    QCOMPARE(m_logs->board().current()->of(LogId::Activity).note, before);
    const auto leaves = m_logs->reader().leaves(LogId::Activity, 0, 700);
    QCOMPARE(leaves->size(), 700);
    for (const QByteArray &leaf : *leaves)
        tree.append(log::leafHash(leaf));
    QCOMPARE(checkpoint(LogId::Activity).root(), tree.root());
    QVERIFY(m_logs->check());
    QCOMPARE(m_logs->appendActivity(700)->position.index, 700);
}

void LogWriterTest::keepsTheCursorOfARowAcrossARestart()
{
    qint64 cursor = 0;
    QVERIFY(m_logs->appendActivity(0));
    QVERIFY(m_logs->writer().submitAndWait([this, &cursor](Transaction &) -> Expected<void> {
        cursor = m_logs->sequencer().nextCursor();
        return {};
    }));
    QCOMPARE(cursor, 2);
    reopen();
    QCOMPARE(m_logs->appendActivity(1)->cursor, 3);
}

void LogWriterTest::refusesAnEntryThatReadersWouldRefuse()
{
    const auto refused = m_logs->writer().submitAndWait([this](Transaction &transaction) -> Expected<void> {
        log::GovernanceEntry entry = test::governanceEntry(0);
        entry.kind = u"rule\u202echange"_s;
        if (auto done = m_logs->sequencer().appendGovernance(transaction, std::move(entry)); !done)
            return std::unexpected(done.error());
        return {};
    });
    QCOMPARE(refused.error().type, ProblemType::NotCanonical);
    QCOMPARE(m_logs->reader().published()->of(LogId::Governance).head.size, 0);
}

void LogWriterTest::refusesToOpenALogThatWasTouched()
{
    for (qint64 i = 0; i < 300; ++i)
        QVERIFY(m_logs->appendActivity(i));
    tamper(u"UPDATE activity_entry SET hash = zeroblob(32) WHERE position = 290"_s);
    m_logs.reset();
    const auto refused = test::TestLogs::open(m_directory->path(), m_keys);
    QVERIFY(!refused);
    QCOMPARE(refused.error().type, ProblemType::EntryMismatch);
}

void LogWriterTest::refusesToOpenWithAnotherKey()
{
    QVERIFY(m_logs->appendActivity(0));
    m_logs.reset();
    const test::LogKeys others = test::LogKeys::generate();
    const auto refused = test::TestLogs::open(m_directory->path(), others);
    QVERIFY(!refused);
    QCOMPARE(refused.error().type, ProblemType::BadSignature);
}

void LogWriterTest::stopsSigningOnceFencedOff()
{
    QVERIFY(m_logs->appendActivity(0));
    {
        const auto other = m_logs->database().connectWriter();
        QVERIFY(controlplane::store::MetaStore(**other).raiseGeneration());
    }
    QCOMPARE(m_logs->appendActivity(1).error().type, ProblemType::LogUnavailable);
    QCOMPARE(m_logs->reader().published()->of(LogId::Activity).head.size, 1);
    QCOMPARE(m_logs->board().current()->of(LogId::Activity).head.size, 1);
}

void LogWriterTest::appendsFromManyThreads()
{
    constexpr int callers = 64;
    constexpr int each = 20;
    std::vector<std::thread> threads;
    std::mutex mutex;
    std::set<qint64> indices;
    for (int caller = 0; caller < callers; ++caller) {
        threads.emplace_back([this, caller, &mutex, &indices] {
            for (int i = 0; i < each; ++i) {
                const auto appended = m_logs->appendActivity(caller * each + i);
                const std::scoped_lock lock(mutex);
                if (appended && m_logs->board().current()->of(LogId::Activity).head.size > appended->position.index)
                    indices.insert(appended->position.index);
            }
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(qint64(indices.size()), callers * each);
    QCOMPARE(*indices.rbegin(), callers * each - 1);
    QVERIFY(m_logs->check());
}

void LogWriterTest::keepsOnlyTheCheckpointsThatItWasOpenedWith()
{
    for (int i = 0; i < 10; ++i)
        QVERIFY(m_logs->appendActivity(i));
    {
        const auto reader = m_logs->database().read();
        QCOMPARE((*reader)->log.latestCheckpoint(LogId::Activity).value()->size, 0);
    }
    reopen();
    const auto reader = m_logs->database().read();
    QCOMPARE((*reader)->log.latestCheckpoint(LogId::Activity).value()->note, checkpoint(LogId::Activity).note());
}

void LogWriterTest::refusesToOpenALogThatWasCutShort_data()
{
    QTest::addColumn<QString>("sql");
    // An entry that no group ended with carries no head.
    QTest::newRow("the last head is gone") << u"UPDATE activity_entry SET root = NULL WHERE position = 9"_s;
    QTest::newRow("the last head is another") << u"UPDATE activity_entry SET root = zeroblob(32) WHERE position = 9"_s;
    // Its own heads agree, and only the signed checkpoint tells.
    QTest::newRow("the last entries are gone") << u"DELETE FROM activity_entry WHERE position > 4"_s;
}

void LogWriterTest::refusesToOpenALogThatWasCutShort()
{
    QFETCH(QString, sql);
    for (int i = 0; i < 10; ++i)
        QVERIFY(m_logs->appendActivity(i));
    reopen();
    tamper(sql);
    m_logs.reset();
    const auto refused = test::TestLogs::open(m_directory->path(), m_keys);
    QVERIFY(!refused);
    QCOMPARE(refused.error().type, ProblemType::EntryMismatch);
}

ENIGM_TEST_MAIN(LogWriterTest)
#include "LogWriterTest.moc"

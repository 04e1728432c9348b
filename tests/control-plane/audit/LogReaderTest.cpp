#include "contract/log/MerkleTree.h"
#include "contract/log/TileData.h"
#include "contract/log/TileHashReader.h"
#include "control-plane/store/Transaction.h"
#include "tests/control-plane/audit/TestLogs.h"
#include "tests/support/LogGuard.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace enigm;
using controlplane::audit::LogId;
using controlplane::audit::LogReader;
using controlplane::store::Transaction;
using log::TileAddress;

/// What a reviewer's console can read of the logs, judged by the contract's own verification.
class LogReaderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void provesEveryEntryAtEverySize();
    void provesThatEverySizeExtendsThoseBefore();
    void servesTilesThatAuthenticateAgainstEveryRoot();
    void servesEntryBundles();
    void refusesWhatTheLogDoesNotHave();
    void knowsTheHeadsThatItHad();
    void givesEntriesWithTheirBodies();
    void showsWhatWasPruned();

private:
    static constexpr qint64 entries = 600;

    QTemporaryDir m_directory;
    test::LogKeys m_keys = test::LogKeys::generate();
    std::unique_ptr<test::TestLogs> m_logs;
    log::MerkleTree m_tree; ///< of the same leaves
};

void LogReaderTest::initTestCase()
{
    auto logs = test::TestLogs::open(m_directory.path(), m_keys);
    QVERIFY(logs);
    m_logs = std::move(*logs);
    QVERIFY(m_logs->writer().submitAndWait([this](Transaction &transaction) -> Expected<void> {
        for (qint64 i = 0; i < entries; ++i) {
            const auto done =
                m_logs->sequencer().appendActivity(transaction, test::activityEntry(i), test::activityBody(i));
            if (!done)
                return std::unexpected(done.error());
        }
        return {};
    }));
    const auto leaves = m_logs->reader().leaves(LogId::Activity, 0, entries);
    QVERIFY(leaves);
    for (const QByteArray &leaf : *leaves)
        m_tree.append(log::leafHash(leaf));
    QCOMPARE(m_tree.size(), entries);
}

void LogReaderTest::cleanupTestCase()
{
    m_logs.reset();
}

void LogReaderTest::provesEveryEntryAtEverySize()
{
    const LogReader reader = m_logs->reader();
    const auto snapshot = m_logs->database().read(); // spares a transaction a proof
    for (qint64 size = 1; size <= entries; ++size) {
        const auto root = reader.rootAt(LogId::Activity, size);
        QVERIFY(root);
        QCOMPARE(*root, *m_tree.rootAt(size));
        for (const qint64 index : {qint64(0), size / 3, size / 2, size - 1}) {
            const auto proof = reader.inclusionProof(LogId::Activity, index, size);
            QVERIFY(proof);
            QVERIFY(log::verifyInclusion(index, size, *m_tree.hashAt({0, index}), *proof, *root));
        }
    }
}

void LogReaderTest::provesThatEverySizeExtendsThoseBefore()
{
    const LogReader reader = m_logs->reader();
    const auto snapshot = m_logs->database().read();
    for (qint64 to = 1; to <= entries; ++to) {
        for (const qint64 from : {qint64(1), to / 2 + 1, to}) {
            const auto proof = reader.consistencyProof(LogId::Activity, from, to);
            QVERIFY(proof);
            QVERIFY(log::verifyConsistency(from, to, *proof, *m_tree.rootAt(from), *m_tree.rootAt(to)));
        }
    }
}

void LogReaderTest::servesTilesThatAuthenticateAgainstEveryRoot()
{
    const LogReader reader = m_logs->reader();
    const auto snapshot = m_logs->database().read();
    for (qint64 size = 1; size <= entries; ++size) {
        const auto tiles = log::TileHashReader::open(
            [&reader](const TileAddress &address) { return reader.tile(LogId::Activity, address); }, size,
            *m_tree.rootAt(size));
        QVERIFY2(tiles, qPrintable(QString::number(size)));
        QCOMPARE(tiles->hashAt({0, size / 2}), m_tree.hashAt({0, size / 2}));
    }
}

void LogReaderTest::servesEntryBundles()
{
    const LogReader reader = m_logs->reader();
    for (const char *const path :
         {"tile/entries/000", "tile/entries/001", "tile/entries/002.p/88", "tile/entries/000.p/3"}) {
        const auto address = TileAddress::parse(path);
        QVERIFY(address);
        const auto bundle = reader.tile(LogId::Activity, *address);
        QVERIFY(bundle);
        const auto leaves = log::decodeBundle(*bundle, address->width);
        QVERIFY(leaves);
        for (std::size_t i = 0; i < leaves->size(); ++i) {
            const qint64 index = address->index * TileAddress::FullWidth + qint64(i);
            QCOMPARE(log::leafHash((*leaves)[i]), *m_tree.hashAt({0, index}));
        }
    }
}

void LogReaderTest::refusesWhatTheLogDoesNotHave()
{
    const LogReader reader = m_logs->reader();
    for (const char *const path : {"tile/0/002", "tile/0/002.p/89", "tile/0/003.p/1", "tile/1/000.p/3",
                                   "tile/2/000.p/1", "tile/entries/002", "tile/entries/002.p/89"})
        QCOMPARE(reader.tile(LogId::Activity, *TileAddress::parse(path)).error().type, ProblemType::NotFound);
    QCOMPARE(reader.rootAt(LogId::Activity, entries + 1).error().type, ProblemType::UnknownLogPosition);
    QCOMPARE(reader.rootAt(LogId::Activity, -1).error().type, ProblemType::UnknownLogPosition);
    QCOMPARE(reader.inclusionProof(LogId::Activity, 0, entries + 1).error().type, ProblemType::UnknownLogPosition);
    QCOMPARE(reader.inclusionProof(LogId::Activity, entries, entries).error().type, ProblemType::OutOfRange);
    QCOMPARE(reader.consistencyProof(LogId::Activity, 0, entries).error().type, ProblemType::OutOfRange);
    QCOMPARE(reader.tile(LogId::Governance, *TileAddress::parse("tile/0/000.p/1")).error().type, ProblemType::NotFound);
}

void LogReaderTest::knowsTheHeadsThatItHad()
{
    const LogReader reader = m_logs->reader();
    const log::LogHead known{.size = 300, .root = m_tree.rootAt(300)->toBytes()};
    QVERIFY(reader.checkHead(LogId::Activity, known));
    const log::LogHead forged{.size = 301, .root = known.root};
    QCOMPARE(reader.checkHead(LogId::Activity, forged).error().type, ProblemType::UnknownLogPosition);
    QVERIFY(reader.checkHead(LogId::Governance, {.size = 0, .root = log::emptyRoot().toBytes()}));
}

void LogReaderTest::givesEntriesWithTheirBodies()
{
    const auto records = m_logs->reader().records(250, 260);
    QVERIFY(records);
    QCOMPARE(records->size(), 10);
    for (const auto &record : *records) {
        const auto entry = log::ActivityEntry::parse(record.leaf);
        QVERIFY(entry);
        QCOMPARE(entry->index, record.index);
        QVERIFY(record.body);
        QCOMPARE(entry->body, std::optional(record.body->digest()));
        QVERIFY(!record.isPruned);
    }
    QCOMPARE(m_logs->reader().records(595, 700)->size(), 5);
}

void LogReaderTest::showsWhatWasPruned()
{
    QVERIFY(
        m_logs->writer().submitAndWait([](Transaction &transaction) { return transaction.log.removeBodies(10, 12); }));
    const auto records = m_logs->reader().records(9, 13);
    QVERIFY(records);
    for (const auto &record : *records) {
        const bool isPruned = record.index == 10 || record.index == 11;
        QCOMPARE(record.isPruned, isPruned);
        QCOMPARE(record.body.has_value(), !isPruned);
    }
    QVERIFY(m_logs->check());
}

ENIGM_TEST_MAIN(LogReaderTest)
#include "LogReaderTest.moc"

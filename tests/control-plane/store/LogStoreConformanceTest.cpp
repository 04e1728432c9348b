#include "tests/control-plane/store/OpenStore.h"
#include "tests/support/LogGuard.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::controlplane;
using store::LogId;
using store::Transaction;

/// What every database must do for the two logs.
class LogStoreConformanceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void entriesAreTakenOncePerPosition();
    void checkpointsAreKeptBySize();
    void cosignaturesAreKeptBySizeAndWitness();
    void whatNobodyNeedsOfWitnessesGoes();
    void headsAreFenced();
    void bodiesArePrunedBesideTheirEntries();

private:
    using Check = test::OpenStore::Job;
    /// Runs in a transaction that is committed.
    [[nodiscard]] Expected<void> write(Check job) { return m_store->write(std::move(job)); }
    [[nodiscard]] store::Reader read() const { return m_store->read(); }

    std::unique_ptr<test::OpenStore> m_store;
};

void LogStoreConformanceTest::init()
{
    m_store = std::make_unique<test::OpenStore>();
}

void LogStoreConformanceTest::cleanup()
{
    m_store.reset();
}

void LogStoreConformanceTest::entriesAreTakenOncePerPosition()
{
    const QByteArray hash(32, 'h');
    for (const LogId log : {LogId::Governance, LogId::Activity}) {
        const store::StoredEntry entry{.index = 0, .leaf = "leaf"_ba, .hash = hash, .cursor = 7};
        QVERIFY(write([&](Transaction &t) { return t.log.append(log, entry); }));
        QCOMPARE(write([&](Transaction &t) {
                     return t.log.append(log, {.index = 0, .leaf = "other"_ba, .hash = hash, .cursor = 8});
                 })
                     .error()
                     .type,
                 ProblemType::AlreadyExists);
        QCOMPARE(read()->log.size(log), Expected<qint64>(1));
        QCOMPARE(read()->log.lastCursor(log), Expected<qint64>(7));
        QCOMPARE(read()->log.entries(log, 0, 10).value(), std::vector{entry});
        QCOMPARE(read()->log.leafHashes(log, 0, 10), Expected<QByteArray>(hash));
    }
}

void LogStoreConformanceTest::checkpointsAreKeptBySize()
{
    store::StoredCheckpoint first{.size = 3, .root = "root"_ba, .note = "note"_ba};
    const store::StoredCheckpoint second{.size = 9, .root = "root 9"_ba, .note = "note 9"_ba};
    QVERIFY(!read()->log.latestCheckpoint(LogId::Activity)->has_value());
    QVERIFY(write([&](Transaction &t) { return t.log.putCheckpoint(LogId::Activity, first); }));
    first.note = "cosigned"_ba;
    QVERIFY(write([&](Transaction &t) { return t.log.putCheckpoint(LogId::Activity, first); }));
    QCOMPARE(read()->log.latestCheckpoint(LogId::Activity).value(), std::optional(first));
    QVERIFY(write([&](Transaction &t) { return t.log.putCheckpoint(LogId::Activity, second); }));
    QCOMPARE(read()->log.latestCheckpoint(LogId::Activity).value(), std::optional(second));
    QVERIFY(!read()->log.latestCheckpoint(LogId::Governance)->has_value());
}

void LogStoreConformanceTest::cosignaturesAreKeptBySizeAndWitness()
{
    store::StoredCosignature first{
        .size = 3, .witness = u"a"_s, .keyId = 0xffffffff, .signature = "one"_ba, .time = 100, .since = 101};
    const auto put = [this](LogId log, const store::StoredCosignature &cosignature) {
        return write([&](Transaction &t) { return t.cosignatures.put(log, cosignature); }).has_value();
    };
    QVERIFY(put(LogId::Activity, first));
    QCOMPARE(read()->cosignatures.of(LogId::Activity, 3).value(), std::vector{first});
    QVERIFY(read()->cosignatures.from(LogId::Governance, 0)->empty());
    // An older one changes nothing; a newer one keeps since when there was one; another key's does always.
    store::StoredCosignature next = first;
    next.signature = "two"_ba;
    next.time = 99;
    QVERIFY(put(LogId::Activity, next));
    QCOMPARE(read()->cosignatures.of(LogId::Activity, 3).value(), std::vector{first});
    next.time = 110;
    next.since = 111;
    QVERIFY(put(LogId::Activity, next));
    first.signature = "two"_ba;
    first.time = 110;
    QCOMPARE(read()->cosignatures.of(LogId::Activity, 3).value(), std::vector{first});
    first.keyId = next.keyId = 7;
    first.time = next.time = 90;
    QVERIFY(put(LogId::Activity, next));
    QCOMPARE(read()->cosignatures.of(LogId::Activity, 3).value(), std::vector{first});
    const store::StoredCosignature larger{
        .size = 9, .witness = u"a"_s, .keyId = 7, .signature = "nine"_ba, .time = 120, .since = 120};
    const store::StoredCosignature other{
        .size = 3, .witness = u"b"_s, .keyId = 8, .signature = "three"_ba, .time = 120, .since = 120};
    QVERIFY(put(LogId::Activity, larger) && put(LogId::Activity, other));
    QCOMPARE(read()->cosignatures.from(LogId::Activity, 1).value(), (std::vector{larger, first, other}));
    QCOMPARE(read()->cosignatures.newest(LogId::Activity).value(), (std::vector{larger, other}));
}

void LogStoreConformanceTest::whatNobodyNeedsOfWitnessesGoes()
{
    const auto sizes = [this] {
        std::vector<qint64> all;
        const auto kept = read()->cosignatures.from(LogId::Governance, 0);
        for (const store::StoredCosignature &cosignature : kept.value())
            all.push_back(cosignature.size);
        return all;
    };
    QVERIFY(write([](Transaction &t) -> Expected<void> {
        for (const qint64 size : {1, 2, 3, 4}) {
            if (auto done = t.log.putCheckpoint(LogId::Governance, {.size = size, .root = "r"_ba, .note = "n"_ba});
                !done)
                return done;
            const store::StoredCosignature line{
                .size = size, .witness = u"a"_s, .keyId = 1, .signature = "s"_ba, .time = 10 * size, .since = 0};
            if (auto done = t.cosignatures.put(LogId::Governance, line); !done)
                return done;
        }
        return t.cosignatures.put(LogId::Governance, {.size = 1, .witness = u"b"_s, .signature = "s"_ba});
    }));
    QVERIFY(write([](Transaction &t) { return t.cosignatures.removeBelow(LogId::Governance, 2); }));
    QCOMPARE(sizes(), (std::vector<qint64>{4, 3, 2, 1})); // the last of b stays
    QVERIFY(write([](Transaction &t) { return t.cosignatures.removeOlder(LogId::Governance, 1'000, 2); }));
    QCOMPARE(sizes(), (std::vector<qint64>{4, 2, 1})); // what is spared, and the last of each
    QVERIFY(write([](Transaction &t) { return t.log.removeCheckpoints(LogId::Governance); }));
    QVERIFY(!read()->log.checkpoint(LogId::Governance, 3)->has_value());
    for (const qint64 size : {1, 2, 4})
        QVERIFY(read()->log.checkpoint(LogId::Governance, size)->has_value());
}

void LogStoreConformanceTest::headsAreFenced()
{
    const store::StoredEntry entry{.index = 0, .leaf = "leaf"_ba, .hash = QByteArray(32, 'h'), .cursor = 1};
    for (const LogId log : {LogId::Governance, LogId::Activity}) {
        QVERIFY(write([&](Transaction &t) { return t.log.append(log, entry); }));
        QCOMPARE(read()->log.entries(log, 0, 1)->front().root, QByteArray());
        QCOMPARE(write([&](Transaction &t) { return t.log.putHead(log, 0, "root", 1); }).error().type,
                 ProblemType::LogUnavailable);
        QVERIFY(write([&](Transaction &t) { return t.log.putHead(log, 0, "root", 0); }));
        QCOMPARE(read()->log.entries(log, 0, 1)->front().root, "root"_ba);
        QCOMPARE(read()->log.headRoot(log, 1).value(), std::optional("root"_ba));
        QVERIFY(!read()->log.headRoot(log, 2)->has_value());
    }
}

void LogStoreConformanceTest::bodiesArePrunedBesideTheirEntries()
{
    QVERIFY(write([](Transaction &t) -> Expected<void> {
        for (qint64 i = 0; i < 5; ++i) {
            const store::StoredEntry entry{.index = i, .leaf = "leaf"_ba, .hash = QByteArray(32, 'h'), .cursor = i + 1};
            const store::BodyBytes body{.salt = "salt", .value = "{}"};
            if (auto done = t.log.append(LogId::Activity, entry, i == 4 ? std::nullopt : std::optional(body)); !done)
                return done;
        }
        return t.log.removeBodies(1, 3);
    }));
    const auto bodies = read()->log.bodies(0, 10);
    QCOMPARE(bodies->size(), 2);
    QCOMPARE(bodies->back(), (store::StoredBody{.index = 3, .salt = "salt"_ba, .value = "{}"_ba}));
    QCOMPARE(read()->log.entries(LogId::Activity, 0, 10)->size(), 5);
}

ENIGM_TEST_MAIN(LogStoreConformanceTest)
#include "LogStoreConformanceTest.moc"

#include "control-plane/store/Database.h"

#include "control-plane/store/Connection.h"
#include "control-plane/store/Migrations.h"
#include "tests/support/LogGuard.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <sys/stat.h>
#include <thread>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::controlplane;

namespace {

mode_t modeOf(const QString &path)
{
    struct stat status = {};
    return ::stat(QFile::encodeName(path).constData(), &status) == 0 ? status.st_mode & 07777 : 0;
}

} // namespace

/// Opening and making the control plane's database.
class DatabaseTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void keepsItsFilesFromOthers();
    void isHeldByOneProcessAtATime();
    void opensAgainWhatItMade();
    void bringsTheLogsOfAnOlderSchemaAlong();
    void refusesTheSchemaOfANewerProgram();
    void readsInASnapshotOfItsOwn();
    void readsOnManyThreads();
    void aReaderCannotWrite();

private:
    [[nodiscard]] QString path() const { return m_directory->filePath(u"data"_s); }
    [[nodiscard]] std::unique_ptr<store::Database> open() const;

    std::unique_ptr<QTemporaryDir> m_directory;
};

void DatabaseTest::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    QVERIFY(m_directory->isValid());
}

std::unique_ptr<store::Database> DatabaseTest::open() const
{
    auto database = store::Database::open(path());
    if (!database)
        qFatal("%s", qPrintable(database.error().toString()));
    return std::move(*database);
}

void DatabaseTest::keepsItsFilesFromOthers()
{
    const auto database = open();
    QVERIFY(database->read());
    QCOMPARE(modeOf(path()), mode_t(0700));
    QCOMPARE(database->path(), path() + u"/control-plane.sqlite"_s);
    for (const auto &name : {u"lock"_s, u"control-plane.sqlite"_s, u"control-plane.sqlite-wal"_s})
        QCOMPARE(modeOf(path() + u'/' + name), mode_t(0600));
}

void DatabaseTest::isHeldByOneProcessAtATime()
{
    auto database = open();
    const auto second = store::Database::open(path());
    QVERIFY(!second);
    QCOMPARE(second.error().type, ProblemType::Unavailable);
    database.reset();
    QVERIFY(store::Database::open(path()));
}

void DatabaseTest::opensAgainWhatItMade()
{
    {
        const auto connection = open()->connectWriter();
        QVERIFY(store::MetaStore(**connection).setDeployment("id"_ba));
        QCOMPARE(store::MetaStore(**connection).setDeployment("other"_ba).error().type, ProblemType::AlreadyExists);
    }
    const auto database = open();
    const auto reader = database->read();
    QVERIFY(reader);
    QCOMPARE((*reader)->meta.deployment(), Expected<std::optional<QByteArray>>("id"_ba));
}

void DatabaseTest::bringsTheLogsOfAnOlderSchemaAlong()
{
    QVERIFY(QDir().mkpath(path()));
    {
        const auto connection =
            store::Connection::open(path() + u"/control-plane.sqlite"_s, {}, store::Connection::Role::Writer);
        QVERIFY(connection);
        constexpr int entriesAndBodiesApart = 6;
        QVERIFY(store::migrate(**connection, entriesAndBodiesApart));
        for (const char *const sql : {
                 "INSERT INTO governance_entry (position, leaf, hash, cursor) VALUES (0, x'67', x'68', 1)",
                 "INSERT INTO activity_entry (position, leaf, hash, cursor) VALUES (0, x'30', x'68', 2)",
                 "INSERT INTO activity_entry (position, leaf, hash, cursor) VALUES (1, x'31', x'68', 3)",
                 "INSERT INTO activity_body (position, salt, value) VALUES (1, x'73', x'7b7d')",
                 "INSERT INTO governance_checkpoint (size, root, note) VALUES (1, x'67', x'6e')",
                 "INSERT INTO activity_checkpoint (size, root, note) VALUES (1, x'61', x'6f'), (2, x'62', x'6e')",
             })
            QVERIFY((*connection)->execute(QLatin1StringView(sql)));
    }
    const auto database = open();
    const auto reader = database->read();
    const store::LogStore &log = (*reader)->log;
    const auto activity = log.entries(store::LogId::Activity, 0, 10);
    QCOMPARE(activity->size(), 2);
    QCOMPARE(activity->back(),
             (store::StoredEntry{.index = 1, .leaf = "1"_ba, .hash = "h"_ba, .cursor = 3, .root = "b"_ba}));
    QCOMPARE(log.entries(store::LogId::Governance, 0, 10)->front().root, "g"_ba);
    QCOMPARE(log.bodies(0, 10).value(), (std::vector{store::StoredBody{.index = 1, .salt = "s"_ba, .value = "{}"_ba}}));
    QCOMPARE(log.latestCheckpoint(store::LogId::Activity).value()->note, "n"_ba);
}

void DatabaseTest::refusesTheSchemaOfANewerProgram()
{
    {
        const auto connection = open()->connectWriter();
        QVERIFY((*connection)
                    ->execute(u"INSERT INTO schema_migration (number, name, applied) VALUES (%1, 'later', 0)"_s.arg(
                        store::schemaVersion() + 1)));
    }
    const auto database = store::Database::open(path());
    QVERIFY(!database);
    QCOMPARE(database.error().type, ProblemType::UnsupportedVersion);
}

void DatabaseTest::readsInASnapshotOfItsOwn()
{
    const auto database = open();
    const auto writer = database->connectWriter();
    {
        const auto outer = database->read();
        QCOMPARE((*outer)->meta.cursor(), Expected<qint64>(0));
        QVERIFY(store::MetaStore(**writer).setCursor(1));
        QCOMPARE((*outer)->meta.cursor(), Expected<qint64>(0));
        const auto inner = database->read();
        QCOMPARE((*inner)->meta.cursor(), Expected<qint64>(0));
    }
    QCOMPARE((*database->read())->meta.cursor(), Expected<qint64>(1));
}

void DatabaseTest::readsOnManyThreads()
{
    auto database = open();
    std::vector<std::thread> threads;
    std::atomic<int> read = 0;
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([&database, &read] {
            for (int round = 0; round < 20; ++round) {
                const auto reader = database->read();
                if (reader && (*reader)->meta.cursor() == Expected<qint64>(0))
                    ++read;
            }
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(read.load(), 160);
    // This thread's connection goes with the database, and another database gets one of its own.
    QVERIFY(database->read());
    database.reset();
    database = open();
    QVERIFY(database->read());
}

void DatabaseTest::aReaderCannotWrite()
{
    const auto connection = store::Connection::open(open()->path(), {}, store::Connection::Role::Reader);
    QVERIFY(connection);
    const auto refused = store::MetaStore(**connection).setCursor(1);
    QVERIFY(!refused);
    QCOMPARE(refused.error().type, ProblemType::Unavailable);
}

ENIGM_TEST_MAIN(DatabaseTest)
#include "DatabaseTest.moc"

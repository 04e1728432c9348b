#include "control-plane/store/Database.h"

#include "control-plane/store/Migrations.h"
#include "tests/support/LogGuard.h"

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
    void repeatsAnInterruptedMigration();
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

void DatabaseTest::repeatsAnInterruptedMigration()
{
    {
        const auto connection = open()->connectWriter();
        QVERIFY(store::MetaStore(**connection).setCursor(17));
        QVERIFY((*connection)->execute(u"DELETE FROM schema_migration"_s));
    }
    const auto database = open();
    QCOMPARE((*database->read())->meta.cursor(), Expected<qint64>(17));
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

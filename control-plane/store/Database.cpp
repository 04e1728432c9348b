#include "control-plane/store/Database.h"

#include "control-plane/store/DataDirectory.h"
#include "control-plane/store/Migrations.h"

#include <map>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::store {

namespace {

constexpr auto fileName = "control-plane.sqlite"_L1;

/// The reading connections of one thread, by database. A connection must be closed on the thread that opened it, so
/// that those of a database that is gone are closed when the thread ends or reads from another database.
using ReadersOfThread =
    std::map<std::weak_ptr<const int>, std::unique_ptr<ReadingConnection>, std::owner_less<std::weak_ptr<const int>>>;

ReadersOfThread &readersOfThisThread()
{
    thread_local ReadersOfThread readers;
    return readers;
}

void dropStaleReaders(ReadersOfThread &readers)
{
    std::erase_if(readers, [](const auto &entry) { return entry.first.expired(); });
}

} // namespace

Database::Database(std::unique_ptr<DataDirectory> directory, DatabaseOptions options)
    : m_directory(std::move(directory))
    , m_path(m_directory->filePath(fileName))
    , m_options(std::move(options))
    , m_alive(std::make_shared<const int>(0))
{}

Database::~Database()
{
    readersOfThisThread().erase(m_alive);
}

Expected<std::unique_ptr<Database>> Database::open(const QString &directory, const DatabaseOptions &options)
{
    auto held = DataDirectory::hold(directory);
    if (!held)
        return std::unexpected(held.error());
    std::unique_ptr<Database> database(new Database(std::move(*held), options));
    // SQLite gives its journal and shared memory the mode of the database file.
    if (auto made = database->m_directory->makePrivateFile(fileName); !made)
        return std::unexpected(made.error());
    if (auto migrated = database->bringUpToDate(); !migrated)
        return std::unexpected(migrated.error());
    return database;
}

Expected<void> Database::bringUpToDate() const
{
    SpaceReserve reserve(reservePath(), m_options.reserve);
    if (auto opened = reserve.open(); !opened)
        return opened;
    const auto attempt = [this]() -> Expected<void> {
        auto connection = connectWriter();
        return connection ? migrate(**connection) : std::unexpected(connection.error());
    };
    auto done = attempt();
    // Opening alone takes some blocks. On a disk that is full it must not be what is held back that keeps us out.
    while (!done && done.error().type == ProblemType::StorageFull && reserve.giveUp())
        done = attempt();
    return done;
}

QString Database::reservePath() const
{
    return m_directory->filePath(u"reserve"_s);
}

Expected<Reader> Database::read() const
{
    auto &readers = readersOfThisThread();
    auto found = readers.find(m_alive);
    if (found == readers.end()) {
        dropStaleReaders(readers);
        auto connection = Connection::open(m_path, m_options.vfs, Connection::Role::Reader);
        if (!connection)
            return std::unexpected(connection.error());
        found = readers.emplace(m_alive, std::make_unique<ReadingConnection>(std::move(*connection))).first;
    }
    return Reader::begin(*found->second);
}

Expected<std::unique_ptr<Connection>> Database::connectWriter() const
{
    return Connection::open(m_path, m_options.vfs, Connection::Role::Writer);
}

} // namespace enigm::controlplane::store

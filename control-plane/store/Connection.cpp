#include "control-plane/store/Connection.h"

#include "control-plane/store/NativeStatement.h"

#include <QSqlDatabase>
#include <QSqlDriver>
#include <QSqlError>
#include <QUrl>
#include <QUrlQuery>

#include <sqlite3.h>

#include <array>
#include <atomic>
#include <cerrno>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::store {

namespace {

constexpr auto pragmas = std::to_array<const char *>({
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA secure_delete = ON", // what is pruned is gone from the file, too
    "PRAGMA cache_size = -16384",
    "PRAGMA journal_size_limit = 67108864",
});

QString freshName()
{
    static std::atomic<quint64> counter = 0;
    return u"enigm-store-%1"_s.arg(counter.fetch_add(1));
}

/// The path as a SQLite URI, so that a VFS can be named and no character of the path means anything.
QString uriOf(const QString &path, const QString &vfs)
{
    QUrl url = QUrl::fromLocalFile(path);
    if (!vfs.isEmpty()) {
        QUrlQuery query;
        query.addQueryItem(u"vfs"_s, vfs);
        url.setQuery(query);
    }
    return url.toString(QUrl::FullyEncoded);
}

bool isConflict(int extendedCode)
{
    return extendedCode == SQLITE_CONSTRAINT_UNIQUE || extendedCode == SQLITE_CONSTRAINT_PRIMARYKEY ||
           extendedCode == SQLITE_CONSTRAINT_ROWID;
}

/// SQLite says so itself of a write, and of the shared memory that could not be made longer; of a quota, and of a file
/// that could not be made, only the system does.
bool lacksSpace(int extendedCode, int systemError)
{
    const int code = extendedCode & 0xff;
    const bool isOutside = code == SQLITE_IOERR || code == SQLITE_CANTOPEN;
    return code == SQLITE_FULL || extendedCode == SQLITE_IOERR_SHMSIZE ||
           (isOutside && (systemError == ENOSPC || systemError == EDQUOT));
}

} // namespace

Connection::Connection(QString name)
    : m_name(std::move(name))
{}

Expected<std::unique_ptr<Connection>> Connection::open(const QString &path, const QString &vfs, Role role)
{
    std::unique_ptr<Connection> connection(new Connection(freshName()));
    if (auto opened = connection->openDatabase(path, vfs, role); !opened)
        return std::unexpected(opened.error());
    return connection;
}

Connection::~Connection()
{
    closeDatabase();
}

Expected<void> Connection::openDatabase(const QString &path, const QString &vfs, Role role)
{
    QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_name);
    database.setDatabaseName(uriOf(path, vfs));
    database.setConnectOptions(u"QSQLITE_OPEN_URI;QSQLITE_BUSY_TIMEOUT=10000"_s);
    if (!database.open())
        return refuse(ProblemType::FileUnreadable, database.lastError().text(), path);
    const QVariant handle = database.driver()->handle();
    if (qstrcmp(handle.typeName(), "sqlite3*") != 0)
        return refuse(ProblemType::Unavailable, u"the SQLite driver gives no handle"_s, path);
    m_handle = *static_cast<sqlite3 *const *>(handle.constData());

    if (auto done = execute(u"PRAGMA journal_mode = WAL"_s); !done)
        return done;
    for (const char *const pragma : pragmas) {
        if (auto done = execute(QLatin1StringView(pragma)); !done)
            return done;
    }
    if (role == Role::Reader)
        return execute(u"PRAGMA query_only = ON"_s);
    return {};
}

void Connection::closeDatabase()
{
    m_native.clear();
    m_unused.clear();
    QSqlDatabase::database(m_name, false).close();
    QSqlDatabase::removeDatabase(m_name);
}

Expected<void> Connection::execute(const QString &sql)
{
    if (sqlite3_exec(m_handle, sql.toUtf8().constData(), nullptr, nullptr, nullptr) != SQLITE_OK)
        return std::unexpected(problemOfLastError(ProblemType::AlreadyExists));
    return {};
}

Expected<void> Connection::executeKept(const char *sql)
{
    const auto statement = native(sql);
    if (!statement)
        return std::unexpected(statement.error());
    return (*statement)->run();
}

Expected<std::unique_ptr<QSqlQuery>> Connection::take(const QString &sql)
{
    if (auto kept = m_unused.extract(sql); !kept.empty())
        return std::move(kept.mapped());
    auto query = std::make_unique<QSqlQuery>(QSqlDatabase::database(m_name, false));
    query->setForwardOnly(true);
    if (!query->prepare(sql))
        return std::unexpected(problemOfLastError(ProblemType::AlreadyExists));
    return query;
}

void Connection::giveBack(const QString &sql, std::unique_ptr<QSqlQuery> query)
{
    query->finish(); // an unfinished SELECT would hold its snapshot
    m_unused.insert_or_assign(sql, std::move(query));
}

Expected<NativeStatement *> Connection::native(const char *sql)
{
    auto &place = m_native[sql];
    if (!place) {
        sqlite3_stmt *statement = nullptr;
        if (sqlite3_prepare_v3(m_handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr) != SQLITE_OK)
            return std::unexpected(problemOfLastError(ProblemType::AlreadyExists));
        place = std::make_unique<NativeStatement>(*this, statement);
    }
    return place.get();
}

Problem Connection::problemOfLastError(ProblemType onConflict)
{
    const int code = sqlite3_extended_errcode(m_handle);
    const QString text = QString::fromUtf8(sqlite3_errmsg(m_handle));
    if (isConflict(code))
        return {onConflict, {}, {}};
    const bool isFull = lacksSpace(code, sqlite3_system_errno(m_handle));
    Problem problem{isFull ? ProblemType::StorageFull : ProblemType::Unavailable,
                    (isFull ? u"The disk of the control plane is full (%1: %2)."_s : u"the database refused (%1): %2"_s)
                        .arg(QString::number(code), text),
                    {}};
    if (!m_failure)
        m_failure = problem;
    return problem;
}

bool Connection::isInTransaction() const
{
    return sqlite3_get_autocommit(m_handle) == 0;
}

} // namespace enigm::controlplane::store

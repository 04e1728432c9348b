#include "tests/benchmarks/rollout/BareAssignments.h"

#include <QFile>

#include <sqlite3.h>

namespace enigm::benchmarks {

namespace {

constexpr int groups = 10;

sqlite3 *opened(const QString &path)
{
    sqlite3 *database = nullptr;
    if (sqlite3_open(QFile::encodeName(path).constData(), &database) != SQLITE_OK)
        qFatal("cannot open %s", qPrintable(path));
    return database;
}

void execute(sqlite3 *database, const char *sql)
{
    if (sqlite3_exec(database, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
        qFatal("%s", sqlite3_errmsg(database));
}

sqlite3_stmt *prepared(sqlite3 *database, const char *sql)
{
    sqlite3_stmt *statement = nullptr;
    if (sqlite3_prepare_v2(database, sql, -1, &statement, nullptr) != SQLITE_OK)
        qFatal("%s", sqlite3_errmsg(database));
    return statement;
}

} // namespace

BareAssignments::BareAssignments(const QString &fleet, const QString &path)
    : m_fleet(opened(fleet))
    , m_assignments(opened(path))
{
    execute(m_assignments, "PRAGMA journal_mode = WAL");
    execute(m_assignments, "PRAGMA synchronous = FULL");
    execute(m_assignments, "CREATE TABLE assignment (rollout INTEGER, handle TEXT, place INTEGER, "
                           "PRIMARY KEY (rollout, handle)) STRICT, WITHOUT ROWID");
}

BareAssignments::~BareAssignments()
{
    sqlite3_close(m_assignments);
    sqlite3_close(m_fleet);
}

int BareAssignments::assignAll()
{
    ++m_rollout;
    int devices = 0;
    sqlite3_stmt *const select = prepared(m_fleet, "SELECT handle FROM device WHERE state = 'trusted' ORDER BY handle");
    sqlite3_stmt *const insert =
        prepared(m_assignments, "INSERT INTO assignment (rollout, handle, place) VALUES (?, ?, ?)");
    execute(m_assignments, "BEGIN IMMEDIATE");
    for (; sqlite3_step(select) == SQLITE_ROW; ++devices) {
        sqlite3_bind_int(insert, 1, m_rollout);
        sqlite3_bind_value(insert, 2, sqlite3_column_value(select, 0));
        sqlite3_bind_int(insert, 3, devices % groups);
        if (sqlite3_step(insert) != SQLITE_DONE)
            qFatal("%s", sqlite3_errmsg(m_assignments));
        sqlite3_reset(insert);
    }
    execute(m_assignments, "COMMIT");
    sqlite3_finalize(insert);
    sqlite3_finalize(select);
    return devices;
}

} // namespace enigm::benchmarks

#include "tests/benchmarks/audit/BareCommits.h"

#include <QFile>

#include <sqlite3.h>

#include <initializer_list>

namespace enigm::benchmarks {

BareCommits::BareCommits(const QString &path)
{
    if (sqlite3_open(QFile::encodeName(path).constData(), &m_database) != SQLITE_OK)
        qFatal("cannot open %s", qPrintable(path));
    execute("PRAGMA journal_mode = WAL");
    execute("PRAGMA synchronous = FULL");
    execute("CREATE TABLE entry (position INTEGER PRIMARY KEY, leaf BLOB, hash BLOB, salt BLOB, body BLOB) STRICT");
    if (sqlite3_prepare_v2(m_database, "INSERT INTO entry (leaf, hash, salt, body) VALUES (?, ?, ?, ?)", -1, &m_insert,
                           nullptr) != SQLITE_OK)
        qFatal("%s", sqlite3_errmsg(m_database));
}

BareCommits::~BareCommits()
{
    sqlite3_finalize(m_insert);
    sqlite3_close(m_database);
}

void BareCommits::execute(const char *sql)
{
    if (sqlite3_exec(m_database, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
        qFatal("%s", sqlite3_errmsg(m_database));
}

void BareCommits::commit(QByteArrayView leaf, QByteArrayView hash, QByteArrayView salt, QByteArrayView body)
{
    int column = 1;
    for (const QByteArrayView bytes : {leaf, hash, salt, body})
        sqlite3_bind_blob64(m_insert, column++, bytes.data(), sqlite3_uint64(bytes.size()), nullptr);
    if (sqlite3_step(m_insert) != SQLITE_DONE)
        qFatal("%s", sqlite3_errmsg(m_database));
    sqlite3_reset(m_insert);
}

} // namespace enigm::benchmarks

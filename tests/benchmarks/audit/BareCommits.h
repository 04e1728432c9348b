#pragma once

#include <QByteArrayView>
#include <QString>

struct sqlite3;
struct sqlite3_stmt;

namespace enigm::benchmarks {

/// The yardstick of durable writes: SQLite alone, WAL and synchronous=FULL, one row and one commit at a time through
/// its C interface.
class BareCommits
{
public:
    /// Makes the file; ends the program where it cannot.
    explicit BareCommits(const QString &path);
    ~BareCommits();
    BareCommits(const BareCommits &) = delete;
    BareCommits &operator=(const BareCommits &) = delete;

    /// Commits a row of these bytes.
    void commit(QByteArrayView leaf, QByteArrayView hash, QByteArrayView salt, QByteArrayView body);

private:
    void execute(const char *sql);

    sqlite3 *m_database = nullptr;
    sqlite3_stmt *m_insert = nullptr;
};

} // namespace enigm::benchmarks

#pragma once

#include "contract/problems/Problem.h"

#include <QSqlQuery>
#include <QString>

#include <memory>
#include <optional>
#include <unordered_map>
#include <utility>

struct sqlite3;

namespace enigm::controlplane::store {

class NativeStatement;

/// One connection to the database, with its prepared statements. Made, used and destroyed on one thread: a
/// QSqlDatabase, its queries and its native handle never leave it.
class Connection
{
public:
    enum class Role { Writer, Reader };

    /// Opens `path` with the pragmas of the house (WAL, synchronous=FULL, foreign keys, …). `vfs` names a SQLite VFS,
    /// or is empty for the system's. Unavailable, FileUnreadable.
    [[nodiscard]] static Expected<std::unique_ptr<Connection>> open(const QString &path, const QString &vfs, Role role);
    ~Connection();
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    /// Runs one statement without parameters and without rows.
    [[nodiscard]] Expected<void> execute(const QString &sql);
    /// As execute, through a kept statement; `sql` is a literal, its address is its name.
    [[nodiscard]] Expected<void> executeKept(const char *sql);

    /// A prepared query of this text, out of the cache or new. Query gives it back.
    [[nodiscard]] Expected<std::unique_ptr<QSqlQuery>> take(const QString &sql);
    void giveBack(const QString &sql, std::unique_ptr<QSqlQuery> query);

    /// A prepared statement of SQLite's own interface, for the hot path; `sql` is a literal, its address is its name.
    [[nodiscard]] Expected<NativeStatement *> native(const char *sql);

    /// What the last failed statement means: Replayed and AlreadyExists are the repositories' to say, so that a broken
    /// unique or primary key answers `onConflict`. Everything else is kept as failure() too: StorageFull where the disk
    /// has no space (left for this user), Unavailable otherwise.
    [[nodiscard]] Problem problemOfLastError(ProblemType onConflict);

    /// The first failure that was not a conflict since the last clearFailure: the disk, the schema, a bug.
    [[nodiscard]] const std::optional<Problem> &failure() const { return m_failure; }
    void clearFailure() { m_failure.reset(); }
    /// Whether a transaction is open; SQLite ends one by itself on some failures of the disk.
    [[nodiscard]] bool isInTransaction() const;

    /// Counts bytes that a group has written, so that groups stay bounded.
    void countBytes(qsizetype bytes) { m_bytes += bytes; }
    [[nodiscard]] qsizetype takeCountedBytes() { return std::exchange(m_bytes, 0); }
    [[nodiscard]] qsizetype countedBytes() const { return m_bytes; }

private:
    explicit Connection(QString name);
    [[nodiscard]] Expected<void> openDatabase(const QString &path, const QString &vfs, Role role);
    void closeDatabase();

    QString m_name;
    sqlite3 *m_handle = nullptr; ///< of the driver
    std::unordered_map<QString, std::unique_ptr<QSqlQuery>> m_unused;
    std::unordered_map<const char *, std::unique_ptr<NativeStatement>> m_native;
    std::optional<Problem> m_failure;
    qsizetype m_bytes = 0;
};

} // namespace enigm::controlplane::store

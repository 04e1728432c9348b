#pragma once

#include "contract/problems/Problem.h"

#include <QByteArrayView>

struct sqlite3;
struct sqlite3_stmt;

namespace enigm::controlplane::store {

class Connection;

/// A prepared statement of SQLite's C interface, for the few statements of the appending path, where QSqlQuery costs
/// more than SQLite itself. On the thread of its connection.
class NativeStatement
{
public:
    NativeStatement(Connection &connection, sqlite3_stmt *statement);
    ~NativeStatement();
    NativeStatement(const NativeStatement &) = delete;
    NativeStatement &operator=(const NativeStatement &) = delete;

    NativeStatement &bind(qint64 value);
    /// Borrows the bytes until run() returns.
    NativeStatement &bind(QByteArrayView bytes);

    /// Runs to the end and forgets what was bound. A broken unique key answers `onConflict`.
    [[nodiscard]] Expected<void> run(ProblemType onConflict = ProblemType::AlreadyExists);
    /// As run, and answers how many rows were changed.
    [[nodiscard]] Expected<int> runCounting();

private:
    Connection &m_connection;
    sqlite3_stmt *m_statement;
    int m_next = 1;
};

} // namespace enigm::controlplane::store

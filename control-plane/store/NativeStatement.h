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

    /// As text, where bind(QByteArrayView) binds a blob.
    NativeStatement &bindText(QByteArrayView text);

    /// Runs to the end and forgets what was bound. A broken unique key answers `onConflict`.
    [[nodiscard]] Expected<void> run(ProblemType onConflict = ProblemType::AlreadyExists);
    /// As run, and answers how many rows were changed.
    [[nodiscard]] Expected<int> runCounting();

    /// For statements with rows: whether there is another one. After the last, as after finish().
    [[nodiscard]] Expected<bool> next();
    /// Ends before the last row, and forgets what was bound.
    void finish();
    /// Text or blob of the present row; the statement's, until next() or finish().
    [[nodiscard]] QByteArrayView bytes(int column) const;

private:
    Connection &m_connection;
    sqlite3_stmt *m_statement;
    int m_next = 1;
};

} // namespace enigm::controlplane::store

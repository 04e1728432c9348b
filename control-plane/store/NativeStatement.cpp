#include "control-plane/store/NativeStatement.h"

#include "control-plane/store/Connection.h"

#include <sqlite3.h>

namespace enigm::controlplane::store {

NativeStatement::NativeStatement(Connection &connection, sqlite3_stmt *statement)
    : m_connection(connection)
    , m_statement(statement)
{}

NativeStatement::~NativeStatement()
{
    sqlite3_finalize(m_statement);
}

NativeStatement &NativeStatement::bind(qint64 value)
{
    sqlite3_bind_int64(m_statement, m_next++, value);
    return *this;
}

NativeStatement &NativeStatement::bind(QByteArrayView bytes)
{
    // Never NULL: a view of nothing is a blob of no bytes.
    const char *const data = bytes.data() ? bytes.data() : "";
    sqlite3_bind_blob64(m_statement, m_next++, data, static_cast<sqlite3_uint64>(bytes.size()), nullptr);
    return *this;
}

NativeStatement &NativeStatement::bindText(QByteArrayView text)
{
    const char *const data = text.data() ? text.data() : "";
    sqlite3_bind_text64(m_statement, m_next++, data, static_cast<sqlite3_uint64>(text.size()), nullptr, SQLITE_UTF8);
    return *this;
}

Expected<void> NativeStatement::run(ProblemType onConflict)
{
    int answer = SQLITE_ROW;
    while (answer == SQLITE_ROW)
        answer = sqlite3_step(m_statement);
    Expected<void> result;
    if (answer != SQLITE_DONE)
        result = std::unexpected(m_connection.problemOfLastError(onConflict));
    sqlite3_reset(m_statement);
    m_next = 1;
    return result;
}

Expected<int> NativeStatement::runCounting()
{
    if (auto done = run(); !done)
        return std::unexpected(done.error());
    return sqlite3_changes(sqlite3_db_handle(m_statement));
}

Expected<bool> NativeStatement::next()
{
    const int answer = sqlite3_step(m_statement);
    if (answer == SQLITE_ROW)
        return true;
    Expected<bool> result(false);
    if (answer != SQLITE_DONE)
        result = std::unexpected(m_connection.problemOfLastError(ProblemType::AlreadyExists));
    finish();
    return result;
}

void NativeStatement::finish()
{
    sqlite3_reset(m_statement);
    m_next = 1;
}

QByteArrayView NativeStatement::bytes(int column) const
{
    const auto *const data = static_cast<const char *>(sqlite3_column_blob(m_statement, column));
    return {data, data ? sqlite3_column_bytes(m_statement, column) : 0};
}

} // namespace enigm::controlplane::store

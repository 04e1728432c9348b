#include "control-plane/store/Query.h"

#include "control-plane/store/Connection.h"

#include <QSqlError>
#include <QVariant>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::store {

Query::Query(Connection &connection, const QString &sql)
    : m_connection(connection)
    , m_sql(sql)
{
    auto query = connection.take(sql);
    if (query)
        m_query = std::move(*query);
    else
        m_problem = query.error();
}

Query::~Query()
{
    if (m_query)
        m_connection.giveBack(m_sql, std::move(m_query));
}

Query &Query::bind(qint64 value)
{
    if (m_query)
        m_query->bindValue(m_bound++, value);
    return *this;
}

Query &Query::bind(const QString &text)
{
    if (m_query)
        m_query->bindValue(m_bound++, text.isNull() ? u""_s : text);
    return *this;
}

Query &Query::bind(const QByteArray &bytes)
{
    if (m_query)
        m_query->bindValue(m_bound++, bytes.isNull() ? ""_ba : bytes);
    return *this;
}

Query &Query::bindNull()
{
    if (m_query)
        m_query->bindValue(m_bound++, QVariant());
    return *this;
}

Expected<void> Query::start(ProblemType onConflict)
{
    if (m_problem)
        return std::unexpected(*m_problem);
    m_started = true;
    m_bound = 0;
    if (!m_query->exec())
        return std::unexpected(m_connection.problemOfLastError(onConflict));
    return {};
}

Expected<void> Query::run(ProblemType onConflict)
{
    return start(onConflict);
}

Expected<void> Query::runOnExisting(const QString &what)
{
    const auto changed = runCounting();
    if (!changed)
        return std::unexpected(changed.error());
    if (*changed == 0)
        return refuse(ProblemType::NotFound, u"%1 is not known"_s.arg(what));
    return {};
}

Expected<int> Query::runCounting()
{
    if (auto done = run(); !done)
        return std::unexpected(done.error());
    return m_query->numRowsAffected();
}

Expected<bool> Query::next()
{
    if (!m_started) {
        if (auto started = start(ProblemType::AlreadyExists); !started)
            return std::unexpected(started.error());
    }
    if (m_query->next())
        return true;
    if (m_query->lastError().isValid())
        return std::unexpected(m_connection.problemOfLastError(ProblemType::AlreadyExists));
    return false;
}

bool Query::isNull(int column) const
{
    return m_query->isNull(column);
}

qint64 Query::integer(int column) const
{
    return m_query->value(column).toLongLong();
}

QString Query::text(int column) const
{
    return m_query->value(column).toString();
}

QByteArray Query::bytes(int column) const
{
    return m_query->value(column).toByteArray();
}

std::optional<qint64> Query::integerOrNull(int column) const
{
    return isNull(column) ? std::nullopt : std::optional(integer(column));
}

std::optional<QString> Query::textOrNull(int column) const
{
    return isNull(column) ? std::nullopt : std::optional(text(column));
}

std::optional<QByteArray> Query::bytesOrNull(int column) const
{
    return isNull(column) ? std::nullopt : std::optional(bytes(column));
}

} // namespace enigm::controlplane::store

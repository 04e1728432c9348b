#pragma once

#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QSqlQuery>
#include <QString>

#include <memory>
#include <optional>
#include <type_traits>
#include <vector>

namespace enigm::controlplane::store {

class Connection;

/// One run of a prepared statement: bind in the order of the question marks, then run() or next(). Borrows the
/// statement from its connection's cache and gives it back finished. The first problem is kept and answered by run or
/// next.
class Query
{
public:
    Query(Connection &connection, const QString &sql);
    ~Query();
    Query(const Query &) = delete;
    Query &operator=(const Query &) = delete;

    Query &bind(qint64 value);
    Query &bind(int value) { return bind(qint64(value)); }
    Query &bind(bool value) { return bind(qint64(value)); }
    /// Never NULL, as a default-made QString would be.
    Query &bind(const QString &text);
    Query &bind(QLatin1StringView text) { return bind(QString(text)); }
    /// Never NULL.
    Query &bind(const QByteArray &bytes);
    template <typename T>
    Query &bind(const std::optional<T> &value)
    {
        return value ? bind(*value) : bindNull();
    }
    Query &bindNull();
    template <typename T>
    Query &bind(const T *) = delete; // a pointer is not a boolean

    /// For statements without rows. A broken unique or primary key answers `onConflict`.
    [[nodiscard]] Expected<void> run(ProblemType onConflict = ProblemType::AlreadyExists);
    /// As run; NotFound unless rows were changed.
    [[nodiscard]] Expected<void> runOnExisting(const QString &what);
    /// As run, and answers how many rows were changed.
    [[nodiscard]] Expected<int> runCounting();

    /// Moves to the next row; false at the end.
    [[nodiscard]] Expected<bool> next();
    // Columns of the current row.
    [[nodiscard]] bool isNull(int column) const;
    [[nodiscard]] qint64 integer(int column) const;
    [[nodiscard]] bool boolean(int column) const { return integer(column) != 0; }
    [[nodiscard]] QString text(int column) const;
    [[nodiscard]] QByteArray bytes(int column) const;
    [[nodiscard]] std::optional<qint64> integerOrNull(int column) const;
    [[nodiscard]] std::optional<QString> textOrNull(int column) const;
    [[nodiscard]] std::optional<QByteArray> bytesOrNull(int column) const;

    /// Every row, through `map(const Query &) -> T` or `-> Expected<T>`.
    template <typename Map>
    [[nodiscard]] auto all(Map map);
    /// The first row, if there is one.
    template <typename Map>
    [[nodiscard]] auto first(Map map);

private:
    template <typename T>
    struct Unwrapped
    {
        using type = T;
    };
    template <typename T>
    struct Unwrapped<Expected<T>>
    {
        using type = T;
    };
    template <typename Map>
    using Row = typename Unwrapped<std::invoke_result_t<Map, const Query &>>::type;

    [[nodiscard]] Expected<void> start(ProblemType onConflict);

    Connection &m_connection;
    QString m_sql;
    std::unique_ptr<QSqlQuery> m_query; ///< null where preparing failed
    std::optional<Problem> m_problem;
    int m_bound = 0;
    bool m_started = false;
};

template <typename Map>
auto Query::all(Map map)
{
    using T = Row<Map>;
    std::vector<T> rows;
    for (;;) {
        const auto more = next();
        if (!more)
            return Expected<std::vector<T>>(std::unexpected(more.error()));
        if (!*more)
            return Expected<std::vector<T>>(std::move(rows));
        Expected<T> row = map(std::as_const(*this));
        if (!row)
            return Expected<std::vector<T>>(std::unexpected(row.error()));
        rows.push_back(std::move(*row));
    }
}

template <typename Map>
auto Query::first(Map map)
{
    using T = Row<Map>;
    using Answer = Expected<std::optional<T>>;
    const auto more = next();
    if (!more)
        return Answer(std::unexpected(more.error()));
    if (!*more)
        return Answer(std::nullopt);
    Expected<T> row = map(std::as_const(*this));
    if (!row)
        return Answer(std::unexpected(row.error()));
    return Answer(std::move(*row));
}

} // namespace enigm::controlplane::store

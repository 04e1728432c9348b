#pragma once

#include "contract/json/JsonValue.h"
#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QString>

#include <limits>
#include <optional>
#include <type_traits>
#include <vector>

namespace enigm::json {

/// Reads the members of one object, each exactly once, and refuses what was not read.
///
/// The first problem is kept and later reads answer empty values, so that a parse reads like the list of its members:
///
///     ObjectReader reader(value);
///     Withdrawal result{.deployment = reader.bytes("deployment"_L1, 32), .time = reader.time("time"_L1), ...};
///     if (auto done = reader.finish(); !done)
///         return std::unexpected(done.error());
///
/// `where` of a refusal is the RFC 6901 JSON pointer of the member.
class ObjectReader
{
public:
    explicit ObjectReader(const Value &value, QString pointer = {});

    [[nodiscard]] bool boolean(QLatin1StringView name);
    [[nodiscard]] qint64 integer(QLatin1StringView name, qint64 least = 0, qint64 most = (qint64(1) << 53) - 1);
    [[nodiscard]] QString text(QLatin1StringView name);
    /// Null gives nothing.
    [[nodiscard]] std::optional<QString> textOrNull(QLatin1StringView name);
    [[nodiscard]] std::optional<qint64> integerOrNull(QLatin1StringView name);
    /// Exact base64url; of `size` bytes where that is not negative.
    [[nodiscard]] QByteArray bytes(QLatin1StringView name, qsizetype size = -1);
    [[nodiscard]] std::optional<QByteArray> bytesOrNull(QLatin1StringView name, qsizetype size = -1);
    /// A canonical UUIDv7.
    [[nodiscard]] QString uuid(QLatin1StringView name);
    [[nodiscard]] std::vector<QString> texts(QLatin1StringView name);
    /// Any value; null kinds included.
    [[nodiscard]] Value value(QLatin1StringView name);
    /// The value where the member is present (for optional members of requests; signed payloads have none).
    [[nodiscard]] std::optional<Value> optional(QLatin1StringView name);

    /// Reads a member with `parse(const Value &, const QString &pointer) -> Expected<T>`.
    template <typename Parse>
    [[nodiscard]] auto with(QLatin1StringView name, Parse parse) ->
        typename std::invoke_result_t<Parse, const Value &, const QString &>::value_type
    {
        using T = typename std::invoke_result_t<Parse, const Value &, const QString &>::value_type;
        const Value member = value(name);
        if (hasFailed())
            return T{};
        auto result = parse(member, pointerTo(name));
        if (result)
            return std::move(*result);
        fail(result.error());
        return T{};
    }

    /// Reads an array, each element with `parse` as above.
    template <typename Parse>
    [[nodiscard]] auto list(QLatin1StringView name, Parse parse)
        -> std::vector<typename std::invoke_result_t<Parse, const Value &, const QString &>::value_type>
    {
        std::vector<typename std::invoke_result_t<Parse, const Value &, const QString &>::value_type> result;
        const Value *const items = arrayOf(name);
        if (!items)
            return result;
        result.reserve(items->array().size());
        const QString pointer = pointerTo(name) + QLatin1Char('/');
        for (std::size_t i = 0; i < items->array().size(); ++i) {
            auto item = parse(items->array()[i], pointer + QString::number(i));
            if (!item) {
                fail(item.error());
                return {};
            }
            result.push_back(std::move(*item));
        }
        return result;
    }

    /// Keeps this problem if none was kept before.
    void fail(Problem problem);
    [[nodiscard]] bool hasFailed() const { return m_problem.has_value(); }
    [[nodiscard]] QString pointerTo(QLatin1StringView name) const;

    /// The first problem, or UnknownMember for a member that was not read.
    [[nodiscard]] Expected<void> finish();

private:
    [[nodiscard]] const Value *member(QLatin1StringView name);
    [[nodiscard]] const Value *take(QLatin1StringView name, Value::Kind kind, QLatin1StringView kindName);
    [[nodiscard]] const Value *takeOrNull(QLatin1StringView name, Value::Kind kind, QLatin1StringView kindName);
    [[nodiscard]] const Value *arrayOf(QLatin1StringView name);
    [[nodiscard]] qint64 inRange(qint64 number, QLatin1StringView name, qint64 least, qint64 most);
    [[nodiscard]] QByteArray decoded(const QString &text, QLatin1StringView name, qsizetype size);

    Value m_value;
    QString m_pointer;
    std::vector<bool> m_read; ///< by place in the object
    std::optional<Problem> m_problem;
};

} // namespace enigm::json

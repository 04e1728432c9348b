#pragma once

#include "contract/json/JsonValue.h"
#include "contract/problems/Problem.h"
#include "control-plane/http/Request.h"
#include "control-plane/store/LogId.h"

#include <QString>
#include <QStringList>

#include <algorithm>
#include <functional>
#include <optional>
#include <vector>

namespace enigm::controlplane::api {

/// Bytes of a body that hands in an attestation: ten certificates of 16 KiB each, as base64url, and what goes with
/// them.
inline constexpr qsizetype mostClaim = 256 * 1024;

/// The strictly parsed JSON body.
[[nodiscard]] Expected<json::Value> bodyOf(const http::Request &request);

/// Refuses every query parameter and every member of the body: for a request that says all by where it is sent.
[[nodiscard]] Expected<void> checkEmpty(const http::Request &request);

/// The log that the path names: NotFound for another word.
[[nodiscard]] Expected<store::LogId> logOf(const http::Request &request);
[[nodiscard]] QString logWord(store::LogId log);

/// A decimal integer that must be there: MissingMember, OutOfRange.
[[nodiscard]] Expected<qint64> requiredInteger(const http::Query &query, const QString &name, qint64 least);

/// `limit` of a page.
[[nodiscard]] Expected<int> limitOf(const http::Query &query);

/// The words of a comma separated list, each once, by `parse`; none where the parameter is absent. OutOfRange.
template <typename T>
[[nodiscard]] Expected<std::vector<T>> wordsOf(const http::Query &query, const QString &name,
                                               const std::function<std::optional<T>(QStringView)> &parse)
{
    std::vector<T> values;
    const auto text = query.value(name);
    if (!text)
        return values;
    for (const QString &word : text->split(QLatin1Char(','))) {
        const std::optional<T> value = parse(word);
        if (!value || std::find(values.begin(), values.end(), *value) != values.end())
            return refuse(ProblemType::OutOfRange, QStringLiteral("A list of different known words is expected."),
                          name);
        values.push_back(*value);
    }
    return values;
}

} // namespace enigm::controlplane::api

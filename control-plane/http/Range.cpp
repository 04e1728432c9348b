#include "control-plane/http/Range.h"

#include <algorithm>
#include <limits>
#include <optional>

namespace enigm::controlplane::http {

namespace {

constexpr qsizetype mostDigits = 18;

/// 1*DIGIT; what no file is as long as is the highest number.
std::optional<qint64> numberOf(const QByteArray &text)
{
    if (text.isEmpty() || !std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; }))
        return std::nullopt;
    return text.size() > mostDigits ? std::numeric_limits<qint64>::max() : text.toLongLong();
}

/// The last `count` bytes.
Range suffix(qint64 count, qint64 size)
{
    if (count == 0 || size == 0)
        return {.kind = Range::Kind::Unsatisfiable};
    const qint64 length = std::min(count, size);
    return {.kind = Range::Kind::One, .begin = size - length, .length = length};
}

} // namespace

Range Range::parse(const QByteArray &field, qint64 size)
{
    const qsizetype equals = field.indexOf('=');
    if (equals < 0 || field.first(equals).toLower() != "bytes")
        return {};
    const QByteArray spec = field.sliced(equals + 1).trimmed();
    const qsizetype dash = spec.indexOf('-');
    if (dash < 0)
        return {};
    const auto last = numberOf(spec.sliced(dash + 1));
    if (dash == 0)
        return last ? suffix(*last, size) : Range{};
    const auto first = numberOf(spec.first(dash));
    if (!first || (!last && dash + 1 != spec.size()) || (last && *last < *first))
        return {};
    if (*first >= size)
        return {.kind = Kind::Unsatisfiable};
    return {.kind = Kind::One, .begin = *first, .length = std::min(last.value_or(size - 1), size - 1) - *first + 1};
}

} // namespace enigm::controlplane::http

#include "control-plane/http/Target.h"

#include <QByteArray>
#include <QStringDecoder>

#include <algorithm>

namespace enigm::controlplane::http {

using namespace Qt::StringLiterals;

namespace {

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

/// pchar of RFC 3986 without the escape, and the slash.
bool isPathByte(char c)
{
    constexpr QByteArrayView others = "-._~!$&'()*+,;=:@/";
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || others.contains(c);
}

std::unexpected<Problem> malformed(QString detail)
{
    return refuse(ProblemType::MalformedRequest, std::move(detail), u"target"_s);
}

Expected<QByteArray> unescape(QByteArrayView text, bool inQuery)
{
    QByteArray bytes;
    bytes.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c != '%') {
            if (!isPathByte(c) && !(inQuery && c == '?'))
                return malformed(u"The target holds a byte that a URI cannot hold."_s);
            bytes.append(c);
            continue;
        }
        const int high = i + 2 < text.size() ? hexDigit(text[i + 1]) : -1;
        const int low = i + 2 < text.size() ? hexDigit(text[i + 2]) : -1;
        if (high < 0 || low < 0)
            return malformed(u"A percent sign is not followed by two hexadecimal digits."_s);
        const int value = high * 16 + low;
        if (value < 0x20 || value == 0x7f || (!inQuery && value == '/'))
            return malformed(u"An escape stands for a character that is not taken here."_s);
        bytes.append(static_cast<char>(value));
        i += 2;
    }
    return bytes;
}

Expected<QString> decode(QByteArrayView text, bool inQuery)
{
    const Expected<QByteArray> bytes = unescape(text, inQuery);
    if (!bytes)
        return std::unexpected(bytes.error());
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    QString decoded = decoder(*bytes);
    if (decoder.hasError())
        return malformed(u"The target is not UTF-8."_s);
    return decoded;
}

Expected<std::vector<QString>> parsePath(QByteArrayView text)
{
    std::vector<QString> path;
    if (text == "/")
        return path;
    qsizetype start = 1;
    while (start <= text.size()) {
        qsizetype end = text.indexOf('/', start);
        if (end < 0)
            end = text.size();
        Expected<QString> segment = decode(text.sliced(start, end - start), false);
        if (!segment)
            return std::unexpected(segment.error());
        if ((segment->isEmpty() && end < text.size()) || *segment == "."_L1 || *segment == ".."_L1)
            return malformed(u"The path has an empty segment or one that is made of dots."_s);
        path.push_back(std::move(*segment));
        start = end + 1;
    }
    return path;
}

} // namespace

Expected<Query> Query::parse(QByteArrayView text)
{
    Query query;
    for (qsizetype start = 0; start < text.size();) {
        qsizetype end = text.indexOf('&', start);
        if (end < 0)
            end = text.size();
        const QByteArrayView pair = text.sliced(start, end - start);
        const qsizetype equals = pair.indexOf('=');
        if (equals <= 0 || end == text.size() - 1)
            return malformed(u"The query is not made of name=value pairs."_s);
        Expected<QString> name = decode(pair.first(equals), true);
        if (!name)
            return std::unexpected(name.error());
        Expected<QString> value = decode(pair.sliced(equals + 1), true);
        if (!value)
            return std::unexpected(value.error());
        if (query.value(*name))
            return refuse(ProblemType::DuplicateMember, u"A query parameter is given twice."_s, *name);
        query.m_pairs.emplace_back(std::move(*name), std::move(*value));
        start = end + 1;
    }
    return query;
}

std::optional<QString> Query::value(QStringView name) const
{
    const auto found = std::ranges::find_if(m_pairs, [&](const auto &pair) { return pair.first == name; });
    return found == m_pairs.end() ? std::nullopt : std::optional(found->second);
}

Expected<void> Query::only(std::initializer_list<QStringView> known) const
{
    for (const auto &[name, value] : m_pairs) {
        if (std::ranges::find(known, QStringView(name)) == known.end())
            return refuse(ProblemType::UnknownMember, u"The query parameter is not known here."_s, name);
    }
    return {};
}

Expected<qint64> Query::integer(QStringView name, qint64 least, qint64 most, qint64 fallback) const
{
    const std::optional<QString> text = value(name);
    if (!text)
        return fallback;
    bool ok = false;
    const qint64 number = text->toLongLong(&ok);
    if (!ok || QString::number(number) != *text || number < least || number > most) {
        return refuse(ProblemType::OutOfRange,
                      u"The query parameter must be an integer from %1 to %2."_s.arg(least).arg(most), name.toString());
    }
    return number;
}

Expected<Target> Target::parse(QByteArrayView text)
{
    if (!text.startsWith('/'))
        return malformed(u"The target must be a path that begins with a slash."_s);
    const qsizetype mark = text.indexOf('?');
    Expected<std::vector<QString>> path = parsePath(mark < 0 ? text : text.first(mark));
    if (!path)
        return std::unexpected(path.error());
    Expected<Query> query = mark < 0 ? Query() : Query::parse(text.sliced(mark + 1));
    if (!query)
        return std::unexpected(query.error());
    return Target{.path = std::move(*path), .query = std::move(*query)};
}

} // namespace enigm::controlplane::http

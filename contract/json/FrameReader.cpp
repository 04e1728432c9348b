#include "contract/json/FrameReader.h"

#include "contract/encoding/Base64Url.h"
#include "contract/json/JsonParser.h"
#include "contract/json/TextReader.h"

#include <cstring>

using namespace Qt::StringLiterals;

namespace enigm::json {

namespace {

constexpr qint64 largestInteger = (qint64(1) << 53) - 1;
constexpr int mostDigits = 16;

const char *find(const char *begin, const char *end, char wanted)
{
    return begin == end ? nullptr
                        : static_cast<const char *>(std::memchr(begin, wanted, static_cast<std::size_t>(end - begin)));
}

} // namespace

FrameReader::FrameReader(QByteArrayView bytes)
    : m_begin(bytes.begin())
    , m_at(bytes.begin())
    , m_end(bytes.end())
{}

void FrameReader::expect(QByteArrayView literal)
{
    if (hasFailed())
        return;
    if (!rest().startsWith(literal)) {
        fail(ProblemType::NotCanonical, u"Here %1 is expected."_s.arg(QString::fromUtf8(literal)));
        return;
    }
    m_at += literal.size();
}

bool FrameReader::passes(QByteArrayView literal)
{
    const bool isHere = !hasFailed() && rest().startsWith(literal);
    if (isHere)
        m_at += literal.size();
    return isHere;
}

bool FrameReader::hasNext(std::size_t count)
{
    if (hasFailed())
        return false;
    if (passes("]"))
        return false;
    if (count > 0)
        expect(",");
    return !hasFailed();
}

QByteArrayView FrameReader::plainText(qsizetype most)
{
    expect("\"");
    const QByteArrayView characters = pass(endOfPlain(m_at, m_end), most);
    expect("\"");
    return hasFailed() ? QByteArrayView() : characters;
}

QByteArray FrameReader::bytes(qsizetype size)
{
    const QByteArrayView characters = plainText(2 * size + 2);
    if (hasFailed())
        return {};
    auto decoded = encoding::fromBase64Url(characters);
    if (!decoded || decoded->size() != size) {
        fail(ProblemType::MalformedEncoding, u"Exact base64url of %1 bytes is expected."_s.arg(size));
        return {};
    }
    return std::move(*decoded);
}

QByteArray FrameReader::text(qsizetype most)
{
    const char *const quote = rest().startsWith('"') ? endOfString(m_at + 1) : nullptr;
    if (!quote) {
        fail(ProblemType::MalformedJson, u"A text is expected."_s);
        return {};
    }
    const QByteArrayView whole = pass(quote + 1, most);
    const auto value = hasFailed() ? refuse(ProblemType::MalformedJson) : parse(whole);
    if (!value || canonical(*value) != whole) {
        fail(ProblemType::NotCanonical, u"A text in its one spelling is expected."_s);
        return {};
    }
    return value->text().toUtf8();
}

QByteArrayView FrameReader::object(qsizetype most)
{
    const char *const end = rest().startsWith('{') ? endOfObject() : nullptr;
    if (!end)
        fail(ProblemType::MalformedJson, u"An object is expected."_s);
    return pass(end, most);
}

QByteArrayView FrameReader::pass(const char *end, qsizetype most)
{
    if (hasFailed())
        return {};
    if (end - m_at > most) {
        fail(ProblemType::TooLarge, u"Here at most %1 bytes are taken."_s.arg(most));
        return {};
    }
    const QByteArrayView part(m_at, end);
    m_at = end;
    return part;
}

qint64 FrameReader::integer()
{
    const char *const begin = m_at;
    qint64 number = 0;
    while (!hasFailed() && m_at != m_end && *m_at >= '0' && *m_at <= '9' && m_at - begin < mostDigits)
        number = number * 10 + (*m_at++ - '0');
    if (m_at == begin || (*begin == '0' && m_at - begin > 1) || number > largestInteger) {
        fail(ProblemType::OutOfRange, u"A whole number is expected."_s);
        return 0;
    }
    return number;
}

void FrameReader::fail(ProblemType type, QString detail)
{
    if (!m_problem)
        m_problem = Problem{type, std::move(detail), u"offset %1"_s.arg(m_at - m_begin)};
}

Expected<void> FrameReader::finish()
{
    if (!m_problem && m_at != m_end)
        fail(ProblemType::NotCanonical, u"Nothing may follow."_s);
    if (m_problem)
        return std::unexpected(*m_problem);
    return {};
}

const char *FrameReader::endOfString(const char *begin) const
{
    for (const char *from = begin;;) {
        const char *const quote = find(from, m_end, '"');
        if (!quote)
            return nullptr;
        const char *escapes = quote;
        while (escapes != from && *(escapes - 1) == '\\')
            --escapes;
        if ((quote - escapes) % 2 == 0)
            return quote;
        from = quote + 1;
    }
}

const char *FrameReader::endOfObject() const
{
    qsizetype depth = 0;
    for (const char *at = m_at; at != m_end; ++at) {
        switch (*at) {
        case '{':
        case '[':
            ++depth;
            break;
        case '}':
        case ']':
            if (--depth == 0)
                return at + 1;
            break;
        case '"':
            at = endOfString(at + 1);
            if (!at)
                return nullptr;
            break;
        default:
            break;
        }
    }
    return nullptr;
}

} // namespace enigm::json

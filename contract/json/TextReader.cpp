#include "contract/json/TextReader.h"

#include "contract/encoding/SafeText.h"

#include <QVarLengthArray>

#include <array>
#include <cstring>

using namespace Qt::StringLiterals;

namespace enigm::json {

namespace {

constexpr quint64 everyByte(quint8 byte)
{
    return 0x0101'0101'0101'0101U * byte;
}

/// Whether one of eight bytes is a control character, a quote, a backslash, DEL or beyond ASCII.
bool holdsSpecial(quint64 block)
{
    const auto holdsZero = [](quint64 bytes) { return (bytes - everyByte(0x01)) & ~bytes & everyByte(0x80); };
    return (((block - everyByte(0x20)) & ~block & everyByte(0x80)) | (block & everyByte(0x80)) |
            holdsZero(block ^ everyByte('"')) | holdsZero(block ^ everyByte('\\')) |
            holdsZero(block ^ everyByte(0x7f))) != 0;
}

bool isSpecial(char character)
{
    const auto byte = static_cast<unsigned char>(character);
    return byte < 0x20 || byte >= 0x7f || byte == '"' || byte == '\\';
}

} // namespace

const char *endOfPlain(const char *next, const char *end)
{
    quint64 block = 0;
    while (end - next >= qsizetype(sizeof block)) {
        std::memcpy(&block, next, sizeof block);
        if (holdsSpecial(block))
            break;
        next += sizeof block;
    }
    while (next < end && !isSpecial(*next))
        ++next;
    return next;
}

/// The UTF-16 units read so far.
class TextReader::Units
{
public:
    void append(const char *begin, const char *end) // of ASCII
    {
        for (; begin < end; ++begin)
            m_units.append(QLatin1Char(*begin));
    }
    void append(char32_t codePoint)
    {
        const auto units = QChar::fromUcs4(codePoint);
        for (const QChar unit : QStringView(units))
            m_units.append(unit);
    }
    [[nodiscard]] QString text() const { return QString(m_units.data(), m_units.size()); }

private:
    QVarLengthArray<QChar, 256> m_units;
};

std::expected<QString, TextProblem> TextReader::read()
{
    const char *const begin = m_next;
    m_next = endOfPlain(m_next, m_end);
    if (m_next < m_end && *m_next == '"')
        return QString::fromLatin1(begin, m_next++ - begin);
    return readAnything(begin);
}

std::expected<QString, TextProblem> TextReader::readAnything(const char *begin)
{
    Units units;
    const char *plain = begin;
    std::expected<void, TextProblem> good;
    while (good && m_next < m_end && *m_next != '"') {
        units.append(plain, m_next);
        const auto byte = static_cast<unsigned char>(*m_next);
        if (byte < 0x20)
            return refuseHere(ProblemType::MalformedJson, u"A control character in a string must be escaped"_s);
        if (byte == '\\') {
            good = readEscape(units);
        } else if (byte == 0x7f) {
            units.append(U'\x7f');
            ++m_next;
        } else {
            good = readSequence(units);
        }
        plain = m_next;
        if (good)
            m_next = endOfPlain(m_next, m_end);
    }
    if (!good)
        return std::unexpected(std::move(good.error()));
    if (m_next == m_end)
        return refuseHere(ProblemType::MalformedJson, u"The string does not end"_s);
    units.append(plain, m_next);
    ++m_next;

    QString text = units.text();
    if (m_strictness == Strictness::Signed) {
        if (const auto safe = encoding::checkSafeText(text); !safe)
            return std::unexpected(TextProblem{safe.error(), begin});
    }
    return text;
}

std::expected<void, TextProblem> TextReader::readEscape(Units &units)
{
    if (m_end - m_next < 2)
        return refuseHere(ProblemType::MalformedJson, u"The string ends inside an escape"_s);
    switch (m_next[1]) {
    case '"':
    case '\\':
        units.append(static_cast<char32_t>(m_next[1]));
        break;
    case '/':
        if (m_strictness == Strictness::Signed)
            return refuseHere(ProblemType::NotCanonical, u"The character needs no escape"_s);
        units.append(U'/');
        break;
    case 'b':
        units.append(U'\b');
        break;
    case 'f':
        units.append(U'\f');
        break;
    case 'n':
        units.append(U'\n');
        break;
    case 'r':
        units.append(U'\r');
        break;
    case 't':
        units.append(U'\t');
        break;
    case 'u':
        return readUnicodeEscape(units);
    default:
        return refuseHere(ProblemType::MalformedJson, u"JSON has no such escape"_s);
    }
    m_next += 2;
    return {};
}

std::expected<char16_t, TextProblem> TextReader::readHex4()
{
    constexpr qsizetype size = 6; // \uXXXX
    if (m_end - m_next < size || m_next[0] != '\\' || m_next[1] != 'u')
        return refuseHere(ProblemType::MalformedJson, u"An escape with four hexadecimal digits is expected"_s);
    unsigned int unit = 0;
    for (const char digit : QByteArrayView(m_next + 2, 4)) {
        unsigned int value = 0;
        if (digit >= '0' && digit <= '9')
            value = static_cast<unsigned int>(digit - '0');
        else if (digit >= 'a' && digit <= 'f')
            value = static_cast<unsigned int>(digit - 'a') + 10;
        else if (digit >= 'A' && digit <= 'F' && m_strictness == Strictness::General)
            value = static_cast<unsigned int>(digit - 'A') + 10;
        else
            return refuseHere(ProblemType::MalformedJson, u"An escape with four hexadecimal digits is expected"_s);
        unit = unit * 16 + value;
    }
    m_next += size;
    return static_cast<char16_t>(unit);
}

std::expected<void, TextProblem> TextReader::readUnicodeEscape(Units &units)
{
    const char *const place = m_next;
    const auto first = readHex4();
    if (!first)
        return std::unexpected(first.error());
    if (m_strictness == Strictness::Signed && (*first >= 0x20 || u"\b\f\n\r\t"_s.contains(QChar(*first)))) {
        return std::unexpected(
            TextProblem{{ProblemType::NotCanonical, u"The character has a shorter form"_s, {}}, place});
    }
    char32_t codePoint = *first;
    if (QChar::isHighSurrogate(codePoint)) {
        const auto second = readHex4();
        if (!second)
            return std::unexpected(second.error());
        if (!QChar::isLowSurrogate(*second))
            return std::unexpected(TextProblem{{ProblemType::MalformedJson, u"A surrogate stands alone"_s, {}}, place});
        codePoint = QChar::surrogateToUcs4(*first, *second);
    } else if (QChar::isLowSurrogate(codePoint)) {
        return std::unexpected(TextProblem{{ProblemType::MalformedJson, u"A surrogate stands alone"_s, {}}, place});
    }
    units.append(codePoint);
    return {};
}

std::expected<void, TextProblem> TextReader::readSequence(Units &units)
{
    struct Form
    {
        unsigned int mask, lead;
        qsizetype size;
        char32_t least; // what is smaller has a shorter form
    };
    static constexpr auto forms =
        std::to_array<Form>({{0xe0, 0xc0, 2, 0x80}, {0xf0, 0xe0, 3, 0x800}, {0xf8, 0xf0, 4, 0x1'0000}});

    const auto lead = static_cast<unsigned char>(*m_next);
    for (const Form &form : forms) {
        if ((lead & form.mask) != form.lead)
            continue;
        if (m_end - m_next < form.size)
            break;
        char32_t codePoint = lead & ~form.mask & 0xffU;
        bool continues = true;
        for (qsizetype i = 1; i < form.size; ++i) {
            const auto byte = static_cast<unsigned char>(m_next[i]);
            continues = continues && (byte & 0xc0U) == 0x80;
            codePoint = (codePoint << 6) | (byte & 0x3fU);
        }
        if (!continues || codePoint < form.least || codePoint > QChar::LastValidCodePoint ||
            QChar::isSurrogate(codePoint)) {
            break;
        }
        units.append(codePoint);
        m_next += form.size;
        return {};
    }
    return refuseHere(ProblemType::MalformedJson, u"The text is not UTF-8"_s);
}

std::unexpected<TextProblem> TextReader::refuseHere(ProblemType type, QString detail) const
{
    return std::unexpected(TextProblem{{type, std::move(detail), {}}, m_next});
}

} // namespace enigm::json

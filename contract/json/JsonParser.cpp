#include "contract/json/JsonParser.h"

#include "contract/json/TextReader.h"

#include <charconv>

using namespace Qt::StringLiterals;

namespace enigm::json {

namespace {

constexpr qint64 largestInteger = qint64(1) << 53;

constexpr bool isDigit(char character)
{
    return character >= '0' && character <= '9';
}

constexpr bool isSpace(char character)
{
    return character == ' ' || character == '\t' || character == '\n' || character == '\r';
}

/// One pass over the bytes; a depth-limited descent. The first problem ends it.
class Parser
{
public:
    Parser(QByteArrayView text, const Limits &limits, Strictness strictness)
        : m_begin(text.begin())
        , m_next(text.begin())
        , m_end(text.end())
        , m_limits(limits)
        , m_strictness(strictness)
    {}

    [[nodiscard]] Expected<Value> run();

private:
    [[nodiscard]] bool isSigned() const { return m_strictness == Strictness::Signed; }
    [[nodiscard]] bool readValue(Value &value);
    [[nodiscard]] bool readArray(Value &value);
    [[nodiscard]] bool readObject(Value &value);
    [[nodiscard]] bool readMember(std::vector<Object::Member> &members, bool &sorted);
    [[nodiscard]] bool readText(QString &text);
    [[nodiscard]] bool readNumber(Value &value);
    [[nodiscard]] bool readDigits();
    [[nodiscard]] bool takeDouble(Value &value, const char *begin);
    [[nodiscard]] bool readWord(QByteArrayView word);
    [[nodiscard]] bool skipSpace();
    [[nodiscard]] bool enter();
    /// At a comma: true and past it. At `close`: ends the list.
    [[nodiscard]] bool more(char close, bool &ended);
    bool fail(ProblemType type, QString detail, const char *place);
    bool fail(ProblemType type, QString detail) { return fail(type, std::move(detail), m_next); }
    [[nodiscard]] bool isAt(char character) const { return m_next < m_end && *m_next == character; }

    const char *const m_begin;
    const char *m_next;
    const char *const m_end;
    const Limits m_limits;
    const Strictness m_strictness;
    int m_depth = 0;
    std::optional<Problem> m_problem;
};

Expected<Value> Parser::run()
{
    if (m_end - m_begin > m_limits.bytes)
        return refuse(ProblemType::TooLarge, u"The JSON text is longer than %1 bytes"_s.arg(m_limits.bytes));
    Value value;
    bool good = skipSpace() && readValue(value) && skipSpace();
    if (good && m_next != m_end)
        good = fail(ProblemType::MalformedJson, u"Nothing may follow the value"_s);
    if (!good)
        return std::unexpected(std::move(*m_problem));
    return value;
}

bool Parser::readValue(Value &value)
{
    if (m_next == m_end)
        return fail(ProblemType::MalformedJson, u"The text ends where a value is expected"_s);
    switch (*m_next) {
    case '{':
        return readObject(value);
    case '[':
        return readArray(value);
    case '"': {
        QString text;
        if (!readText(text))
            return false;
        value = Value(std::move(text));
        return true;
    }
    case 't':
        value = Value(true);
        return readWord("true");
    case 'f':
        value = Value(false);
        return readWord("false");
    case 'n':
        value = Value();
        return readWord("null");
    default:
        return readNumber(value);
    }
}

bool Parser::readArray(Value &value)
{
    if (!enter())
        return false;
    Array items;
    bool ended = isAt(']');
    while (!ended) {
        if (!skipSpace() || !readValue(items.emplace_back()) || !more(']', ended))
            return false;
    }
    ++m_next;
    --m_depth;
    value = Value(std::move(items));
    return true;
}

bool Parser::readObject(Value &value)
{
    const char *const begin = m_next;
    if (!enter())
        return false;
    std::vector<Object::Member> members;
    bool sorted = true;
    bool ended = isAt('}');
    if (!ended)
        members.reserve(8);
    while (!ended) {
        if (!readMember(members, sorted) || !more('}', ended))
            return false;
    }
    ++m_next;
    --m_depth;
    if (sorted) {
        value = Value(Object::fromSorted(std::move(members)));
        return true;
    }
    auto object = Object::fromMembers(std::move(members));
    if (!object)
        return fail(ProblemType::DuplicateMember, u"The object names a member twice"_s, begin);
    value = Value(std::move(*object));
    return true;
}

bool Parser::readMember(std::vector<Object::Member> &members, bool &sorted)
{
    if (!skipSpace())
        return false;
    const char *const begin = m_next;
    if (!isAt('"'))
        return fail(ProblemType::MalformedJson, u"The name of a member is expected"_s);
    Object::Member &member = members.emplace_back();
    if (!readText(member.name))
        return false;
    if (members.size() > 1) {
        const int order = members[members.size() - 2].name.compare(member.name);
        if (order == 0)
            return fail(ProblemType::DuplicateMember, u"The object names a member twice"_s, begin);
        if (order > 0 && isSigned())
            return fail(ProblemType::NotCanonical, u"The members are not sorted by name"_s, begin);
        sorted = sorted && order < 0;
    }
    if (!skipSpace())
        return false;
    if (!isAt(':'))
        return fail(ProblemType::MalformedJson, u"A colon is expected"_s);
    ++m_next;
    return skipSpace() && readValue(member.value);
}

bool Parser::more(char close, bool &ended)
{
    if (!skipSpace())
        return false;
    ended = isAt(close);
    if (ended)
        return true;
    if (!isAt(','))
        return fail(ProblemType::MalformedJson, u"A comma or an end is expected"_s);
    ++m_next;
    return true;
}

bool Parser::enter()
{
    if (m_depth >= m_limits.depth)
        return fail(ProblemType::MalformedJson, u"The text is nested deeper than %1"_s.arg(m_limits.depth));
    ++m_depth;
    ++m_next;
    return skipSpace();
}

bool Parser::readText(QString &text)
{
    TextReader reader(m_next + 1, m_end, m_strictness);
    auto result = reader.read();
    if (!result)
        return fail(result.error().problem.type, std::move(result.error().problem.detail), result.error().place);
    text = std::move(*result);
    m_next = reader.next();
    return true;
}

bool Parser::readDigits()
{
    if (m_next == m_end || !isDigit(*m_next))
        return fail(ProblemType::MalformedJson, u"A value is expected"_s);
    while (m_next < m_end && isDigit(*m_next))
        ++m_next;
    return true;
}

bool Parser::readNumber(Value &value)
{
    const char *const begin = m_next;
    if (isAt('-'))
        ++m_next;
    const bool leadingZero = isAt('0');
    const char *const digits = m_next;
    if (!readDigits())
        return false;
    if (leadingZero && m_next - digits > 1)
        return fail(ProblemType::MalformedJson, u"A number has no leading zeros"_s, begin);
    if (!isAt('.') && !isAt('e') && !isAt('E')) {
        qint64 number = 0;
        const bool fits = std::from_chars(begin, m_next, number).ec == std::errc();
        if (fits && number >= -largestInteger && number <= largestInteger && !(number == 0 && *begin == '-')) {
            value = Value(number);
            return true;
        }
        return takeDouble(value, begin);
    }
    if (isAt('.')) {
        ++m_next;
        if (!readDigits())
            return false;
    }
    if (isAt('e') || isAt('E')) {
        ++m_next;
        if (isAt('+') || isAt('-'))
            ++m_next;
        if (!readDigits())
            return false;
    }
    return takeDouble(value, begin);
}

bool Parser::takeDouble(Value &value, const char *begin)
{
    double number = 0;
    if (std::from_chars(begin, m_next, number).ec != std::errc())
        return fail(ProblemType::OutOfRange, u"No double holds the number"_s, begin);
    value = Value(number);
    if (!isSigned())
        return true;
    if (canonical(value) != QByteArrayView(begin, m_next))
        return fail(ProblemType::NotCanonical, u"The number is not in its canonical form"_s, begin);
    return fail(ProblemType::OutOfRange, u"Only whole numbers up to 2^53 are signed"_s, begin);
}

bool Parser::readWord(QByteArrayView word)
{
    if (!QByteArrayView(m_next, m_end).startsWith(word))
        return fail(ProblemType::MalformedJson, u"A value is expected"_s);
    m_next += word.size();
    return true;
}

bool Parser::skipSpace()
{
    if (m_next == m_end || !isSpace(*m_next))
        return true;
    if (isSigned())
        return fail(ProblemType::NotCanonical, u"The canonical form has no white space"_s);
    while (m_next < m_end && isSpace(*m_next))
        ++m_next;
    return true;
}

bool Parser::fail(ProblemType type, QString detail, const char *place)
{
    m_problem = Problem{type, std::move(detail), u"offset %1"_s.arg(place - m_begin)};
    return false;
}

} // namespace

Expected<Value> parse(QByteArrayView text, const Limits &limits)
{
    return Parser(text, limits, Strictness::General).run();
}

Expected<Value> parseSigned(QByteArrayView text, const Limits &limits)
{
    return Parser(text, limits, Strictness::Signed).run();
}

} // namespace enigm::json

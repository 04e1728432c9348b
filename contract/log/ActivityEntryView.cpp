#include "contract/log/ActivityEntryView.h"

#include "contract/encoding/Base64Url.h"

#include <array>
#include <cstring>

using namespace Qt::StringLiterals;

namespace enigm::log {

namespace {

enum CharacterClass : unsigned char {
    LowerOrDigit = 1, ///< a-z 0-9
    Bech32 = 2,       ///< BIP 173 data characters
    Base64Url = 4,
    Base64UrlLast = 8, ///< last of 43 characters that hold 32 bytes: its two lowest bits are unused and must be zero
    Hex = 16,
};

constexpr auto characterClasses = [] {
    std::array<unsigned char, 256> table{};
    const auto add = [&table](std::string_view characters, CharacterClass characterClass) {
        for (const char c : characters)
            table[static_cast<unsigned char>(c)] |= characterClass;
    };
    constexpr std::string_view lower = "abcdefghijklmnopqrstuvwxyz";
    constexpr std::string_view digits = "0123456789";
    constexpr std::string_view base64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    add(lower, LowerOrDigit);
    add(digits, LowerOrDigit);
    add("qpzry9x8gf2tvdw0s3jn54khce6mua7l", Bech32);
    add(base64, Base64Url);
    for (std::size_t i = 0; i < base64.size(); i += 4)
        add(base64.substr(i, 1), Base64UrlLast);
    add("0123456789abcdef", Hex);
    return table;
}();

bool is(char c, CharacterClass characterClass)
{
    return (characterClasses[static_cast<unsigned char>(c)] & characterClass) != 0;
}

bool areAll(QByteArrayView text, CharacterClass characterClass)
{
    unsigned all = characterClass;
    for (const char c : text)
        all &= characterClasses[static_cast<unsigned char>(c)];
    return all != 0;
}

constexpr qsizetype handleLength = 34;
constexpr qsizetype digestLength = 43;

bool isHandle(QByteArrayView text)
{
    return text.size() == handleLength && text.startsWith("edh1") && areAll(text.sliced(4), Bech32);
}

bool isUuid7(QByteArrayView text)
{
    if (text.size() != 36 || text[14] != '7' || !std::strchr("89ab", text[19]))
        return false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool isHyphen = i == 8 || i == 13 || i == 18 || i == 23;
        if (isHyphen ? text[i] != '-' : !is(text[i], Hex))
            return false;
    }
    return true;
}

bool isActor(QByteArrayView text)
{
    return isUuid7(text) || isHandle(text) || text == "control-plane" || text == "unauthenticated";
}

/// Lower-case words, each beginning with a letter or digit, joined by one '.' or '-'.
bool isActionWord(QByteArrayView text)
{
    bool afterJoint = true;
    for (const char c : text) {
        const bool isJoint = c == '.' || c == '-';
        if (isJoint ? afterJoint : !is(c, LowerOrDigit))
            return false;
        afterJoint = isJoint;
    }
    return !afterJoint && text.size() <= ActivityEntry::maxActionLength;
}

/// Walks over the bytes; the first thing out of place stops it.
class Scanner
{
public:
    explicit Scanner(QByteArrayView leaf)
        : m_at(leaf.begin())
        , m_end(leaf.end())
    {}

    /// Opens the next member: `text` is all that stands before its value.
    bool literal(QByteArrayView text, const char *member)
    {
        m_member = member;
        if (m_end - m_at < text.size() || std::memcmp(m_at, text.data(), static_cast<std::size_t>(text.size())) != 0)
            return false;
        m_at += text.size();
        return true;
    }

    /// The characters up to the next quote, which is passed. Nothing that may stand there needs an escape.
    bool text(QByteArrayView &result)
    {
        const auto *const quote =
            static_cast<const char *>(std::memchr(m_at, '"', static_cast<std::size_t>(m_end - m_at)));
        if (!quote)
            return false;
        result = QByteArrayView(m_at, quote);
        m_at = quote + 1;
        return true;
    }

    bool integer(qint64 &result)
    {
        constexpr qint64 most = (qint64(1) << 53) - 1;
        const char *const begin = m_at;
        result = 0;
        while (m_at != m_end && *m_at >= '0' && *m_at <= '9' && m_at - begin <= 16)
            result = result * 10 + (*m_at++ - '0');
        return m_at != begin && (*begin != '0' || m_at - begin == 1) && result <= most;
    }

    /// null, or a quoted digest.
    bool digestOrNull(QByteArrayView &result)
    {
        if (m_end - m_at >= 4 && std::memcmp(m_at, "null", 4) == 0) {
            m_at += 4;
            return true;
        }
        if (m_end - m_at < digestLength + 2 || *m_at != '"' || m_at[digestLength + 1] != '"')
            return false;
        result = QByteArrayView(m_at + 1, digestLength);
        m_at += digestLength + 2;
        return areAll(result.first(digestLength - 1), Base64Url) && is(result.back(), Base64UrlLast);
    }

    /// Sorted handles up to the closing bracket, which is left.
    bool handles(QByteArrayView &result, qsizetype &count)
    {
        const char *const begin = m_at;
        QByteArrayView previous;
        while (m_at != m_end && *m_at != ']') {
            if (count > 0 && *m_at++ != ',')
                return false;
            if (m_end - m_at < handleLength + 2 || *m_at != '"' || m_at[handleLength + 1] != '"')
                return false;
            const QByteArrayView handle(m_at + 1, handleLength);
            if (!isHandle(handle) || (count > 0 && std::memcmp(previous.data(), handle.data(), handleLength) >= 0))
                return false;
            previous = handle;
            m_at += handleLength + 2;
            ++count;
        }
        result = QByteArrayView(begin, m_at);
        return count <= static_cast<qsizetype>(ActivityEntry::maxHandles);
    }

    template <typename Enum, typename Find>
    bool word(Enum &result, Find find)
    {
        QByteArrayView characters;
        if (!text(characters))
            return false;
        const auto found = find(QLatin1StringView(characters));
        if (found)
            result = *found;
        return found.has_value();
    }

    bool isAtEnd() const { return m_at == m_end; }
    const char *member() const { return m_member; }

private:
    const char *m_at;
    const char *m_end;
    const char *m_member = "";
};

bool scanMembers(Scanner &scanner, ActivityEntryView &entry)
{
    return scanner.literal(R"({"action":")", "/action") && scanner.text(entry.action) && isActionWord(entry.action) &&
           scanner.literal(R"(,"actor":")", "/actor") && scanner.text(entry.actor) && isActor(entry.actor) &&
           scanner.literal(R"(,"body":)", "/body") && scanner.digestOrNull(entry.body) &&
           scanner.literal(R"(,"category":")", "/category") && scanner.word(entry.category, categoryOf) &&
           scanner.literal(R"(,"change":)", "/change") && scanner.digestOrNull(entry.change) &&
           scanner.literal(R"(,"governance_size":)", "/governance_size") && scanner.integer(entry.governanceSize) &&
           scanner.literal(R"(,"handles":[)", "/handles") && scanner.handles(entry.handles, entry.handleCount) &&
           scanner.literal(R"(],"index":)", "/index") && scanner.integer(entry.index) &&
           scanner.literal(R"(,"outcome":")", "/outcome") && scanner.word(entry.outcome, outcomeOf) &&
           scanner.literal(R"(,"resource":")", "/resource") && scanner.word(entry.resource, resourceOf) &&
           scanner.literal(R"(,"time":)", "/time") && scanner.integer(entry.time) &&
           scanner.literal(R"(,"v":1})", "/v") && scanner.isAtEnd();
}

std::optional<QByteArray> digestOf(QByteArrayView text)
{
    if (text.isEmpty())
        return std::nullopt;
    return QByteArray::fromBase64(text.toByteArray(), QByteArray::Base64UrlEncoding);
}

} // namespace

Expected<ActivityEntryView> ActivityEntryView::scan(QByteArrayView leaf)
{
    if (leaf.size() > ActivityEntry::maxLeafBytes)
        return refuse(ProblemType::TooLarge,
                      u"An activity entry has at most %1 bytes."_s.arg(ActivityEntry::maxLeafBytes));
    ActivityEntryView result;
    Scanner scanner(leaf);
    if (!scanMembers(scanner, result))
        return refuse(ProblemType::NotCanonical, u"This is not an activity entry in its one spelling."_s,
                      QString::fromLatin1(scanner.member()));
    return result;
}

QByteArrayView ActivityEntryView::handle(qsizetype at) const
{
    Q_ASSERT(at >= 0 && at < handleCount);
    return handles.sliced(at * (handleLength + 3) + 1, handleLength);
}

ActivityEntry ActivityEntryView::toEntry() const
{
    ActivityEntry result{
        .index = index,
        .time = time,
        .category = category,
        .action = QString::fromLatin1(action),
        .resource = resource,
        .actor = QString::fromLatin1(actor),
        .outcome = outcome,
        .change = digestOf(change),
        .handles = {},
        .governanceSize = governanceSize,
        .body = digestOf(body),
    };
    result.handles.reserve(static_cast<std::size_t>(handleCount));
    for (qsizetype i = 0; i < handleCount; ++i)
        result.handles.push_back(QString::fromLatin1(handle(i)));
    return result;
}

} // namespace enigm::log

#include "control-plane/http/HeadReader.h"

#include <algorithm>
#include <array>

namespace enigm::controlplane::http {

using namespace Qt::StringLiterals;

namespace {

std::unexpected<Problem> malformed(QString detail, QString where = {})
{
    return refuse(ProblemType::MalformedRequest, std::move(detail), std::move(where));
}

bool isAlphanumeric(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// tchar, RFC 9110 section 5.6.2.
bool isToken(QByteArrayView text)
{
    constexpr QByteArrayView marks = "!#$%&'*+-.^_`|~";
    return !text.isEmpty() && std::ranges::all_of(text, [&](char c) { return isAlphanumeric(c) || marks.contains(c); });
}

bool isControl(char c)
{
    return (c >= 0 && c < 0x20) || c == 0x7f;
}

/// Printable ASCII, space and tab: obs-text (RFC 9110 section 5.5) has no agreed reading.
bool isFieldValue(QByteArrayView text)
{
    return std::ranges::all_of(text, [](char c) { return c == '\t' || (c >= 0x20 && c < 0x7f); });
}

QByteArrayView trimmedBlanks(QByteArrayView text)
{
    const auto isBlank = [](char c) { return c == ' ' || c == '\t'; };
    while (!text.isEmpty() && isBlank(text.front()))
        text = text.sliced(1);
    while (!text.isEmpty() && isBlank(text.back()))
        text.chop(1);
    return text;
}

/// uri-host [":" port], RFC 9110 section 7.2, without looking up anything.
bool isAuthority(QByteArrayView text)
{
    constexpr QByteArrayView marks = "-._~!$&'()*+,;=:[]%";
    return !text.isEmpty() && std::ranges::all_of(text, [&](char c) { return isAlphanumeric(c) || marks.contains(c); });
}

/// Fields of which two would leave a choice to the reader.
constexpr auto singletons = std::to_array<QByteArrayView>({
    "host",
    "content-length",
    "content-type",
    "transfer-encoding",
    "expect",
    "authorization",
    "dpop",
    "if-match",
    "idempotency-key",
    "content-encoding",
    "if-range",
    "range",
    "if-none-match",
});

} // namespace

HeadReader::HeadReader(const HeadLimits &limits)
    : m_limits(limits)
{}

HeadReader::Progress HeadReader::refused(const Problem &problem)
{
    m_problem = problem;
    return Progress::Refused;
}

HeadReader::Progress HeadReader::feed(QByteArrayView received)
{
    while (true) {
        const QByteArrayView rest = received.sliced(m_scanned);
        const qsizetype newline = rest.indexOf('\n');
        const qsizetype lineEnd = newline < 0 ? rest.size() : newline + 1;
        // While the request line is not whole it is the target that is too long, not the header section.
        if (!m_hasRequestLine && lineEnd > m_limits.targetBytes + 32)
            return refused({.type = ProblemType::TargetTooLong});
        if (m_scanned + lineEnd > m_limits.bytes)
            return refused({.type = ProblemType::HeadersTooLarge});
        if (newline < 0) {
            const Expected<void> plausible = checkPartialLine(rest);
            return plausible ? Progress::NeedMore : refused(plausible.error());
        }
        if (newline == 0 || rest[newline - 1] != '\r')
            return refused({.type = ProblemType::MalformedRequest,
                            .detail = u"A line does not end with a carriage return and a line feed."_s});
        const QByteArrayView line = rest.first(newline - 1);
        m_scanned += lineEnd;
        if (line.isEmpty() && m_hasRequestLine) {
            const Expected<void> sound = conclude();
            return sound ? Progress::Complete : refused(sound.error());
        }
        if (const Expected<void> read = readLine(line); !read)
            return refused(read.error());
    }
}

Expected<void> HeadReader::checkPartialLine(QByteArrayView partial) const
{
    if (partial.endsWith('\r'))
        partial.chop(1);
    if (std::ranges::any_of(partial, [](char c) { return isControl(c) && c != '\t'; }))
        return malformed(u"The head holds a control character."_s);
    return {};
}

Expected<void> HeadReader::readLine(QByteArrayView line)
{
    if (!m_hasRequestLine) {
        m_hasRequestLine = true;
        return readRequestLine(line);
    }
    return readField(line);
}

Expected<void> HeadReader::readRequestLine(QByteArrayView line)
{
    const qsizetype first = line.indexOf(' ');
    const qsizetype second = first < 0 ? -1 : line.indexOf(' ', first + 1);
    if (second < 0)
        return malformed(u"The request line has no method, target and version."_s);
    const QByteArrayView method = line.first(first);
    const QByteArrayView target = line.sliced(first + 1, second - first - 1);
    const QByteArrayView version = line.sliced(second + 1);
    if (!isToken(method) || method.size() > 16 || target.isEmpty())
        return malformed(u"The request line has no method and target."_s);
    if (target.size() > m_limits.targetBytes)
        return refuse(ProblemType::TargetTooLong);
    if (!std::ranges::all_of(target, [](char c) { return c > 0x20 && c < 0x7f; }))
        return malformed(u"The target holds a byte that a URI cannot hold."_s, u"target"_s);
    if (version != "HTTP/1.1") {
        if (version.size() == 8 && version.startsWith("HTTP/"))
            return refuse(ProblemType::UnsupportedHttpVersion, u"Only HTTP/1.1 is spoken here."_s);
        return malformed(u"The request line does not end with an HTTP version."_s);
    }
    m_head.method = method.toByteArray();
    m_head.target = target.toByteArray();
    return {};
}

Expected<void> HeadReader::readField(QByteArrayView line)
{
    if (line.startsWith(' ') || line.startsWith('\t'))
        return malformed(u"A header field is folded over several lines."_s);
    const qsizetype colon = line.indexOf(':');
    const QByteArrayView name = line.first(std::max<qsizetype>(colon, 0));
    if (!isToken(name))
        return malformed(u"A header field has no name that ends with a colon."_s);
    const QByteArrayView value = trimmedBlanks(line.sliced(colon + 1));
    if (!isFieldValue(value))
        return malformed(u"A header field holds a control character or is not ASCII."_s, QString::fromLatin1(name));
    if (m_head.headers.size() >= static_cast<std::size_t>(m_limits.fields))
        return refuse(ProblemType::HeadersTooLarge, u"There are too many header fields."_s);
    const QByteArray lowered = name.toByteArray().toLower();
    if (std::ranges::find(singletons, QByteArrayView(lowered)) != singletons.end() && m_head.headers.contains(name))
        return malformed(u"A header field that may come once comes twice."_s, QString::fromLatin1(lowered));
    m_head.headers.add(name.toByteArray(), value.toByteArray());
    return {};
}

Expected<void> HeadReader::conclude()
{
    const Headers &headers = m_head.headers;
    const std::optional<QByteArray> host = headers.value("Host");
    if (!host)
        return refuse(ProblemType::MissingHost);
    if (!isAuthority(*host))
        return malformed(u"The Host header names no host."_s, u"host"_s);
    if (const std::optional<QByteArray> expectation = headers.value("Expect")) {
        if (expectation->compare("100-continue", Qt::CaseInsensitive) != 0)
            return refuse(ProblemType::ExpectationFailed, u"Only 100-continue can be expected."_s);
        m_head.expectsContinue = true;
    }
    m_head.wantsClose = headers.listHolds("Connection", "close");
    return concludeFraming();
}

Expected<void> HeadReader::concludeFraming()
{
    const std::optional<QByteArray> length = m_head.headers.value("Content-Length");
    const std::optional<QByteArray> coding = m_head.headers.value("Transfer-Encoding");
    if (length && coding)
        return malformed(u"The request has both a Content-Length and a Transfer-Encoding."_s);
    if (coding) {
        if (coding->compare("chunked", Qt::CaseInsensitive) != 0)
            return malformed(u"The only transfer coding that is taken is chunked."_s, u"transfer-encoding"_s);
        m_head.chunked = true;
    }
    if (length) {
        const bool digits = !length->isEmpty() && length->size() <= 18 &&
                            std::ranges::all_of(*length, [](char c) { return c >= '0' && c <= '9'; });
        if (!digits)
            return malformed(u"The Content-Length is not a number of bytes."_s, u"content-length"_s);
        m_head.contentLength = length->toLongLong();
    }
    return {};
}

} // namespace enigm::controlplane::http

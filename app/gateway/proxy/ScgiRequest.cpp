#include "app/gateway/proxy/ScgiRequest.h"

#include <QByteArray>
#include <QList>

#include <algorithm>
#include <set>

namespace enigm::gateway {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostDigits = 4;

std::unexpected<Problem> malformed(const QString &detail)
{
    return refuse(ProblemType::MalformedRequest, detail);
}

/// The length in front of a netstring; nothing where its colon has not come yet.
Expected<std::optional<qsizetype>> lengthOf(QByteArrayView bytes)
{
    const qsizetype colon = bytes.indexOf(':');
    const QByteArrayView digits = bytes.first(colon < 0 ? bytes.size() : colon);
    const bool isNumber = std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
    if (!isNumber || digits.startsWith('0') || (colon == 0))
        return malformed(u"This is no netstring."_s);
    if (digits.size() > mostDigits)
        return refuse(ProblemType::TooLarge, u"The request is too long."_s);
    if (colon < 0)
        return std::optional<qsizetype>();
    return std::optional<qsizetype>(digits.toByteArray().toLongLong());
}

/// Names and values, each ended by a zero byte. CONTENT_LENGTH comes first, and no name comes twice.
Expected<ScgiRequest> readHeaders(QByteArrayView headers)
{
    if (!headers.endsWith('\0'))
        return malformed(u"A header has no end."_s);
    const QList<QByteArray> parts = headers.chopped(1).toByteArray().split('\0');
    if (parts.size() % 2 != 0)
        return malformed(u"A header has no value."_s);
    if (parts[0] != "CONTENT_LENGTH" || parts[1] != "0")
        return malformed(u"CONTENT_LENGTH is 0 here, and comes first."_s);
    std::set<QByteArray> names;
    ScgiRequest request;
    bool isScgi = false;
    for (qsizetype i = 0; i < parts.size(); i += 2) {
        if (parts[i].isEmpty() || !names.insert(parts[i]).second)
            return malformed(u"A header has no name, or one that another has."_s);
        isScgi = isScgi || (parts[i] == "SCGI" && parts[i + 1] == "1");
        if (parts[i] == "ENIGM_HANDLE")
            request.name = QString::fromLatin1(parts[i + 1]);
    }
    if (!isScgi)
        return malformed(u"The header SCGI is missing."_s);
    return request;
}

} // namespace

Expected<std::optional<ScgiRequest>> ScgiRequest::parse(QByteArrayView bytes)
{
    if (bytes.size() > mostBytes)
        return refuse(ProblemType::TooLarge, u"The request is too long."_s);
    const auto length = lengthOf(bytes);
    if (!length)
        return std::unexpected(length.error());
    if (!*length)
        return std::optional<ScgiRequest>();
    const qsizetype begin = bytes.indexOf(':') + 1;
    const qsizetype whole = begin + **length + 1;
    if (whole > mostBytes)
        return refuse(ProblemType::TooLarge, u"The request is too long."_s);
    if (bytes.size() < whole)
        return std::optional<ScgiRequest>();
    if (bytes.size() > whole || bytes[whole - 1] != ',')
        return malformed(u"The headers end otherwise than they say."_s);
    auto request = readHeaders(bytes.sliced(begin, **length));
    if (!request)
        return std::unexpected(request.error());
    return std::optional(std::move(*request));
}

} // namespace enigm::gateway

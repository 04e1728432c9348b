#include "control-plane/http/WireFormat.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <string_view>

namespace enigm::controlplane::http {

using namespace Qt::StringLiterals;

namespace {

std::string_view reasonOf(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 201:
        return "Created";
    case 202:
        return "Accepted";
    case 204:
        return "No Content";
    case 206:
        return "Partial Content";
    case 304:
        return "Not Modified";
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 408:
        return "Request Timeout";
    case 409:
        return "Conflict";
    case 412:
        return "Precondition Failed";
    case 413:
        return "Content Too Large";
    case 416:
        return "Range Not Satisfiable";
    case 429:
        return "Too Many Requests";
    case 500:
        return "Internal Server Error";
    case 503:
        return "Service Unavailable";
    case 507:
        return "Insufficient Storage";
    default:
        return {}; // the phrase is optional (RFC 9112, section 4)
    }
}

bool isOurs(const QByteArray &name)
{
    static constexpr auto framing = std::to_array<QByteArrayView>(
        {"content-length", "transfer-encoding", "connection", "date", "server", "x-content-type-options"});
    const QByteArray lowered = name.toLower();
    return std::ranges::find(framing, QByteArrayView(lowered)) != framing.end();
}

bool isSafe(const QByteArray &text)
{
    return std::ranges::all_of(text, [](char c) { return c >= 0x20 && c < 0x7f; });
}

void append(std::string &head, QByteArrayView bytes)
{
    head.append(bytes.data(), static_cast<std::size_t>(bytes.size()));
}

void appendField(std::string &head, QByteArrayView name, QByteArrayView value)
{
    append(head, name);
    head += ": ";
    append(head, value);
    head += "\r\n";
}

void appendTwoDigits(std::string &text, unsigned value)
{
    text += static_cast<char>('0' + value / 10 % 10);
    text += static_cast<char>('0' + value % 10);
}

} // namespace

std::string imfFixdate(qint64 unixSeconds)
{
    static constexpr std::string_view days = "SunMonTueWedThuFriSat";
    static constexpr std::string_view months = "JanFebMarAprMayJunJulAugSepOctNovDec";
    const std::chrono::sys_seconds instant{std::chrono::seconds(unixSeconds)};
    const auto day = std::chrono::floor<std::chrono::days>(instant);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss clock(instant - day);
    std::string text(days.substr(std::chrono::weekday(day).c_encoding() * 3, 3));
    text += ", ";
    appendTwoDigits(text, static_cast<unsigned>(date.day()));
    text += ' ';
    text += months.substr((static_cast<unsigned>(date.month()) - 1) * 3, 3);
    text += ' ' + std::to_string(static_cast<int>(date.year())) + ' ';
    appendTwoDigits(text, static_cast<unsigned>(clock.hours().count()));
    text += ':';
    appendTwoDigits(text, static_cast<unsigned>(clock.minutes().count()));
    text += ':';
    appendTwoDigits(text, static_cast<unsigned>(clock.seconds().count()));
    return text + " GMT";
}

std::string chunkOf(QByteArrayView bytes)
{
    std::string chunk = QByteArray::number(bytes.size(), 16).toStdString() + "\r\n";
    append(chunk, bytes);
    return chunk + "\r\n";
}

std::string responseHead(const Response &response, bool close, qint64 unixSeconds)
{
    std::string head;
    head.reserve(512);
    head += "HTTP/1.1 " + std::to_string(response.status) + ' ';
    head += reasonOf(response.status);
    head += "\r\nDate: " + imfFixdate(unixSeconds) + "\r\nX-Content-Type-Options: nosniff\r\n";
    if (!response.headers.contains("Cache-Control"))
        head += "Cache-Control: no-store\r\n";
    for (const Headers::Field &field : response.headers) {
        const bool safe = isSafe(field.name) && isSafe(field.value) && !isOurs(field.name);
        Q_ASSERT(safe);
        if (safe)
            appendField(head, field.name, field.value);
    }
    if (response.stream)
        head += "Transfer-Encoding: chunked\r\n";
    else if (response.file)
        head += "Content-Length: " + std::to_string(response.file->length) + "\r\n";
    else if (response.status != 204 && response.status != 304)
        head += "Content-Length: " + std::to_string(response.body.size()) + "\r\n";
    if (close)
        head += "Connection: close\r\n";
    return head + "\r\n";
}

} // namespace enigm::controlplane::http

#include "simulator/wire/Reply.h"

#include "contract/json/JsonParser.h"

using namespace Qt::StringLiterals;

namespace enigm::simulator {

namespace {

constexpr int ok = 200;
constexpr int noContent = 204;
constexpr int partialContent = 206;
constexpr qsizetype statusPlace = 9; // "HTTP/1.1 200 …"

struct Response
{
    int status = 0;
    QByteArrayView body;
};

std::optional<Response> parseResponse(QByteArrayView response)
{
    const qsizetype end = response.indexOf("\r\n\r\n");
    if (end < 0 || !response.startsWith("HTTP/1.1 "))
        return std::nullopt;
    bool isNumber = false;
    const int status = response.sliced(statusPlace, 3).toByteArray().toInt(&isNumber);
    if (!isNumber)
        return std::nullopt;
    return Response{.status = status, .body = response.sliced(end + 4)};
}

/// Empty where the document has no such text.
QString textOf(const json::Value &document, QLatin1StringView name)
{
    const json::Value *const value =
        document.kind() == json::Value::Kind::Object ? document.object().find(name) : nullptr;
    return value && value->kind() == json::Value::Kind::Text ? value->text() : QString();
}

Reply readRefusal(QByteArrayView body)
{
    const auto value = json::parse(body);
    if (!value)
        return Reply::failed(value.error());
    const auto known = problemTypeOf(textOf(*value, "type"_L1));
    if (!known)
        return Reply::failed({ProblemType::Unavailable, u"The server answered with no known problem."_s});
    return {.outcome = Reply::Outcome::Refused,
            .body = {},
            .problem = Problem{*known, textOf(*value, "detail"_L1), textOf(*value, "where"_L1)}};
}

} // namespace

Reply Reply::failed(Problem problem)
{
    return {.outcome = Outcome::Failed, .body = {}, .problem = std::move(problem)};
}

bool isComplete(QByteArrayView response)
{
    const qsizetype end = response.indexOf("\r\n\r\n");
    if (end < 0)
        return false;
    const QByteArray head = response.first(end).toByteArray().toLower();
    constexpr QByteArrayView name = "\r\ncontent-length:";
    const qsizetype place = head.indexOf(name);
    if (place < 0)
        return false;
    const qsizetype begin = place + name.size();
    const qsizetype line = head.indexOf("\r\n", begin);
    bool isNumber = false;
    const qsizetype size = head.mid(begin, line < 0 ? -1 : line - begin).trimmed().toLongLong(&isNumber);
    return isNumber && size >= 0 && response.size() - (end + 4) >= size;
}

Reply replyOf(int status, QByteArrayView body)
{
    if (status != ok && status != noContent && status != partialContent)
        return readRefusal(body);
    return {.outcome = Reply::Outcome::Answered, .body = body.toByteArray(), .problem = {}, .status = status};
}

Reply readReply(QByteArrayView response)
{
    const auto parsed = parseResponse(response);
    if (!parsed)
        return Reply::failed({ProblemType::Unreachable, u"The connection closed without an answer."_s});
    return replyOf(parsed->status, parsed->body);
}

} // namespace enigm::simulator

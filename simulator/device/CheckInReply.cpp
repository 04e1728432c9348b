#include "simulator/device/CheckInReply.h"

#include "contract/json/JsonParser.h"
#include "contract/json/ObjectReader.h"

using namespace Qt::StringLiterals;

namespace enigm::simulator {

namespace {

constexpr int ok = 200;
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

Expected<fleet::DeviceState> readState(const json::Value &value, const QString &pointer)
{
    const auto state =
        value.kind() == json::Value::Kind::Text ? fleet::deviceStateFromWord(value.text()) : std::nullopt;
    if (!state)
        return refuse(ProblemType::OutOfRange, u"This is not a state of a device."_s, pointer);
    return *state;
}

CheckInResult readAcceptance(const fleet::DeviceHandle &handle, const json::Value &value)
{
    json::ObjectReader reader(value);
    (void)reader.text("governance_checkpoint"_L1);
    (void)reader.integer("time"_L1);
    const QString own = reader.text("handle"_L1);
    const fleet::DeviceState state = reader.with("state"_L1, readState);
    if (const auto done = reader.finish(); !done)
        return CheckInResult::failed(handle, done.error());
    if (own != handle.text())
        return CheckInResult::failed(handle, {ProblemType::EntryMismatch, u"The answer is for another device."_s});
    return {.handle = handle, .outcome = CheckInResult::Outcome::Accepted, .state = state, .problem = {}};
}

CheckInResult readRefusal(const fleet::DeviceHandle &handle, const json::Value &value)
{
    const json::Value *const type =
        value.kind() == json::Value::Kind::Object ? value.object().find("type"_L1) : nullptr;
    const auto known = type && type->kind() == json::Value::Kind::Text ? problemTypeOf(type->text()) : std::nullopt;
    if (!known)
        return CheckInResult::failed(handle,
                                     {ProblemType::Unavailable, u"The server answered with no known problem."_s});
    return {.handle = handle, .outcome = CheckInResult::Outcome::Refused, .state = {}, .problem = Problem{*known}};
}

} // namespace

CheckInResult CheckInResult::failed(const fleet::DeviceHandle &handle, Problem problem)
{
    return {.handle = handle, .outcome = Outcome::Failed, .state = {}, .problem = std::move(problem)};
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

CheckInResult readCheckInReply(const fleet::DeviceHandle &handle, QByteArrayView response)
{
    const auto parsed = parseResponse(response);
    if (!parsed)
        return CheckInResult::failed(handle, {ProblemType::Unreachable, u"The connection closed without an answer."_s});
    const auto body = json::parse(parsed->body);
    if (!body)
        return CheckInResult::failed(handle, body.error());
    return parsed->status == ok ? readAcceptance(handle, *body) : readRefusal(handle, *body);
}

} // namespace enigm::simulator

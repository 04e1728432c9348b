#include "api-client/wire/ServerProblem.h"

#include "contract/encoding/Base64Url.h"
#include "contract/json/JsonParser.h"

namespace enigm::client {

using namespace Qt::StringLiterals;

namespace {

constexpr json::Limits limits{.depth = 8, .bytes = 64 * 1024};
constexpr qint64 mostAttempts = 100; ///< of a PIN; more is no number to tell a person

QString textMember(const json::Object &object, QStringView name)
{
    const json::Value *const value = object.find(name);
    return value && value->kind() == json::Value::Kind::Text ? value->text() : QString();
}

Problem byStatus(int status)
{
    const ProblemType type = status == 401   ? ProblemType::Unauthenticated
                             : status == 403 ? ProblemType::NotPermitted
                             : status == 404 ? ProblemType::NotFound
                             : status == 429 ? ProblemType::RateLimited
                             : status >= 500 ? ProblemType::Unavailable
                                             : ProblemType::MalformedRequest;
    return {type, u"The server answered with status %1."_s.arg(status)};
}

} // namespace

ServerProblem ServerProblem::of(const WireReply &reply)
{
    const auto body = json::parse(reply.body, limits);
    if (!body || body->kind() != json::Value::Kind::Object)
        return {.problem = byStatus(reply.status), .act = {}, .attemptsLeft = {}};
    const json::Object &object = body->object();
    const auto type = problemTypeOf(textMember(object, u"type"));
    if (!type)
        return {.problem = byStatus(reply.status), .act = {}, .attemptsLeft = {}};

    ServerProblem result{
        .problem = {*type, textMember(object, u"detail"), textMember(object, u"where")}, .act = {}, .attemptsLeft = {}};
    if (const auto act = encoding::fromBase64Url(textMember(object, u"act").toLatin1()); act && act->size() == 32)
        result.act = *act;
    const json::Value *const attempts = object.find(u"attempts_left");
    if (attempts && attempts->kind() == json::Value::Kind::Integer && attempts->integer() >= 0 &&
        attempts->integer() <= mostAttempts)
        result.attemptsLeft = static_cast<int>(attempts->integer());
    return result;
}

} // namespace enigm::client

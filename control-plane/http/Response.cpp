#include "control-plane/http/Response.h"

#include "contract/json/JsonParser.h"

namespace enigm::controlplane::http {

using namespace Qt::StringLiterals;

Response Response::json(const json::Value &value, int status)
{
    return jsonBytes(json::canonical(value), status);
}

Response Response::jsonBytes(QByteArray bytes, int status)
{
    return text(std::move(bytes), "application/json"_ba, status);
}

Response Response::text(QByteArray bytes, QByteArray mediaType, int status)
{
    Response response{.status = status, .body = std::move(bytes)};
    response.headers.add("Content-Type"_ba, std::move(mediaType));
    return response;
}

Response Response::streamed(std::shared_ptr<Stream> stream, QByteArray mediaType)
{
    Response response = text({}, std::move(mediaType));
    response.headers.add("X-Accel-Buffering"_ba, "no"_ba); // what nginx asks for
    response.stream = std::move(stream);
    return response;
}

Response Response::empty(int status)
{
    return {.status = status};
}

Response Response::problem(const Problem &problem, const QString &instance)
{
    json::Object members{{"type"_L1, problemUri(problem.type)},
                         {"title"_L1, problemTitle(problem.type)},
                         {"status"_L1, problemStatus(problem.type)}};
    if (!problem.detail.isEmpty())
        members.insert(u"detail"_s, problem.detail);
    if (!problem.where.isEmpty())
        members.insert(u"where"_s, problem.where);
    if (!instance.isEmpty())
        members.insert(u"instance"_s, instance);
    return text(json::canonical(json::Value(std::move(members))), "application/problem+json"_ba,
                problemStatus(problem.type));
}

Response Response::with(QByteArray name, QByteArray value) &&
{
    headers.add(std::move(name), std::move(value));
    return std::move(*this);
}

} // namespace enigm::controlplane::http

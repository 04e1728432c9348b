#include "control-plane/http/Response.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace enigm::controlplane::http {

using namespace Qt::StringLiterals;

Response Response::jsonBytes(QByteArray bytes, int status)
{
    return text(std::move(bytes), "application/json"_ba, status);
}

Response Response::text(QByteArray bytes, QByteArray mediaType, int status)
{
    Response response{.status = status, .headers = {}, .body = std::move(bytes)};
    response.headers.add("Content-Type"_ba, std::move(mediaType));
    return response;
}

Response Response::empty(int status)
{
    return {.status = status, .headers = {}, .body = {}};
}

Response Response::problem(const Problem &problem, const QString &instance)
{
    QJsonObject members{{u"type"_s, problemUri(problem.type)},
                        {u"title"_s, problemTitle(problem.type)},
                        {u"status"_s, problemStatus(problem.type)}};
    if (!problem.detail.isEmpty())
        members.insert(u"detail"_s, problem.detail);
    if (!problem.where.isEmpty())
        members.insert(u"where"_s, problem.where);
    if (!instance.isEmpty())
        members.insert(u"instance"_s, instance);
    return text(QJsonDocument(members).toJson(QJsonDocument::Compact), "application/problem+json"_ba,
                problemStatus(problem.type));
}

Response Response::with(QByteArray name, QByteArray value) &&
{
    headers.add(std::move(name), std::move(value));
    return std::move(*this);
}

} // namespace enigm::controlplane::http

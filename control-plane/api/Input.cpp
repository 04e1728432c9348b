#include "control-plane/api/Input.h"

#include "contract/json/JsonParser.h"
#include "contract/json/ObjectReader.h"

namespace enigm::controlplane::api {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 mostInteger = (qint64(1) << 53) - 1;
constexpr qint64 usualLimit = 200;
constexpr qint64 mostLimit = 1000;

} // namespace

Expected<json::Value> bodyOf(const http::Request &request)
{
    return json::parse(request.body, {.depth = 8, .bytes = request.body.size()});
}

Expected<void> checkEmpty(const http::Request &request)
{
    if (auto known = request.target.query.only({}); !known)
        return known;
    const auto body = bodyOf(request);
    if (!body)
        return std::unexpected(body.error());
    return json::ObjectReader(*body).finish();
}

Expected<store::LogId> logOf(const http::Request &request)
{
    const QString &name = request.parameter(u"log");
    for (const store::LogId log : {store::LogId::Governance, store::LogId::Activity}) {
        if (name == logWord(log))
            return log;
    }
    return refuse(ProblemType::NotFound, u"The logs are governance and activity."_s);
}

QString logWord(store::LogId log)
{
    return log == store::LogId::Governance ? u"governance"_s : u"activity"_s;
}

Expected<qint64> requiredInteger(const http::Query &query, const QString &name, qint64 least)
{
    if (!query.value(name))
        return refuse(ProblemType::MissingMember, u"This query parameter is required."_s, name);
    return query.integer(name, least, mostInteger, least);
}

Expected<int> limitOf(const http::Query &query)
{
    const auto limit = query.integer(u"limit", 1, mostLimit, usualLimit);
    if (!limit)
        return std::unexpected(limit.error());
    return static_cast<int>(*limit);
}

} // namespace enigm::controlplane::api

#include "control-plane/api/OperatorRoutes.h"

namespace enigm::controlplane::api {

using namespace Qt::StringLiterals;

OperatorRoutes::OperatorRoutes(const Guard &guard, const store::Database &database)
    : m_guard(guard)
    , m_database(database)
{}

Routes OperatorRoutes::routes()
{
    return {{.method = "GET"_ba,
             .path = u"/v1/operators"_s,
             .handler = m_guard.reading(
                 [this](const http::Request &request, const identity::Caller &) { return names(request); })}};
}

Expected<http::Response> OperatorRoutes::names(const http::Request &request) const
{
    if (const auto known = request.target.query.only({}); !known)
        return std::unexpected(known.error());
    const auto reader = m_database.read();
    if (!reader)
        return std::unexpected(reader.error());
    const auto names = (*reader)->operators.names();
    if (!names)
        return std::unexpected(names.error());
    json::Array items;
    for (const store::OperatorName &name : *names)
        items.emplace_back(json::Object{{"name"_L1, name.name}, {"operator"_L1, name.id}});
    return http::Response::json(json::Object{{"items"_L1, std::move(items)}});
}

} // namespace enigm::controlplane::api

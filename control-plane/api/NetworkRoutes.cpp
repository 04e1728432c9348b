#include "control-plane/api/NetworkRoutes.h"

#include "control-plane/api/Input.h"
#include "control-plane/api/PageQuery.h"

namespace enigm::controlplane::api {

using namespace Qt::StringLiterals;

NetworkRoutes::NetworkRoutes(const Guard &guard, const network::PointReader &points)
    : m_guard(guard)
    , m_points(points)
{}

Routes NetworkRoutes::routes()
{
    const auto get = [this](QString path,
                            Expected<http::Response> (NetworkRoutes::*handler)(const http::Request &) const) {
        return http::Route{.method = "GET"_ba,
                           .path = std::move(path),
                           .handler =
                               m_guard.reading([this, handler](const http::Request &request, const identity::Caller &) {
                                   return (this->*handler)(request);
                               })};
    };
    return {get(u"/v1/enforcement-points"_s, &NetworkRoutes::page),
            get(u"/v1/network-outcomes"_s, &NetworkRoutes::outcomes)};
}

Expected<http::Response> NetworkRoutes::page(const http::Request &request) const
{
    const auto asked = PageQuery::of(request.target.query);
    if (!asked)
        return std::unexpected(asked.error());
    const auto page = m_points.page(asked->after, asked->limit);
    if (!page)
        return std::unexpected(page.error());
    return http::Response::json(*page);
}

Expected<http::Response> NetworkRoutes::outcomes(const http::Request &request) const
{
    const http::Query &query = request.target.query;
    if (const auto known = query.only({u"from", u"to"}); !known)
        return std::unexpected(known.error());
    const auto from = requiredInteger(query, u"from"_s, 0);
    if (!from)
        return std::unexpected(from.error());
    const auto to = requiredInteger(query, u"to"_s, 0);
    if (!to)
        return std::unexpected(to.error());
    const auto outcomes = m_points.outcomes(*from, *to);
    if (!outcomes)
        return std::unexpected(outcomes.error());
    return http::Response::json(*outcomes);
}

} // namespace enigm::controlplane::api

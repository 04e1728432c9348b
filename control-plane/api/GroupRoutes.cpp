#include "control-plane/api/GroupRoutes.h"

#include "contract/json/JsonParser.h"
#include "control-plane/api/PageQuery.h"

namespace enigm::controlplane::api {

using namespace Qt::StringLiterals;

namespace {

/// Longer than any rule is.
constexpr json::Limits ruleLimits{.depth = 4, .bytes = 2048};

} // namespace

GroupRoutes::GroupRoutes(const Guard &guard, const fleet::GroupReader &groups, const fleet::DeviceReader &devices)
    : m_guard(guard)
    , m_groups(groups)
    , m_devices(devices)
{}

Routes GroupRoutes::routes()
{
    const auto get = [this](QString path,
                            Expected<http::Response> (GroupRoutes::*handler)(const http::Request &) const) {
        return http::Route{.method = "GET"_ba,
                           .path = std::move(path),
                           .handler =
                               m_guard.reading([this, handler](const http::Request &request, const identity::Caller &) {
                                   return (this->*handler)(request);
                               })};
    };
    return {get(u"/v1/groups"_s, &GroupRoutes::page), get(u"/v1/groups/count"_s, &GroupRoutes::count),
            get(u"/v1/groups/{group}"_s, &GroupRoutes::detail),
            get(u"/v1/groups/{group}/devices"_s, &GroupRoutes::devices)};
}

Expected<http::Response> GroupRoutes::page(const http::Request &request) const
{
    const auto asked = PageQuery::of(request.target.query);
    if (!asked)
        return std::unexpected(asked.error());
    const auto page = m_groups.page(asked->after, asked->limit);
    if (!page)
        return std::unexpected(page.error());
    return http::Response::json(page->toJson());
}

Expected<http::Response> GroupRoutes::detail(const http::Request &request) const
{
    if (const auto known = request.target.query.only({}); !known)
        return std::unexpected(known.error());
    const auto detail = m_groups.detail(request.parameter(u"group"));
    if (!detail)
        return std::unexpected(detail.error());
    return http::Response::json(detail->toJson());
}

Expected<http::Response> GroupRoutes::devices(const http::Request &request) const
{
    const auto asked = PageQuery::of(request.target.query);
    if (!asked)
        return std::unexpected(asked.error());
    const auto page =
        m_devices.page({.states = {}, .text = {}, .group = request.parameter(u"group")}, asked->after, asked->limit);
    if (!page)
        return std::unexpected(page.error());
    return http::Response::json(page->toJson());
}

Expected<http::Response> GroupRoutes::count(const http::Request &request) const
{
    const http::Query &query = request.target.query;
    if (const auto known = query.only({u"rule"}); !known)
        return std::unexpected(known.error());
    const auto text = query.value(u"rule");
    if (!text)
        return refuse(ProblemType::MissingMember, u"A rule is needed."_s, u"rule"_s);
    const auto value = json::parse(text->toUtf8(), ruleLimits);
    if (!value)
        return std::unexpected(value.error().under(u"rule"_s));
    const auto rule = enigm::fleet::GroupRule::fromJson(*value, u"rule"_s);
    if (!rule)
        return std::unexpected(rule.error());
    const auto count = m_groups.count(*rule);
    if (!count)
        return std::unexpected(count.error());
    return http::Response::json(json::Object{{"devices"_L1, *count}});
}

} // namespace enigm::controlplane::api

#include "control-plane/api/DeviceRoutes.h"

#include "control-plane/api/Input.h"
#include "control-plane/api/PageQuery.h"

namespace enigm::controlplane::api {

using namespace Qt::StringLiterals;
using enigm::fleet::DeviceState;

namespace {

constexpr qsizetype mostText = 64;

} // namespace

DeviceRoutes::DeviceRoutes(const Guard &guard, const fleet::DeviceReader &devices,
                           const fleet::DeviceTimeline &timeline, policy::TrustDecisions &decisions)
    : m_guard(guard)
    , m_devices(devices)
    , m_timeline(timeline)
    , m_decisions(decisions)
{}

Routes DeviceRoutes::routes()
{
    const auto get = [this](QString path,
                            Expected<http::Response> (DeviceRoutes::*handler)(const http::Request &) const) {
        return http::Route{.method = "GET"_ba,
                           .path = std::move(path),
                           .handler =
                               m_guard.reading([this, handler](const http::Request &request, const identity::Caller &) {
                                   return (this->*handler)(request);
                               })};
    };
    return {get(u"/v1/devices"_s, &DeviceRoutes::page), get(u"/v1/devices/summary"_s, &DeviceRoutes::summary),
            get(u"/v1/devices/{handle}"_s, &DeviceRoutes::detail),
            get(u"/v1/devices/{handle}/timeline"_s, &DeviceRoutes::timeline)};
}

Expected<http::Response> DeviceRoutes::page(const http::Request &request) const
{
    const http::Query &query = request.target.query;
    if (const auto known = query.only({u"state", u"text", u"group", u"after", u"limit"}); !known)
        return std::unexpected(known.error());
    const auto states = wordsOf<DeviceState>(query, u"state"_s,
                                             [](QStringView word) { return enigm::fleet::deviceStateFromWord(word); });
    if (!states)
        return std::unexpected(states.error());
    const QString text = query.value(u"text").value_or(QString());
    if (text.size() > mostText)
        return refuse(ProblemType::OutOfRange, u"The text to look for is too long."_s, u"text"_s);
    const auto limit = limitOf(query);
    if (!limit)
        return std::unexpected(limit.error());
    const auto page =
        m_devices.page({.states = *states, .text = text, .group = query.value(u"group").value_or(QString())},
                       query.value(u"after").value_or(QString()), *limit);
    if (!page)
        return std::unexpected(page.error());
    return http::Response::json(page->toJson());
}

Expected<http::Response> DeviceRoutes::summary(const http::Request &request) const
{
    if (const auto known = request.target.query.only({}); !known)
        return std::unexpected(known.error());
    const auto summary = m_devices.summary();
    if (!summary)
        return std::unexpected(summary.error());
    return http::Response::json(summary->toJson());
}

Expected<http::Response> DeviceRoutes::detail(const http::Request &request) const
{
    if (const auto known = request.target.query.only({}); !known)
        return std::unexpected(known.error());
    const auto detail = m_devices.detail(request.parameter(u"handle"));
    if (!detail)
        return std::unexpected(detail.error());
    const auto state = m_decisions.policyStateOf(detail->device.handle);
    if (!state)
        return std::unexpected(state.error());
    json::Object document = detail->toJson();
    document.insert(u"policy_state"_s, *state ? json::Value(enigm::policy::toWord(**state)) : json::Value());
    return http::Response::json(document);
}

Expected<http::Response> DeviceRoutes::timeline(const http::Request &request) const
{
    const auto asked = PageQuery::of(request.target.query);
    if (!asked)
        return std::unexpected(asked.error());
    const auto page = m_timeline.page(request.parameter(u"handle"), asked->after, asked->limit);
    if (!page)
        return std::unexpected(page.error());
    return http::Response::json(page->toJson());
}

} // namespace enigm::controlplane::api

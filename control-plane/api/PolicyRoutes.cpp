#include "control-plane/api/PolicyRoutes.h"

#include "contract/json/JsonParser.h"
#include "control-plane/api/PageQuery.h"

namespace enigm::controlplane::api {

using namespace Qt::StringLiterals;
using enigm::policy::PolicyDocument;

namespace {

/// A document, and what is said of it.
constexpr json::Limits proposalLimits{.depth = PolicyDocument::maxDepth + 1, .bytes = PolicyDocument::maxBytes * 2};

/// The decimal number of a version; NotFound for anything else.
Expected<qint64> versionOf(const http::Request &request)
{
    const QString &text = request.parameter(u"version");
    bool isNumber = false;
    const qint64 version = text.toLongLong(&isNumber);
    if (!isNumber || version < 1 || QString::number(version) != text)
        return refuse(ProblemType::NotFound, u"Versions are numbered from 1."_s);
    return version;
}

} // namespace

PolicyRoutes::PolicyRoutes(const Guard &guard, const policy::PolicyReader &policies,
                           const policy::AnalysisService &analysis, http::WorkerPool &workers)
    : m_guard(guard)
    , m_policies(policies)
    , m_analysis(analysis)
    , m_workers(workers)
{}

Routes PolicyRoutes::routes()
{
    const auto handle = [this](Expected<http::Response> (PolicyRoutes::*handler)(const http::Request &) const) {
        return m_guard.reading([this, handler](const http::Request &request, const identity::Caller &) {
            return (this->*handler)(request);
        });
    };
    const auto get = [&handle](QString path,
                               Expected<http::Response> (PolicyRoutes::*handler)(const http::Request &) const) {
        return http::Route{.method = "GET"_ba, .path = std::move(path), .handler = handle(handler)};
    };
    return {get(u"/v1/policies"_s, &PolicyRoutes::page),
            get(u"/v1/policies/{policy}"_s, &PolicyRoutes::detail),
            get(u"/v1/policies/{policy}/versions/{version}"_s, &PolicyRoutes::version),
            // Looks at every device, so on a worker.
            {.method = "POST"_ba,
             .path = u"/v1/policy-analysis"_s,
             .handler = http::onWorkers(m_workers, handle(&PolicyRoutes::analyse)),
             .mediaTypes = {"application/json"_ba},
             .bodyLimit = proposalLimits.bytes}};
}

Expected<http::Response> PolicyRoutes::page(const http::Request &request) const
{
    const auto asked = PageQuery::of(request.target.query);
    if (!asked)
        return std::unexpected(asked.error());
    const auto page = m_policies.page(asked->after, asked->limit);
    if (!page)
        return std::unexpected(page.error());
    return http::Response::json(page->toJson());
}

Expected<http::Response> PolicyRoutes::detail(const http::Request &request) const
{
    if (const auto known = request.target.query.only({}); !known)
        return std::unexpected(known.error());
    const auto detail = m_policies.detail(request.parameter(u"policy"));
    if (!detail)
        return std::unexpected(detail.error());
    return http::Response::json(detail->toJson());
}

Expected<http::Response> PolicyRoutes::version(const http::Request &request) const
{
    if (const auto known = request.target.query.only({}); !known)
        return std::unexpected(known.error());
    const auto number = versionOf(request);
    if (!number)
        return std::unexpected(number.error());
    const auto version = m_policies.version(request.parameter(u"policy"), *number);
    if (!version)
        return std::unexpected(version.error());
    return http::Response::json(version->toJson());
}

Expected<http::Response> PolicyRoutes::analyse(const http::Request &request) const
{
    if (const auto known = request.target.query.only({}); !known)
        return std::unexpected(known.error());
    auto proposal = andThen(json::parse(request.body, proposalLimits), policy::PolicyProposal::fromJson);
    if (!proposal)
        return std::unexpected(proposal.error());
    const auto findings = m_analysis.analyse(std::move(*proposal));
    if (!findings)
        return std::unexpected(findings.error());
    json::Array items;
    for (const enigm::policy::FindingAnswer &finding : *findings)
        items.push_back(finding.toJson());
    return http::Response::json(json::Object{{"items"_L1, std::move(items)}});
}

} // namespace enigm::controlplane::api

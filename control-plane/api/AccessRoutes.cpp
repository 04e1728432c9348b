#include "control-plane/api/AccessRoutes.h"

#include "contract/json/JsonParser.h"
#include "contract/policy/PolicyWords.h"
#include "control-plane/api/Refusal.h"

#include <algorithm>

namespace enigm::controlplane::api {

using namespace Qt::StringLiterals;
using network::AccessAnswer;
using network::AccessBatch;
using network::AccessRequest;
using network::BatchSemantic;
using network::EnforcementPoint;

namespace {

constexpr auto evaluationPath = "/access/v1/evaluation"_L1;
constexpr auto evaluationsPath = "/access/v1/evaluations"_L1;
constexpr qsizetype mostEvaluation = 16 * 1024;
constexpr qsizetype mostBatch = 256 * 1024;

/// Written out rather than made of values: nothing is written more often. Its words need no escapes; RFC 8785.
QByteArray bytesOf(const AccessAnswer &answer)
{
    const auto append = [](QByteArray &bytes, QLatin1StringView word) { bytes.append(word.data(), word.size()); };
    QByteArray bytes;
    bytes.reserve(128);
    if (answer.denial) {
        bytes += R"({"context":{"reason":")";
        append(bytes, enigm::network::toWord(*answer.denial));
        return bytes += R"("},"decision":false})";
    }
    bytes += R"({"context":{"decision_validity":)" + QByteArray::number(answer.validUntil - answer.time);
    bytes += R"(,"obligations":[)";
    for (const auto obligation : enigm::policy::allOf<enigm::policy::Obligation>()) {
        if (!answer.obligations.has(obligation))
            continue;
        if (!bytes.endsWith('['))
            bytes += ',';
        bytes += '"';
        append(bytes, enigm::policy::toWord(obligation));
        bytes += '"';
    }
    return bytes += R"(],"valid_until":)" + QByteArray::number(answer.validUntil) + R"(},"decision":true})";
}

bool endsWith(BatchSemantic semantic, const AccessAnswer &answer)
{
    switch (semantic) {
    case BatchSemantic::ExecuteAll:
        return false;
    case BatchSemantic::DenyOnFirstDeny:
        return answer.denial.has_value();
    case BatchSemantic::PermitOnFirstPermit:
        return !answer.denial;
    }
    Q_UNREACHABLE();
}

/// The id that a caller gave its request, where it can be given back in a header.
QByteArray requestIdOf(const http::Request &request)
{
    constexpr qsizetype most = 128;
    const QByteArray id = request.headers.value("X-Request-ID").value_or(QByteArray());
    const bool isPlain = std::ranges::all_of(id, [](char c) { return c > ' ' && c < '\x7f'; });
    return id.size() <= most && isPlain ? id : QByteArray();
}

/// The handler, whose answer carries the id of the request (section 10.1.3).
http::Handler echoing(http::Handler handler)
{
    return [handler = std::move(handler)](http::Request request, http::Respond respond) {
        const QByteArray id = requestIdOf(request);
        if (id.isEmpty())
            return handler(std::move(request), std::move(respond));
        handler(std::move(request), http::Respond([id, respond = std::move(respond)](http::Response response) mutable {
                    respond(std::move(response).with("X-Request-ID"_ba, id));
                }));
    };
}

/// Where the caller has found us: nobody else knows by which name it is that enforcement points reach this.
json::Value metadataFor(const http::Request &request)
{
    const QString here = u"https://"_s + QString::fromLatin1(request.headers.value("Host").value_or(QByteArray()));
    return json::Object{{"access_evaluation_endpoint"_L1, here + evaluationPath},
                        {"access_evaluations_endpoint"_L1, here + evaluationsPath},
                        {"policy_decision_point"_L1, here}};
}

} // namespace

AccessRoutes::AccessRoutes(const GatewayGuard &guard, network::AccessDecisions &decisions)
    : m_guard(guard)
    , m_decisions(decisions)
{}

Routes AccessRoutes::routes()
{
    const auto post =
        [this](QLatin1StringView path, qsizetype limit,
               Expected<http::Response> (AccessRoutes::*handler)(const http::Request &, const EnforcementPoint &)) {
            return http::Route{.method = "POST"_ba,
                               .path = path,
                               .handler = echoing(m_guard.asking(
                                   [this, handler](const http::Request &request, const EnforcementPoint &point) {
                                       return (this->*handler)(request, point);
                                   })),
                               .mediaTypes = {"application/json"_ba},
                               .bodyLimit = limit};
        };
    return {post(evaluationPath, mostEvaluation, &AccessRoutes::evaluation),
            post(evaluationsPath, mostBatch, &AccessRoutes::evaluations),
            {.method = "GET"_ba,
             .path = u"/.well-known/authzen-configuration"_s,
             .handler = echoing(
                 m_guard.asking([](const http::Request &request, const EnforcementPoint &) -> Expected<http::Response> {
                     return http::Response::json(metadataFor(request));
                 }))}};
}

Expected<http::Response> AccessRoutes::evaluation(const http::Request &request, const EnforcementPoint &point)
{
    const auto asked = m_questions.read(request.body);
    if (!asked)
        return std::unexpected(asked.error());
    const auto answer = m_decisions.decide(point, **asked);
    if (!answer)
        return std::unexpected(answer.error());
    return http::Response::jsonBytes(bytesOf(*answer));
}

Expected<http::Response> AccessRoutes::evaluations(const http::Request &request, const EnforcementPoint &point)
{
    const auto batch = andThen(json::parse(request.body), &AccessBatch::parse);
    if (!batch)
        return std::unexpected(batch.error());
    QByteArrayList answers;
    for (const AccessRequest &asked : batch->evaluations) {
        const auto answer = m_decisions.decide(point, asked);
        if (!answer)
            return std::unexpected(answer.error());
        answers.push_back(bytesOf(*answer));
        if (endsWith(batch->semantic, *answer))
            break;
    }
    if (batch->isSingle)
        return http::Response::jsonBytes(answers.front());
    return http::Response::jsonBytes(R"({"evaluations":[)" + answers.join(',') + "]}");
}

} // namespace enigm::controlplane::api

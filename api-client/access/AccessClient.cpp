#include "api-client/access/AccessClient.h"

#include "api-client/wire/ServerProblem.h"
#include "contract/json/JsonParser.h"
#include "contract/json/ObjectReader.h"

#include <utility>

namespace enigm::client {

using namespace Qt::StringLiterals;

namespace {

constexpr int ok = 200;
constexpr int noContent = 204;
constexpr int notModified = 304;

void setBody(WireRequest &request, const json::Value &document)
{
    request.headers.emplace_back("Content-Type", "application/json");
    request.body = json::canonical(document);
}

json::Value question(const fleet::DeviceHandle &device, policy::NetworkPath path)
{
    const json::Value word = policy::toWord(path);
    return json::Object{{"action"_L1, json::Object{{"name"_L1, policy::toWord(policy::ActionCategory::Connect)}}},
                        {"context"_L1, json::Object{{"network_path"_L1, word}}},
                        {"resource"_L1, json::Object{{"id"_L1, word}, {"type"_L1, "network-path"_L1}}},
                        {"subject"_L1, json::Object{{"id"_L1, device.text()}, {"type"_L1, "device"_L1}}}};
}

/// That the server's answer cannot be used says nothing of what was asked.
std::unexpected<Problem> unusable(const Problem &problem)
{
    return refuse(ProblemType::UnexpectedAnswer, problem.toString());
}

} // namespace

AccessClient::AccessClient(Transport &transport, QUrl gateway, policy::NetworkPath path)
    : m_transport(transport)
    , m_gateway(std::move(gateway))
    , m_path(path)
{}

WireRequest AccessClient::request(const QByteArray &method, const QString &path) const
{
    QUrl url = m_gateway;
    url.setPath(path);
    return {.method = method, .url = url, .headers = {{"Accept", "application/json"}}, .body = {}};
}

Task<Expected<WireReply>> AccessClient::send(WireRequest request, int expected, int alsoExpected)
{
    auto reply = co_await m_transport.send(std::move(request));
    if (!reply)
        co_return reply;
    if (reply->status >= 400)
        co_return std::unexpected(ServerProblem::of(*reply).problem);
    if (reply->status != expected && reply->status != alsoExpected)
        co_return refuse(ProblemType::UnexpectedAnswer, u"The server answered with status %1."_s.arg(reply->status));
    co_return reply;
}

Task<Expected<AccessDecision>> AccessClient::evaluate(fleet::DeviceHandle device)
{
    WireRequest asked = request("POST", u"/access/v1/evaluation"_s);
    setBody(asked, question(device, m_path));
    const auto reply = co_await send(std::move(asked), ok);
    if (!reply)
        co_return std::unexpected(reply.error());
    auto decision = AccessDecision::parse(reply->body);
    if (!decision)
        co_return unusable(decision.error());
    co_return decision;
}

Task<Expected<AccessClient::Peers>> AccessClient::peers(QByteArray etag)
{
    WireRequest asked = request("GET", u"/gateway/v1/peers"_s);
    if (!etag.isEmpty())
        asked.headers.emplace_back("If-None-Match", etag);
    const policy::NetworkPath path = m_path;
    const auto reply = co_await send(std::move(asked), ok, etag.isEmpty() ? 0 : notModified);
    if (!reply)
        co_return std::unexpected(reply.error());
    Peers answer{.changed = {}, .etag = etag};
    if (reply->status == notModified)
        co_return answer;
    auto parsed = PermittedPeers::parse(reply->body, path);
    if (!parsed)
        co_return unusable(parsed.error());
    answer.changed = std::move(*parsed);
    answer.etag = reply->header("ETag");
    co_return answer;
}

Task<Expected<void>> AccessClient::report(OutcomeReport report)
{
    WireRequest asked = request("POST", u"/gateway/v1/outcomes"_s);
    asked.headers.emplace_back("Idempotency-Key", report.idempotencyKey);
    setBody(asked, report.toJson(m_path));
    const auto reply = co_await send(std::move(asked), noContent);
    if (!reply)
        co_return std::unexpected(reply.error());
    co_return Expected<void>();
}

Task<Expected<AccessClient::Authority>> AccessClient::authority()
{
    const auto reply = co_await send(request("GET", u"/gateway/v1/authority"_s), ok);
    if (!reply)
        co_return std::unexpected(reply.error());
    const auto document = json::parse(reply->body, {.depth = 4, .bytes = 64 * 1024});
    if (!document)
        co_return unusable(document.error());
    json::ObjectReader reader(*document);
    Authority answer{.certificate = reader.bytes("certificate"_L1)};
    if (const auto done = reader.finish(); !done)
        co_return unusable(done.error());
    co_return answer;
}

} // namespace enigm::client

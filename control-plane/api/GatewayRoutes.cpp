#include "control-plane/api/GatewayRoutes.h"

#include "contract/encoding/Base64Url.h"
#include "contract/json/JsonParser.h"
#include "control-plane/api/Input.h"
#include "control-plane/api/Refusal.h"
#include "control-plane/api/WriteKeys.h"
#include "control-plane/http/Entity.h"

namespace enigm::controlplane::api {

using namespace Qt::StringLiterals;
using enigm::policy::NetworkPath;
using network::EnforcementPoint;

namespace {

constexpr qsizetype mostReport = 16 * 1024;

QString textOf(const QByteArray &bytes)
{
    return QString::fromLatin1(encoding::toBase64Url(bytes));
}

/// How the key of a peer is called; empty where its certificate is all that there is.
QLatin1StringView keyMember(NetworkPath path)
{
    switch (path) {
    case NetworkPath::VpnNetwork:
        return "wireguard_key"_L1;
    case NetworkPath::TorGateway:
        return "onion_key"_L1;
    case NetworkPath::ProxyNetwork:
        return {};
    }
    Q_UNREACHABLE();
}

json::Value documentOf(const network::Peers &peers, NetworkPath path, qint64 validity)
{
    const QLatin1StringView member = keyMember(path);
    json::Array list;
    list.reserve(peers.peers.size());
    for (const network::Peers::Peer &peer : peers.peers) {
        json::Object object{{"handle"_L1, peer.handle.text()}};
        if (!member.isEmpty())
            object.insert(member, textOf(peer.key));
        list.emplace_back(std::move(object));
    }
    return json::Object{{"decision_validity"_L1, validity},
                        {"path"_L1, enigm::policy::toWord(path)},
                        {"peers"_L1, std::move(list)},
                        {"valid_until"_L1, peers.validUntil}};
}

} // namespace

GatewayRoutes::GatewayRoutes(const Parts &parts)
    : m_parts(parts)
{}

Routes GatewayRoutes::routes()
{
    const auto peersOnWorkers = http::onWorkers(
        m_parts.workers, m_parts.guard.asking([this](const http::Request &request, const EnforcementPoint &point) {
            return peers(request, point);
        }));
    const auto ask = m_parts.guard.asking(
        [this](const http::Request &request, const EnforcementPoint &) { return authority(request); });
    const auto tell =
        m_parts.guard.answering([this](const http::Request &request, const EnforcementPoint &point,
                                       http::Respond respond) { report(request, point, std::move(respond)); });
    return {{.method = "GET"_ba, .path = u"/gateway/v1/peers"_s, .handler = peersOnWorkers},
            {.method = "GET"_ba, .path = u"/gateway/v1/authority"_s, .handler = ask},
            {.method = "POST"_ba,
             .path = u"/gateway/v1/outcomes"_s,
             .handler = tell,
             .mediaTypes = {"application/json"_ba},
             .bodyLimit = mostReport}};
}

Expected<http::Response> GatewayRoutes::peers(const http::Request &request, const EnforcementPoint &point)
{
    if (const auto known = request.target.query.only({}); !known)
        return std::unexpected(known.error());
    const auto peers = m_parts.peers.peersOf(point.path);
    if (!peers)
        return std::unexpected(peers.error());
    const std::scoped_lock lock(m_mutex);
    Rendered &rendered = m_rendered[point.path];
    if (rendered.peers != *peers) {
        rendered.peers = *peers;
        rendered.bytes = json::canonical(documentOf(**peers, point.path, m_parts.decisionValidity));
        rendered.etag = http::strongEtag(rendered.bytes);
    }
    return http::Response::jsonBytes(rendered.bytes).with("ETag"_ba, rendered.etag);
}

Expected<http::Response> GatewayRoutes::authority(const http::Request &request) const
{
    if (const auto known = request.target.query.only({}); !known)
        return std::unexpected(known.error());
    const auto certificate = m_parts.credentials.authority();
    if (!certificate)
        return std::unexpected(certificate.error());
    return http::Response::json(json::Object{{"certificate"_L1, textOf(*certificate)}});
}

void GatewayRoutes::report(const http::Request &request, const EnforcementPoint &point, http::Respond respond)
{
    if (const auto known = request.target.query.only({}); !known)
        return respond(refusal(known.error()));
    const auto key = writeKeyOf(request, point.id, KeyedBody::Public);
    if (!key)
        return respond(refusal(key.error()));
    const auto kept = m_parts.idempotency.recall(*key);
    if (!kept)
        return respond(refusal(kept.error()));
    if (*kept)
        return respond(http::Response::empty((*kept)->status));
    const auto body = bodyOf(request);
    if (!body)
        return respond(refusal(body.error()));
    auto keep = [this, key = *key](store::Transaction &transaction) {
        return m_parts.idempotency.keep(transaction, key, {.status = 204, .body = {}});
    };
    m_parts.intake.take(point, *body, std::move(keep),
                        [respond = std::move(respond)](const Expected<void> &taken) mutable {
                            respond(taken ? http::Response::empty() : refusal(taken.error()));
                        });
}

} // namespace enigm::controlplane::api

#include "api-client/access/PermittedPeers.h"

#include "contract/json/JsonParser.h"
#include "contract/json/ObjectReader.h"

#include <algorithm>
#include <functional>

namespace enigm::client {

using namespace Qt::StringLiterals;

namespace {

constexpr json::Limits limits{.depth = 8, .bytes = 64 * 1024 * 1024};

/// Empty where peers of the path have no key.
QLatin1StringView keyMember(policy::NetworkPath path)
{
    switch (path) {
    case policy::NetworkPath::VpnNetwork:
        return "wireguard_key"_L1;
    case policy::NetworkPath::ProxyNetwork:
        return {};
    case policy::NetworkPath::TorGateway:
        return "onion_key"_L1;
    }
    Q_UNREACHABLE();
}

Expected<fleet::DeviceHandle> readHandle(const json::Value &value, const QString &pointer)
{
    if (value.kind() != json::Value::Kind::Text)
        return refuse(ProblemType::WrongType, u"A handle is a text."_s, pointer);
    const auto handle = fleet::DeviceHandle::parse(value.text());
    if (!handle)
        return std::unexpected(handle.error().under(pointer));
    if (handle->audience() != fleet::HandleAudience::Network)
        return refuse(ProblemType::MalformedHandle, u"This is no handle that network knows."_s, pointer);
    return *handle;
}

Expected<PermittedPeer> readPeer(const json::Value &value, const QString &pointer, QLatin1StringView key)
{
    json::ObjectReader reader(value, pointer);
    PermittedPeer peer{.handle = reader.with("handle"_L1, readHandle),
                       .key = key.isEmpty() ? QByteArray() : reader.bytes(key, PermittedPeer::keySize)};
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return peer;
}

} // namespace

Expected<PermittedPeers> PermittedPeers::parse(QByteArrayView body, policy::NetworkPath path)
{
    const auto document = json::parse(body, limits);
    if (!document)
        return std::unexpected(document.error());
    json::ObjectReader reader(*document);
    const QString ofPath = reader.text("path"_L1);
    PermittedPeers result{.peers = reader.list("peers"_L1,
                                               [key = keyMember(path)](const json::Value &value, const QString &place) {
                                                   return readPeer(value, place, key);
                                               }),
                          .validFor = reader.integer("decision_validity"_L1, 0, mostValidity),
                          .validUntil = reader.integer("valid_until"_L1)};
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    if (ofPath != policy::toWord(path))
        return refuse(ProblemType::OutOfRange, u"These are the peers of another path."_s, u"/path"_s);
    const bool isSorted =
        std::ranges::adjacent_find(result.peers, std::greater_equal(), &PermittedPeer::handle) == result.peers.end();
    if (!isSorted)
        return refuse(ProblemType::OutOfRange, u"Peers are sorted by their handles, each once."_s, u"/peers"_s);
    return result;
}

} // namespace enigm::client

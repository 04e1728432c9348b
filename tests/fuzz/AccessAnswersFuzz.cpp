#include "api-client/access/AccessDecision.h"
#include "api-client/access/PermittedPeers.h"
#include "tests/fuzz/Require.h"

#include <cstddef>
#include <cstdint>

using namespace enigm;
using fuzz::require;

/// What a gateway listener that means no good answers: it permits nothing without an end.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView body(data, static_cast<qsizetype>(size));
    if (const auto decision = client::AccessDecision::parse(body)) {
        require(decision->isPermit != decision->reason.has_value());
        require(decision->validFor >= 0 && decision->validFor <= client::AccessDecision::mostValidity);
        require(decision->isPermit || decision->validFor == 0);
    }
    for (const policy::NetworkPath path : policy::allOf<policy::NetworkPath>()) {
        const auto peers = client::PermittedPeers::parse(body, path);
        if (!peers)
            continue;
        require(peers->validFor >= 0 && peers->validFor <= client::PermittedPeers::mostValidity);
        for (std::size_t i = 0; i < peers->peers.size(); ++i) {
            const client::PermittedPeer &peer = peers->peers[i];
            require(peer.handle.audience() == fleet::HandleAudience::Network);
            require(peer.key.size() == client::PermittedPeer::keySize || path == policy::NetworkPath::ProxyNetwork);
            require(i == 0 || peers->peers[i - 1].handle < peer.handle);
        }
    }
    return 0;
}

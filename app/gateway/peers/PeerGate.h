#pragma once

#include "api-client/access/PermittedPeers.h"

#include <vector>

namespace enigm::gateway {

/// A server that lets through the holders of certain keys, and nobody else.
class PeerGate
{
public:
    virtual ~PeerGate() = default;
    /// Lets through these and nobody else, also where nothing has changed: the server may have begun anew. What fails
    /// is tried again with the next poll.
    [[nodiscard]] virtual Expected<void> apply(const std::vector<client::PermittedPeer> &peers) = 0;
};

} // namespace enigm::gateway

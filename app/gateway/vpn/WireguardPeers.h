#pragma once

#include "api-client/access/PermittedPeers.h"
#include "app/gateway/vpn/TunnelNetwork.h"

#include <QByteArray>

#include <vector>

namespace enigm::gateway {

/// The [Peer] sections of these peers as wg(8) reads them, in the order of their keys. Of peers with one key or one
/// address there is one. No handle is among them: the set of a day says nothing of devices.
[[nodiscard]] QByteArray wireguardPeers(const std::vector<client::PermittedPeer> &peers, const TunnelNetwork &network);

} // namespace enigm::gateway

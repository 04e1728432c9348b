#include "app/gateway/vpn/WireguardPeers.h"

#include <set>

namespace enigm::gateway {

QByteArray wireguardPeers(const std::vector<client::PermittedPeer> &peers, const TunnelNetwork &network)
{
    std::set<QByteArray> keys;
    for (const client::PermittedPeer &peer : peers)
        keys.insert(peer.key);
    std::set<QString> addresses;
    QByteArray text = "# Written by enigm-gateway; what is changed here does not last.\n";
    for (const QByteArray &key : keys) {
        const QString address = network.addressOf(key);
        if (addresses.insert(address).second)
            text += "\n[Peer]\nPublicKey = " + key.toBase64() + "\nAllowedIPs = " + address.toLatin1() + "/128\n";
    }
    return text;
}

} // namespace enigm::gateway

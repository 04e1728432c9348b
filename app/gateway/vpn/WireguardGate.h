#pragma once

#include "app/gateway/peers/PeerGate.h"
#include "app/gateway/vpn/TunnelNetwork.h"

#include <QString>

namespace enigm::gateway {

/// WireGuard lets through its peers: a file of them and, where it is asked to, the interface itself.
class WireguardGate final : public PeerGate
{
public:
    struct Settings
    {
        QString interface;
        QString file;
        bool applies = false; ///< to the interface, beside the file
    };
    WireguardGate(Settings settings, TunnelNetwork network);

    [[nodiscard]] Expected<void> apply(const std::vector<client::PermittedPeer> &peers) override;

private:
    Settings m_settings;
    TunnelNetwork m_network;
    QByteArray m_written;
};

} // namespace enigm::gateway

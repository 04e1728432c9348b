#include "app/gateway/vpn/WireguardGate.h"

#include "app/files/FileAccess.h"
#include "app/gateway/vpn/WireguardPeers.h"
#include "app/gateway/vpn/WireguardTool.h"

#include <QFile>

namespace enigm::gateway {

WireguardGate::WireguardGate(Settings settings, TunnelNetwork network)
    : m_settings(std::move(settings))
    , m_network(std::move(network))
{}

Expected<void> WireguardGate::apply(const std::vector<client::PermittedPeer> &peers)
{
    const QByteArray text = wireguardPeers(peers, m_network);
    if (text != m_written || !QFile::exists(m_settings.file)) {
        if (const auto checked = wireguard::check(text); !checked)
            return checked;
        if (const auto written = files::writeFile(m_settings.file, text, files::Readers::Owner); !written)
            return written;
        m_written = text;
    }
    if (!m_settings.applies)
        return {};
    return wireguard::sync(m_settings.interface, text);
}

} // namespace enigm::gateway

#include "app/gateway/tor/OnionGate.h"

#include "app/gateway/program/ToolRun.h"

namespace enigm::gateway {

using namespace Qt::StringLiterals;

OnionGate::OnionGate(Settings settings, ControlPort::Credential credential)
    : m_settings(std::move(settings))
    , m_credential(std::move(credential))
    , m_clients(m_settings.folder)
{}

Expected<void> OnionGate::apply(const std::vector<client::PermittedPeer> &peers)
{
    const auto changed = m_clients.write(peers);
    if (!changed)
        return std::unexpected(changed.error());
    m_isBehind = m_isBehind || *changed;
    if (!m_isBehind)
        return {};
    if (const auto done = reload(); !done)
        return done;
    m_isBehind = false;
    return {};
}

Expected<void> OnionGate::verify(const QString &torrc)
{
    const QString tool = u"tor"_s;
    const auto run = ToolRun::of(tool, {u"--verify-config"_s, u"-f"_s, torrc, u"--hush"_s});
    if (!run)
        return std::unexpected(run.error());
    if (run->exit != 0)
        return refuse(ProblemType::OutOfRange, run->reason(tool), torrc);
    return {};
}

Expected<void> OnionGate::reload()
{
    // A configuration that tor does not take would keep it from reading the clients, too.
    if (const auto verified = verify(m_settings.torrc); !verified)
        return verified;
    auto port = ControlPort::open(m_settings.control, m_credential);
    if (!port)
        return std::unexpected(port.error());
    const auto done = port->command("SIGNAL RELOAD");
    if (!done)
        return std::unexpected(done.error());
    return {};
}

} // namespace enigm::gateway

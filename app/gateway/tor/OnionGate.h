#pragma once

#include "app/gateway/peers/PeerGate.h"
#include "app/gateway/tor/ClientAuthorizations.h"
#include "app/gateway/tor/ControlPort.h"

#include <QString>

namespace enigm::gateway {

/// An onion service lets through its authorised clients: their files, and tor, which reads them when it is told to.
class OnionGate final : public PeerGate
{
public:
    struct Settings
    {
        QString folder; ///< authorized_clients
        QString control;
        QString torrc;
    };
    OnionGate(Settings settings, ControlPort::Credential credential);

    [[nodiscard]] Expected<void> apply(const std::vector<client::PermittedPeer> &peers) override;

    /// `tor --verify-config`. OutOfRange with what it said; Unavailable.
    [[nodiscard]] static Expected<void> verify(const QString &torrc);

private:
    [[nodiscard]] Expected<void> reload();

    Settings m_settings;
    ControlPort::Credential m_credential;
    ClientAuthorizations m_clients;
    bool m_isBehind = true; ///< tor has not read what the files say now
};

} // namespace enigm::gateway

#pragma once

#include "contract/fleet/DeviceHandle.h"
#include "contract/policy/PolicyWords.h"
#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QByteArrayView>

#include <vector>

namespace enigm::client {

/// A device that may pass, by the handle and the key of this epoch.
struct PermittedPeer
{
    /// X25519, for WireGuard and for onion services alike.
    static constexpr qsizetype keySize = 32;

    fleet::DeviceHandle handle;
    QByteArray key; ///< empty where the path has none

    friend bool operator==(const PermittedPeer &, const PermittedPeer &) = default;
};

/// All devices that may pass an enforcement point now.
struct PermittedPeers
{
    std::vector<PermittedPeer> peers; ///< by handle, each once
    /// For how many seconds from the question on the set may be used, and until when at most (Unix seconds).
    qint64 validFor = 0;
    qint64 validUntil = 0;

    static constexpr qint64 mostValidity = 86'400;

    /// {"decision_validity","path","peers":[{"handle", key}],"valid_until"}, of this path; the key is called
    /// "wireguard_key" or "onion_key" and is none for the proxy network.
    [[nodiscard]] static Expected<PermittedPeers> parse(QByteArrayView body, policy::NetworkPath path);
};

} // namespace enigm::client

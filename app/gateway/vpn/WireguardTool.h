#pragma once

#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QString>

/// What wg(8), the tool of Debian's wireguard-tools, does for the gateway.
namespace enigm::gateway::wireguard {

/// Such a name as an interface of Linux may have. OutOfRange.
[[nodiscard]] Expected<void> checkInterface(const QString &name);

/// Whether wg can read these [Peer] sections; needs no interface, and no WireGuard in the kernel. OutOfRange with what
/// it said; Unavailable.
[[nodiscard]] Expected<void> check(const QByteArray &peers);

/// `wg syncconf`: the interface has these peers and no others, and keeps its own key and port and the sessions of peers
/// that stay. Unavailable.
[[nodiscard]] Expected<void> sync(const QString &interface, const QByteArray &peers);

} // namespace enigm::gateway::wireguard

#pragma once

#include "control-plane/http/Headers.h"
#include "control-plane/http/Target.h"

#include <QByteArray>
#include <QString>

#include <utility>
#include <vector>

namespace enigm::controlplane::http {

/// A whole request, as a handler gets it.
struct Request
{
    QByteArray method;
    /// The target as it was sent, for DPoP's htu and the like.
    QByteArray rawTarget;
    Target target;
    Headers headers;
    QByteArray body;
    /// DER of the certificate that the peer proved to hold, where the listener asks for one; else empty.
    QByteArray peerCertificate;
    /// Stands for the remote address (IPv6: its /64) under a key that lives as long as the listener: for rate limits,
    /// not to be stored.
    QByteArray remoteKey;
    /// What the variable parts of the route's path matched, in its order.
    std::vector<std::pair<QString, QString>> parameters;

    /// A variable part of the path; asserts that the route names it.
    [[nodiscard]] const QString &parameter(QStringView name) const;
};

} // namespace enigm::controlplane::http

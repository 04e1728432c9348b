#pragma once

#include "contract/problems/Problem.h"

#include <QString>
#include <QUrl>

namespace enigm::controlplane::program {

/// Where to listen: "127.0.0.1:4711", "[::1]:0". Port 0 lets the system choose.
struct ListenAddress
{
    QString host = QStringLiteral("127.0.0.1"); ///< a literal address, without brackets
    quint16 port = 0;

    /// OutOfRange for anything else.
    [[nodiscard]] static Expected<ListenAddress> parse(const QString &text);
};

/// Where clients find a control plane that listens on `port`, given what its deployment.json says: the same address,
/// but for a port that was left to the system, or that is another one on this machine. A name that others resolve, and
/// its port, are what an administrator has chosen.
[[nodiscard]] QUrl servedUrl(const QUrl &published, quint16 port);

} // namespace enigm::controlplane::program

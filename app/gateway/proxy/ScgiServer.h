#pragma once

#include "app/gateway/decisions/Gatekeeper.h"

#include <QLocalServer>
#include <QObject>

#include <chrono>

class QLocalSocket;

namespace enigm::gateway {

/// Answers nginx's auth_request over SCGI on a local socket: status 204 for who passes, and 403 for everybody else.
class ScgiServer : public QObject
{
    Q_OBJECT

public:
    static constexpr int mostConnections = 1024;
    /// For how long a connection may be open, the answer of the control plane included.
    static constexpr std::chrono::seconds patience{15};

    explicit ScgiServer(Gatekeeper &gatekeeper);

    /// Owner and group may connect. FileUnreadable, also where another program listens there.
    [[nodiscard]] Expected<void> listen(const QString &path);

private:
    void accept();
    void readMore(QLocalSocket *socket);

    Gatekeeper &m_gatekeeper;
    QLocalServer m_server;
    int m_connections = 0;
};

} // namespace enigm::gateway

#include "app/gateway/proxy/ScgiServer.h"

#include "app/gateway/proxy/ScgiRequest.h"

#include <QLocalSocket>
#include <QPointer>
#include <QTimer>

namespace enigm::gateway {

using namespace Qt::StringLiterals;

namespace {

constexpr int probe = 1000; // milliseconds

bool isServed(const QString &path)
{
    QLocalSocket socket;
    socket.connectToServer(path);
    return socket.waitForConnected(probe);
}

void answer(QLocalSocket &socket, Verdict verdict)
{
    socket.write(verdict == Verdict::Permit ? "Status: 204 No Content\r\n\r\n" : "Status: 403 Forbidden\r\n\r\n");
    socket.disconnectFromServer(); // once it is written
}

} // namespace

ScgiServer::ScgiServer(Gatekeeper &gatekeeper)
    : m_gatekeeper(gatekeeper)
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption | QLocalServer::GroupAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &ScgiServer::accept);
}

Expected<void> ScgiServer::listen(const QString &path)
{
    if (isServed(path))
        return refuse(ProblemType::FileUnreadable, u"Another program listens there."_s, path);
    QLocalServer::removeServer(path); // what one that was killed has left
    if (!m_server.listen(path))
        return refuse(ProblemType::FileUnreadable, m_server.errorString(), path);
    return {};
}

void ScgiServer::accept()
{
    while (QLocalSocket *const socket = m_server.nextPendingConnection()) {
        if (m_connections >= mostConnections) {
            delete socket;
            continue;
        }
        ++m_connections;
        connect(socket, &QObject::destroyed, this, [this] { --m_connections; });
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QLocalSocket::readyRead, this, [this, socket] { readMore(socket); });
        QTimer::singleShot(patience, socket, [socket] {
            socket->abort();
            socket->deleteLater();
        });
    }
}

void ScgiServer::readMore(QLocalSocket *socket)
{
    const QByteArray bytes = socket->peek(ScgiRequest::mostBytes + 1);
    const auto request = ScgiRequest::parse(bytes);
    if (request && !*request)
        return;
    socket->disconnect(this); // nothing more is read, but its end is noticed
    connect(socket, &QObject::destroyed, this, [this] { --m_connections; });
    if (!request)
        return answer(*socket, Verdict::Deny);
    m_gatekeeper.ask((*request)->name, [socket = QPointer(socket)](Verdict verdict) {
        if (socket)
            answer(*socket, verdict);
    });
}

} // namespace enigm::gateway

#include "tests/support/gateway/FakeOrigin.h"

#include <QTcpSocket>

namespace enigm::test {

using namespace Qt::StringLiterals;

FakeOrigin::FakeOrigin()
{
    QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] {
        QTcpSocket *const socket = m_server.nextPendingConnection();
        QObject::connect(socket, &QTcpSocket::readyRead, socket, [socket] {
            if (!socket->peek(64 * 1024).contains("\r\n\r\n"))
                return;
            socket->readAll();
            socket->write("HTTP/1.1 200 OK\r\nContent-Length: 7\r\nConnection: close\r\n\r\nreached");
            socket->disconnectFromHost();
        });
        QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    });
    if (!m_server.listen(QHostAddress::LocalHost))
        qFatal("no port can be had");
}

QString FakeOrigin::url() const
{
    return u"http://127.0.0.1:%1"_s.arg(m_server.serverPort());
}

quint16 freePort()
{
    QTcpServer server;
    if (!server.listen(QHostAddress::LocalHost))
        qFatal("no port can be had");
    return server.serverPort();
}

} // namespace enigm::test

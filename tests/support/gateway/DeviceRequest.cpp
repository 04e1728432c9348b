#include "tests/support/gateway/DeviceRequest.h"

#include <QSslConfiguration>
#include <QTest>

namespace enigm::test {

using namespace Qt::StringLiterals;

DeviceAnswer requestAsDevice(quint16 port, const client::TlsIdentity &identity, const QByteArray &target)
{
    constexpr int patience = 30'000; // milliseconds
    QSslSocket socket;
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setPeerVerifyMode(QSslSocket::VerifyNone); // who the proxy is does not matter here
    if (!identity.certificate.isNull()) {
        tls.setLocalCertificate(identity.certificate);
        tls.setPrivateKey(identity.key);
    }
    socket.setSslConfiguration(tls);
    QObject::connect(&socket, &QSslSocket::encrypted, &socket, [&socket, &target] {
        socket.write("GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
    });
    socket.connectToHostEncrypted(u"127.0.0.1"_s, port);
    const bool hasEnded =
        QTest::qWaitFor([&socket] { return socket.state() == QSslSocket::UnconnectedState; }, patience);
    const QByteArray answer = socket.readAll();
    if (!hasEnded || !answer.startsWith("HTTP/1.1 "))
        return {};
    return {.status = answer.mid(9, 3).toInt(), .body = answer.mid(answer.indexOf("\r\n\r\n") + 4)};
}

} // namespace enigm::test

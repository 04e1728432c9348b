#pragma once

#include "contract/deployment/DeviceArchive.h"
#include "simulator/wire/Reply.h"

#include <QByteArray>
#include <QObject>
#include <QUrl>

class QSslConfiguration;
class QSslSocket;
class QTimer;

namespace enigm::simulator {

/// Where devices ask, and the key that the server must have.
struct DeviceListener
{
    QUrl url;
    QByteArray tlsDigest; ///< SHA-256 of the SubjectPublicKeyInfo
};

/// What a device asks for.
struct Ask
{
    QByteArray method = "GET";
    QByteArray path;
    QByteArray body = {};                   ///< JSON; empty: none
    qsizetype largestResponse = 256 * 1024; ///< bytes, head included
    QByteArray fields = {};                 ///< further header lines, each with its end
};

/// What every connection of a device is made with.
[[nodiscard]] QSslConfiguration tlsOf(const deployment::DeviceIdentity &device);
/// Whether the server has proven the key that the deployment pins.
[[nodiscard]] bool isPinned(const QSslSocket &socket, const DeviceListener &listener);
/// The request as it is sent.
[[nodiscard]] QByteArray requestOf(const Ask &ask, const DeviceListener &listener, QByteArrayView connection);

/// One device asks one thing: a connection by mutual TLS 1.3, one request, one answer. A device that is yet to enrol
/// has no certificate, and shows none.
class Exchange : public QObject
{
    Q_OBJECT

public:
    /// Starts at once.
    Exchange(const deployment::DeviceIdentity &device, const DeviceListener &listener, Ask ask, QObject *parent);
    ~Exchange() override;

Q_SIGNALS:
    /// Once, from the event loop.
    void finished(const enigm::simulator::Reply &reply);

private:
    void sendRequest();
    void readMore();
    void conclude();
    void fail(ProblemType type, const QString &detail);

    DeviceListener m_listener;
    Ask m_ask;
    QSslSocket *m_socket;
    QTimer *m_patience;
    QByteArray m_response;
    bool m_isFinished = false;
};

} // namespace enigm::simulator

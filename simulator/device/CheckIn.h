#pragma once

#include "contract/deployment/DeviceArchive.h"
#include "simulator/device/CheckInReply.h"

#include <QByteArray>
#include <QObject>
#include <QUrl>

class QSslSocket;
class QTimer;

namespace enigm::simulator {

/// Where devices check in, and the key that the server must have.
struct DeviceListener
{
    QUrl url;
    QByteArray tlsDigest; ///< SHA-256 of the SubjectPublicKeyInfo
};

/// One check-in of one device: a connection by mutual TLS 1.3, one request, one answer.
class CheckIn : public QObject
{
    Q_OBJECT

public:
    /// Starts at once.
    CheckIn(const deployment::DeviceIdentity &device, const DeviceListener &listener, QObject *parent);
    ~CheckIn() override;

Q_SIGNALS:
    /// Once, from the event loop.
    void finished(const enigm::simulator::CheckInResult &result);

private:
    void configure(const deployment::DeviceIdentity &device);
    void sendRequest();
    void readMore();
    void conclude();
    void fail(ProblemType type, const QString &detail);
    [[nodiscard]] bool isPinned() const;

    fleet::DeviceHandle m_handle;
    DeviceListener m_listener;
    QSslSocket *m_socket;
    QTimer *m_patience;
    QByteArray m_response;
    bool m_isFinished = false;
};

} // namespace enigm::simulator

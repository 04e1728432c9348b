#include "simulator/device/CheckIn.h"

#include <QSslConfiguration>
#include <QSslKey>
#include <QSslSocket>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace enigm::simulator {

namespace {

constexpr int longestExchange = 30'000; // milliseconds
constexpr qsizetype largestResponse = 256 * 1024;
constexpr int httpsPort = 443;

/// Qt takes a PKCS#8 key in PEM only.
QSslKey sslKey(const signing::PrivateKey &key)
{
    const signing::Secret pkcs8 = key.pkcs8();
    QByteArray pem =
        "-----BEGIN PRIVATE KEY-----\n" + pkcs8.view().toByteArray().toBase64() + "\n-----END PRIVATE KEY-----\n";
    const QSslKey result(pem, QSsl::Ec, QSsl::Pem);
    pem.fill('\0');
    return result;
}

} // namespace

CheckIn::CheckIn(const deployment::DeviceIdentity &device, const DeviceListener &listener, QObject *parent)
    : QObject(parent)
    , m_handle(device.handle)
    , m_listener(listener)
    , m_socket(new QSslSocket(this))
    , m_patience(new QTimer(this))
{
    configure(device);
    m_patience->setSingleShot(true);
    connect(m_patience, &QTimer::timeout, this,
            [this] { fail(ProblemType::RequestTimeout, u"The server did not answer in time."_s); });
    connect(m_socket, &QSslSocket::encrypted, this, &CheckIn::sendRequest);
    connect(m_socket, &QSslSocket::readyRead, this, &CheckIn::readMore);
    connect(m_socket, &QSslSocket::disconnected, this, &CheckIn::conclude, Qt::QueuedConnection);
    connect(m_socket, &QSslSocket::errorOccurred, this, &CheckIn::conclude, Qt::QueuedConnection);
    // Trust hangs on the pin alone: neither authorities nor names are asked.
    connect(m_socket, &QSslSocket::sslErrors, this, [this](const QList<QSslError> &errors) {
        if (isPinned())
            m_socket->ignoreSslErrors(errors);
    });
    m_patience->start(longestExchange);
    m_socket->connectToHostEncrypted(listener.url.host(), static_cast<quint16>(listener.url.port(httpsPort)));
}

CheckIn::~CheckIn() = default;

void CheckIn::configure(const deployment::DeviceIdentity &device)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setProtocol(QSsl::TlsV1_3OrLater);
    tls.setCaCertificates({});
    tls.setLocalCertificate(QSslCertificate(device.certificate, QSsl::Der));
    tls.setPrivateKey(sslKey(*device.tlsKey));
    m_socket->setSslConfiguration(tls);
}

bool CheckIn::isPinned() const
{
    const QSslCertificate certificate = m_socket->peerCertificate();
    return !certificate.isNull() && signing::sha256(certificate.publicKey().toDer()) == m_listener.tlsDigest;
}

void CheckIn::sendRequest()
{
    if (!isPinned()) {
        fail(ProblemType::WrongServer, u"The server presented another key than the deployment pins."_s);
        return;
    }
    m_socket->write("POST /device/v1/check-in HTTP/1.1\r\nHost: " + m_listener.url.authority().toLatin1() +
                    "\r\nAccept: application/json, application/problem+json\r\nContent-Type: application/json\r\n"
                    "Content-Length: 2\r\nConnection: close\r\n\r\n{}");
}

void CheckIn::readMore()
{
    m_response += m_socket->readAll();
    if (m_response.size() > largestResponse)
        fail(ProblemType::TooLarge, u"The answer of the server is too large."_s);
    else if (isComplete(m_response))
        conclude(); // without waiting for the server to close
}

void CheckIn::conclude()
{
    if (m_isFinished)
        return;
    m_response += m_socket->readAll();
    if (m_response.isEmpty()) {
        fail(ProblemType::Unreachable, m_socket->errorString());
        return;
    }
    m_isFinished = true;
    Q_EMIT finished(readCheckInReply(m_handle, m_response));
}

void CheckIn::fail(ProblemType type, const QString &detail)
{
    if (m_isFinished)
        return;
    m_isFinished = true;
    m_socket->abort();
    Q_EMIT finished(CheckInResult::failed(m_handle, {type, detail}));
}

} // namespace enigm::simulator

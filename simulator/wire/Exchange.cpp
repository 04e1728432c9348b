#include "simulator/wire/Exchange.h"

#include <QSslConfiguration>
#include <QSslKey>
#include <QSslSocket>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace enigm::simulator {

namespace {

constexpr int longestExchange = 30'000; // milliseconds
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

QSslConfiguration tlsOf(const deployment::DeviceIdentity &device)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setProtocol(QSsl::TlsV1_3OrLater);
    tls.setCaCertificates({});
    if (!device.certificate.isEmpty()) {
        tls.setLocalCertificate(QSslCertificate(device.certificate, QSsl::Der));
        tls.setPrivateKey(sslKey(*device.tlsKey));
    }
    return tls;
}

bool isPinned(const QSslSocket &socket, const DeviceListener &listener)
{
    const QSslCertificate certificate = socket.peerCertificate();
    return !certificate.isNull() && signing::sha256(certificate.publicKey().toDer()) == listener.tlsDigest;
}

QByteArray requestOf(const Ask &ask, const DeviceListener &listener, QByteArrayView connection)
{
    QByteArray request =
        ask.method + ' ' + ask.path + " HTTP/1.1\r\nHost: " + listener.url.authority().toLatin1() +
        "\r\nAccept: application/json, application/problem+json\r\nConnection: " + connection.toByteArray() + "\r\n" +
        ask.fields;
    if (!ask.body.isEmpty())
        request += "Content-Type: application/json\r\nContent-Length: " + QByteArray::number(ask.body.size()) + "\r\n";
    return request + "\r\n" + ask.body;
}

Exchange::Exchange(const deployment::DeviceIdentity &device, const DeviceListener &listener, Ask ask, QObject *parent)
    : QObject(parent)
    , m_listener(listener)
    , m_ask(std::move(ask))
    , m_socket(new QSslSocket(this))
    , m_patience(new QTimer(this))
{
    m_socket->setSslConfiguration(tlsOf(device));
    m_patience->setSingleShot(true);
    connect(m_patience, &QTimer::timeout, this,
            [this] { fail(ProblemType::RequestTimeout, u"The server did not answer in time."_s); });
    connect(m_socket, &QSslSocket::encrypted, this, &Exchange::sendRequest);
    connect(m_socket, &QSslSocket::readyRead, this, &Exchange::readMore);
    connect(m_socket, &QSslSocket::disconnected, this, &Exchange::conclude, Qt::QueuedConnection);
    connect(m_socket, &QSslSocket::errorOccurred, this, &Exchange::conclude, Qt::QueuedConnection);
    // Trust hangs on the pin alone: neither authorities nor names are asked.
    connect(m_socket, &QSslSocket::sslErrors, this, [this](const QList<QSslError> &errors) {
        if (isPinned(*m_socket, m_listener))
            m_socket->ignoreSslErrors(errors);
    });
    m_patience->start(longestExchange);
    m_socket->connectToHostEncrypted(listener.url.host(), static_cast<quint16>(listener.url.port(httpsPort)));
}

Exchange::~Exchange() = default;

void Exchange::sendRequest()
{
    if (!isPinned(*m_socket, m_listener)) {
        fail(ProblemType::WrongServer, u"The server presented another key than the deployment pins."_s);
        return;
    }
    m_socket->write(requestOf(m_ask, m_listener, "close"));
}

void Exchange::readMore()
{
    m_response += m_socket->readAll();
    if (m_response.size() > m_ask.largestResponse)
        fail(ProblemType::TooLarge, u"The answer of the server is too large."_s);
    else if (isComplete(m_response))
        conclude(); // without waiting for the server to close
}

void Exchange::conclude()
{
    if (m_isFinished)
        return;
    m_response += m_socket->readAll();
    if (m_response.isEmpty()) {
        fail(ProblemType::Unreachable, m_socket->errorString());
        return;
    }
    m_isFinished = true;
    Q_EMIT finished(readReply(m_response));
}

void Exchange::fail(ProblemType type, const QString &detail)
{
    if (m_isFinished)
        return;
    m_isFinished = true;
    m_socket->abort();
    Q_EMIT finished(Reply::failed({type, detail}));
}

} // namespace enigm::simulator

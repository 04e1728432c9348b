#include "simulator/wire/DeviceLine.h"

#include "simulator/wire/ReplyReader.h"

#include <QSslConfiguration>
#include <QSslError>
#include <QSslSocket>
#include <QTimer>

#include <utility>

using namespace Qt::StringLiterals;

namespace enigm::simulator {

namespace {

constexpr int longestSilence = 30'000; // milliseconds
constexpr int httpsPort = 443;

} // namespace

DeviceLine::DeviceLine(const deployment::DeviceIdentity &device, const DeviceListener &listener, QObject *parent)
    : QObject(parent)
    , m_device(device)
    , m_listener(listener)
    , m_socket(new QSslSocket(this))
    , m_patience(new QTimer(this))
{
    m_patience->setSingleShot(true);
    connect(m_patience, &QTimer::timeout, this,
            [this] { fail(ProblemType::RequestTimeout, u"The server did not answer in time."_s); });
    connect(m_socket, &QSslSocket::encrypted, this, &DeviceLine::sendRequest);
    connect(m_socket, &QSslSocket::readyRead, this, &DeviceLine::readMore);
    connect(m_socket, &QSslSocket::disconnected, this, &DeviceLine::dropped, Qt::QueuedConnection);
    connect(m_socket, &QSslSocket::errorOccurred, this, &DeviceLine::dropped, Qt::QueuedConnection);
    // Trust hangs on the pin alone: neither authorities nor names are asked.
    connect(m_socket, &QSslSocket::sslErrors, this, [this](const QList<QSslError> &errors) {
        if (isPinned())
            m_socket->ignoreSslErrors(errors);
    });
}

DeviceLine::~DeviceLine() = default;

void DeviceLine::ask(Ask ask, Take take, Sink sink)
{
    Q_ASSERT(!m_reader);
    m_ask = std::move(ask);
    m_take = std::move(take);
    m_reader = std::make_unique<ReplyReader>(m_ask.largestResponse, std::move(sink));
    m_patience->start(longestSilence);
    if (m_socket->isEncrypted() && m_socket->state() == QAbstractSocket::ConnectedState)
        sendRequest();
    else
        connectNow();
}

void DeviceLine::connectNow()
{
    m_isFresh = true;
    m_socket->abort();
    m_socket->setSslConfiguration(tlsOf(m_device));
    m_socket->connectToHostEncrypted(m_listener.url.host(), static_cast<quint16>(m_listener.url.port(httpsPort)));
}

bool DeviceLine::isPinned() const
{
    return simulator::isPinned(*m_socket, m_listener);
}

void DeviceLine::sendRequest()
{
    if (!isPinned())
        return fail(ProblemType::WrongServer, u"The server presented another key than the deployment pins."_s);
    m_socket->write(requestOf(m_ask, m_listener, "keep-alive"));
}

void DeviceLine::readMore()
{
    const QByteArray bytes = m_socket->readAll();
    if (!m_reader || bytes.isEmpty())
        return;
    m_patience->start(longestSilence);
    switch (m_reader->read(bytes)) {
    case ReplyReader::Now::More:
        return;
    case ReplyReader::Now::Done:
        m_isFresh = false;
        return conclude(m_reader->reply());
    case ReplyReader::Now::TooLarge:
        return fail(ProblemType::TooLarge, u"The answer of the server is too large."_s);
    case ReplyReader::Now::Unwanted:
        return fail(ProblemType::Cancelled, u"The device has ended the connection."_s);
    case ReplyReader::Now::Malformed:
        return fail(ProblemType::UnexpectedAnswer, u"The server answered with something else than HTTP."_s);
    }
}

/// A connection that was kept may have ended just when it was used again: then the device asks once more.
void DeviceLine::dropped()
{
    if (!m_reader || m_socket->state() == QAbstractSocket::ConnectedState)
        return;
    if (!m_isFresh && !m_reader->hasBegun())
        return connectNow();
    fail(ProblemType::Unreachable, m_socket->errorString());
}

void DeviceLine::fail(ProblemType type, const QString &detail)
{
    if (!m_reader)
        return;
    m_socket->abort();
    conclude(Reply::failed({type, detail}));
}

void DeviceLine::conclude(Reply reply)
{
    m_patience->stop();
    m_reader.reset();
    // What follows may ask the next thing, or end this line.
    const Take take = std::exchange(m_take, {});
    QMetaObject::invokeMethod(this, [take, reply = std::move(reply)] { take(reply); }, Qt::QueuedConnection);
}

} // namespace enigm::simulator

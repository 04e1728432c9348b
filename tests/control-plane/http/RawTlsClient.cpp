#include "tests/control-plane/http/RawTlsClient.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QList>

#include <openssl/err.h>

#include <algorithm>
#include <arpa/inet.h>
#include <csignal>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace enigm::test {

namespace {

int connectTo(quint16 port)
{
    const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const timeval limit{.tv_sec = 10, .tv_usec = 0};
    ::setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    ::setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0)
        return descriptor;
    ::close(descriptor);
    return -1;
}

std::shared_ptr<SSL_CTX> makeContext(const RawTlsOptions &options)
{
    std::shared_ptr<SSL_CTX> context(SSL_CTX_new(TLS_client_method()), SSL_CTX_free);
    if (options.maximalVersion != 0)
        SSL_CTX_set_max_proto_version(context.get(), options.maximalVersion);
    if (options.identity) {
        SSL_CTX_use_certificate(context.get(), options.identity->certificate());
        SSL_CTX_use_PrivateKey(context.get(), options.identity->key());
    }
    if (!options.protocols.isEmpty())
        SSL_CTX_set_alpn_protos(context.get(), reinterpret_cast<const unsigned char *>(options.protocols.constData()),
                                static_cast<unsigned>(options.protocols.size()));
    return context;
}

} // namespace

QByteArray RawReply::problem() const
{
    if (header("Content-Type") != "application/problem+json")
        return {};
    const QString type = QJsonDocument::fromJson(body).object().value(QStringLiteral("type")).toString();
    return type.sliced(type.lastIndexOf(QLatin1Char(':')) + 1).toUtf8();
}

RawTlsClient::RawTlsClient(quint16 port, const RawTlsOptions &options)
    : m_context(makeContext(options))
    , m_ssl(SSL_new(m_context.get()), SSL_free)
    , m_socket(connectTo(port))
{
    std::signal(SIGPIPE, SIG_IGN); // OpenSSL writes without MSG_NOSIGNAL
    if (m_socket < 0)
        return;
    SSL_set_fd(m_ssl.get(), m_socket);
    if (options.session)
        SSL_set_session(m_ssl.get(), options.session);
    ERR_clear_error();
    m_connected = SSL_connect(m_ssl.get()) == 1;
}

RawTlsClient::~RawTlsClient()
{
    if (m_connected)
        SSL_shutdown(m_ssl.get());
    if (m_socket >= 0)
        ::close(m_socket);
}

bool RawTlsClient::send(QByteArrayView bytes)
{
    if (!m_connected)
        return false;
    ERR_clear_error();
    return bytes.isEmpty() || SSL_write(m_ssl.get(), bytes.data(), static_cast<int>(bytes.size())) > 0;
}

bool RawTlsClient::fill()
{
    if (!m_connected)
        return false;
    char bytes[16384];
    ERR_clear_error();
    const int count = SSL_read(m_ssl.get(), bytes, sizeof bytes);
    if (count <= 0)
        return false;
    m_received.append(bytes, count);
    return true;
}

std::optional<QByteArray> RawTlsClient::takeThrough(QByteArrayView mark)
{
    qsizetype place = -1;
    while ((place = m_received.indexOf(mark)) < 0) {
        if (!fill())
            return std::nullopt;
    }
    const QByteArray taken = m_received.first(place);
    m_received.remove(0, place + mark.size());
    return taken;
}

std::optional<RawReply> RawTlsClient::reply(bool bodiless)
{
    const std::optional<QByteArray> head = takeThrough("\r\n\r\n");
    if (!head)
        return std::nullopt;
    RawReply reply;
    const QList<QByteArray> lines = head->split('\n');
    reply.status = lines.front().mid(9, 3).toInt();
    for (const QByteArray &line : lines.sliced(1)) {
        const qsizetype colon = line.indexOf(':');
        reply.headers.add(line.first(colon), line.sliced(colon + 1).trimmed());
    }
    const qsizetype length = bodiless ? 0 : reply.header("Content-Length").toLongLong();
    while (m_received.size() < length) {
        if (!fill())
            return std::nullopt;
    }
    reply.body = m_received.first(length);
    m_received.remove(0, length);
    return reply;
}

std::optional<QByteArray> RawTlsClient::chunk()
{
    const std::optional<QByteArray> line = takeThrough("\r\n");
    bool isNumber = false;
    const qsizetype size = line ? line->toLongLong(&isNumber, 16) : 0;
    if (!isNumber)
        return std::nullopt;
    while (m_received.size() < size + 2) {
        if (!fill())
            return std::nullopt;
    }
    const QByteArray bytes = m_received.first(size);
    m_received.remove(0, size + 2);
    return bytes;
}

std::optional<RawReply> RawTlsClient::exchange(QByteArrayView bytes)
{
    // Where the peer refuses amid the bytes it may be too late to send the rest, but not to read why.
    send(bytes);
    return reply();
}

QByteArray RawTlsClient::some()
{
    if (m_received.isEmpty())
        fill();
    return std::exchange(m_received, QByteArray());
}

bool RawTlsClient::readable(std::chrono::milliseconds time)
{
    const auto end = std::chrono::steady_clock::now() + time;
    while (m_received.isEmpty()) {
        const auto left = end - std::chrono::steady_clock::now();
        pollfd poll{.fd = m_socket, .events = POLLIN, .revents = 0};
        const auto wait = std::chrono::ceil<std::chrono::milliseconds>(std::max(left, left.zero()));
        if (SSL_pending(m_ssl.get()) == 0 && ::poll(&poll, 1, static_cast<int>(wait.count())) <= 0)
            return false;
        // What came may be a session ticket, which nobody waits for.
        char byte = 0;
        ::fcntl(m_socket, F_SETFL, O_NONBLOCK);
        ERR_clear_error();
        const int count = SSL_peek(m_ssl.get(), &byte, 1);
        const bool nothing = count <= 0 && SSL_get_error(m_ssl.get(), count) == SSL_ERROR_WANT_READ;
        ::fcntl(m_socket, F_SETFL, 0);
        if (!nothing)
            return true;
    }
    return true;
}

bool RawTlsClient::atEnd()
{
    return m_received.isEmpty() && !fill();
}

void RawTlsClient::endSending()
{
    SSL_shutdown(m_ssl.get());
    ::shutdown(m_socket, SHUT_WR);
}

void RawTlsClient::abort()
{
    const linger now{.l_onoff = 1, .l_linger = 0};
    ::setsockopt(m_socket, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    ::close(m_socket);
    m_socket = -1;
    m_connected = false;
}

bool RawTlsClient::resumed() const
{
    return SSL_session_reused(m_ssl.get()) == 1;
}

std::shared_ptr<SSL_SESSION> RawTlsClient::session() const
{
    return {SSL_get1_session(m_ssl.get()), SSL_SESSION_free};
}

QByteArray RawTlsClient::protocol() const
{
    const unsigned char *name = nullptr;
    unsigned length = 0;
    SSL_get0_alpn_selected(m_ssl.get(), &name, &length);
    return {reinterpret_cast<const char *>(name), static_cast<qsizetype>(length)};
}

RawTcpClient::RawTcpClient(quint16 port)
    : m_socket(connectTo(port))
{}

RawTcpClient::~RawTcpClient()
{
    ::close(m_socket);
}

bool RawTcpClient::endsWithin(std::chrono::milliseconds time) const
{
    pollfd poll{.fd = m_socket, .events = POLLIN, .revents = 0};
    char byte = 0;
    return ::poll(&poll, 1, static_cast<int>(time.count())) > 0 && ::recv(m_socket, &byte, 1, 0) <= 0;
}

} // namespace enigm::test

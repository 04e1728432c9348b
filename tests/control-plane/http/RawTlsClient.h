#pragma once

#include "control-plane/http/Headers.h"
#include "tests/control-plane/http/TestIdentity.h"

#include <QByteArray>

#include <openssl/ssl.h>

#include <chrono>
#include <memory>
#include <optional>

namespace enigm::test {

/// An answer as it came.
struct RawReply
{
    int status = 0;
    controlplane::http::Headers headers;
    QByteArray body;

    /// The last part of a problem's type, such as "missing-host"; empty for other answers.
    [[nodiscard]] QByteArray problem() const;
    [[nodiscard]] QByteArray header(QByteArrayView name) const { return headers.value(name).value_or(QByteArray()); }
};

struct RawTlsOptions
{
    const TestIdentity *identity = nullptr;
    int maximalVersion = 0;         ///< such as TLS1_2_VERSION; 0: the newest
    QByteArray protocols = {};      ///< ALPN in wire form
    SSL_SESSION *session = nullptr; ///< to resume
};

/// A TLS client on loopback that sends just the bytes that it is given. Blocking; every call ends within ten seconds.
class RawTlsClient
{
public:
    explicit RawTlsClient(quint16 port, const RawTlsOptions &options = {});
    ~RawTlsClient();
    RawTlsClient(const RawTlsClient &) = delete;
    RawTlsClient &operator=(const RawTlsClient &) = delete;
    RawTlsClient(RawTlsClient &&) = delete;
    RawTlsClient &operator=(RawTlsClient &&) = delete;

    [[nodiscard]] bool connected() const { return m_connected; }
    /// False where the peer no longer takes bytes.
    bool send(QByteArrayView bytes);
    /// The next answer; nothing where the peer ends the connection before it is whole. `bodiless` for an answer to
    /// HEAD.
    std::optional<RawReply> reply(bool bodiless = false);
    std::optional<RawReply> exchange(QByteArrayView bytes);
    /// The next chunk of a body whose head was read; empty is its end. Nothing where the peer ends before it is whole.
    std::optional<QByteArray> chunk();
    /// What has come of a body whose head was read; empty where the peer ends.
    QByteArray some();
    /// Whether something can be read, or the peer has ended, within this time.
    bool readable(std::chrono::milliseconds time);
    /// Whether the peer has ended the connection, in whatever way, with nothing more to read.
    bool atEnd();
    /// close_notify and FIN: nothing more will be sent.
    void endSending();
    /// Resets the connection.
    void abort();
    [[nodiscard]] bool resumed() const;
    /// The session to resume, once something was read; freed by the caller.
    [[nodiscard]] std::shared_ptr<SSL_SESSION> session() const;
    [[nodiscard]] QByteArray protocol() const;

private:
    bool fill();
    std::optional<QByteArray> takeThrough(QByteArrayView mark);

    std::shared_ptr<SSL_CTX> m_context;
    std::shared_ptr<SSL> m_ssl;
    int m_socket = -1;
    bool m_connected = false;
    QByteArray m_received;
};

/// A TCP connection on loopback that never says anything.
class RawTcpClient
{
public:
    explicit RawTcpClient(quint16 port);
    ~RawTcpClient();
    RawTcpClient(const RawTcpClient &) = delete;
    RawTcpClient &operator=(const RawTcpClient &) = delete;
    RawTcpClient(RawTcpClient &&) = delete;
    RawTcpClient &operator=(RawTcpClient &&) = delete;

    /// Whether the peer ends the connection within this time.
    [[nodiscard]] bool endsWithin(std::chrono::milliseconds time) const;

private:
    int m_socket;
};

} // namespace enigm::test

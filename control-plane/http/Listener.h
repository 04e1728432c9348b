#pragma once

#include "contract/problems/Problem.h"
#include "control-plane/http/HeadReader.h"
#include "control-plane/http/Router.h"
#include "control-plane/http/Stats.h"

#include <QByteArray>
#include <QString>

#include <openssl/types.h>

#include <chrono>
#include <memory>
#include <vector>

namespace enigm::controlplane::http {

/// What one peer may cost. Times are deadlines from the beginning of what they bound: single bytes do not extend them.
struct Limits
{
    HeadLimits head = {};
    qsizetype bodyBytes = 8 * 1024 * 1024; ///< the most, whatever a route takes
    qsizetype largeBody = 1024 * 1024;     ///< what is longer is taken only of a few at once
    int largeBodies = 32;                  ///< beyond, further ones are answered Unavailable
    int connections = 4096;                ///< beyond, further ones wait in the system's queue
    int connectionsPerRemote = 256;        ///< beyond, further ones are closed at once
    int streams = 1024;                    ///< beyond, further ones are answered Unavailable
    int requestsPerConnection = 10'000;
    int pipelined = 16; ///< requests in a row that came before the answer to the one before; then the connection ends
    std::chrono::milliseconds handshakeTime{10'000};
    std::chrono::milliseconds headTime{10'000}; ///< from its first byte
    std::chrono::milliseconds bodyTime{10'000}; ///< and a second for each minimalRate bytes
    std::chrono::milliseconds handlerTime{60'000};
    std::chrono::milliseconds writeTime{10'000}; ///< and a second for each minimalRate bytes
    std::chrono::milliseconds idleTime{60'000};  ///< between requests; ends silently
    std::chrono::milliseconds beatTime{15'000};  ///< of a stream, after its last byte
    std::chrono::milliseconds lingerTime{2'000}; ///< for the peer to read a last answer before the connection is cut
    qint64 minimalRate = 16 * 1024;              ///< bytes a second
};

struct ListenerOptions
{
    QString address = QStringLiteral("127.0.0.1"); ///< a literal IPv4 or IPv6 address
    quint16 port = 0;                              ///< 0: the system chooses
    std::vector<QByteArray> certificateChain = {}; ///< DER, the server's own first
    EVP_PKEY *key = nullptr;                       ///< of the first certificate, P-256; start() takes a reference
    /// DER. Where there are any, a peer must prove a certificate that one of them issued (mutual TLS).
    std::vector<QByteArray> clientAuthorities = {};
    /// Whether a peer may show no certificate at all; one that it shows has to be of these authorities all the same.
    bool clientsMayBeUnknown = false;
    /// Whether a peer must prove a certificate, whoever issued it: by its key whoever answers it finds out who it is.
    /// Instead of authorities.
    bool clientsAreKnownByKey = false;
    Limits limits = {};
    int threads = 2;
};

/// HTTP/1.1 over TLS 1.3: one event loop a thread, each with a socket of its own on the shared port. Handlers run on
/// these threads and must not block.
class Listener
{
public:
    Listener(ListenerOptions options, Router router);
    /// As stop() with no time left.
    ~Listener();

    /// Begins to listen. MalformedCertificate or MalformedKey for what TLS cannot use; Unavailable where the address
    /// cannot be listened on. Called once.
    [[nodiscard]] Expected<void> start();
    /// "https://127.0.0.1:4711", once started.
    [[nodiscard]] QString url() const;
    [[nodiscard]] quint16 port() const;
    [[nodiscard]] Stats stats() const;

    /// Accepts nothing more, ends idle connections, streams and files, lets requests that are under way be answered
    /// until `grace` is over, then cuts. Blocks until all threads have ended; not to be called from a handler. Later
    /// calls do nothing.
    void stop(std::chrono::milliseconds grace);

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace enigm::controlplane::http

#pragma once

#include <QByteArray>

#include <array>
#include <atomic>

namespace enigm::controlplane::http {

/// What a listener has counted since it started. Nothing in it tells who asked or for what.
struct Stats
{
    quint64 connectionsAccepted = 0;
    quint64 connectionsOpen = 0;
    quint64 connectionsRefused = 0; ///< closed at once: too many from one remote
    quint64 handshakesFailed = 0;
    quint64 handshakesResumed = 0;
    quint64 requests = 0; ///< handed to a handler
    quint64 refused = 0;  ///< answered without a handler
    quint64 timeouts = 0; ///< slow heads, bodies, handlers, readers and handshakes; not idle connections
    quint64 aborted = 0;  ///< the peer went away amid a request or its answer
    quint64 streamsOpen = 0;
    quint64 streamsDropped = 0;            ///< the peer did not keep up
    std::array<quint64, 5> responses = {}; ///< by class: [1] counts 2xx

    /// Prometheus text format 0.0.4; every sample carries listener="name".
    [[nodiscard]] QByteArray prometheusText(QByteArrayView listener) const;
};

/// Where the threads of a listener count.
class Counters
{
public:
    std::atomic<quint64> connectionsAccepted = 0;
    std::atomic<quint64> connectionsOpen = 0;
    std::atomic<quint64> connectionsRefused = 0;
    std::atomic<quint64> handshakesFailed = 0;
    std::atomic<quint64> handshakesResumed = 0;
    std::atomic<quint64> requests = 0;
    std::atomic<quint64> refused = 0;
    std::atomic<quint64> timeouts = 0;
    std::atomic<quint64> aborted = 0;
    std::atomic<quint64> streamsOpen = 0;
    std::atomic<quint64> streamsDropped = 0;

    void countResponse(int status);
    [[nodiscard]] Stats snapshot() const;

private:
    std::array<std::atomic<quint64>, 5> m_responses = {};
};

} // namespace enigm::controlplane::http

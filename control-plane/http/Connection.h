#pragma once

#include "control-plane/http/FileTransfer.h"
#include "control-plane/http/HeadReader.h"
#include "control-plane/http/IoThread.h"
#include "control-plane/http/Stream.h"

#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include <memory>
#include <optional>
#include <string>

namespace enigm::controlplane::http {

/// One TLS connection and the request that it is at. Lives on its IoThread alone; one deadline is armed at any time,
/// except while nothing can be waited for. Requests are read one after the other, never ahead: what a peer pipelines
/// beyond one read stays in the system's buffers.
class Connection : public std::enable_shared_from_this<Connection>
{
public:
    Connection(IoThread &thread, boost::asio::ip::tcp::socket socket, QByteArray remoteKey);

    void start();
    /// Ends now if idle or amid a file, else after the answer that is under way; a stream is ended for it.
    void drain();
    /// Ends now.
    void cut();

    [[nodiscard]] const QByteArray &remoteKey() const { return m_remoteKey; }

private:
    enum class Phase { Handshake, Idle, Head, Body, Handling, Writing, Streaming, Sending, Lingering, Ended };
    using Parser = boost::beast::http::request_parser<boost::beast::http::string_body>;
    using Error = boost::system::error_code;

    void enter(Phase phase, std::chrono::milliseconds time);
    void arm(std::chrono::steady_clock::time_point deadline);
    void wait();
    void deadlinePassed();
    template <typename Next>
    void read(Next next);
    void readFailed();

    void handshaken();
    void awaitRequest();
    void readHead();
    void headComplete();
    void invite();
    void readBody();
    void consumeBody();
    void bodyFailed(const Error &error);
    void handle();

    void answered(quint64 request, Response response);
    /// Answers and ends the connection: where the next request begins is no longer known.
    void refuseWith(const Problem &problem);
    /// Answers a request whose head is sound; the connection goes on unless a body lies unread.
    void refuseSound(Response response);
    [[nodiscard]] std::chrono::milliseconds timeToWrite(qint64 bytes) const;
    void write(Response response, bool close);
    void written(bool close);

    /// Whether the answer is to go on: it is then counted until leaveStream(). Otherwise it becomes one that does not:
    /// the head that was asked for, or a refusal where too many streams are open.
    [[nodiscard]] bool isStreamed(Response &response);
    void startStream(Response response);
    void writeStream(std::string bytes);
    void beat();
    /// Writes what waits in the stream, unless a write is under way.
    void pump();
    /// Hears of the peer's going while it is written to.
    void watch();
    void leaveStream();

    void startFile(Response response, bool close);
    void sendHead();
    void partSent(const Error &error, qint64 bytes);
    void sendPart();
    [[nodiscard]] bool isMyTurn();
    void readPart();
    void readPartFromDisk(std::size_t size);
    void partRead(qint64 count);

    /// Whether a body that may be of this size may be taken now: few are large at once.
    [[nodiscard]] bool takeBody(qsizetype size);
    void releaseBody();

    void linger();
    void discard();
    void finish();

    [[nodiscard]] const Limits &limits() const { return m_thread.service().limits; }
    [[nodiscard]] Counters &counters() { return m_thread.service().counters; }

    IoThread &m_thread;
    QByteArray m_remoteKey;
    boost::asio::ssl::stream<boost::asio::ip::tcp::socket> m_stream;
    boost::asio::steady_timer m_timer; ///< waits for the deadline, or for one before it that was moved
    std::chrono::steady_clock::time_point m_deadline;
    bool m_isWaiting = false;
    Phase m_phase = Phase::Handshake;
    bool m_expired = false; ///< the deadline of this phase has passed
    QByteArray m_peerCertificate;

    boost::beast::flat_buffer m_buffer;
    std::optional<HeadReader> m_reader;
    std::optional<Parser> m_parser;
    Head m_head;
    Router::Match m_match{};
    Request m_request;
    std::chrono::steady_clock::time_point m_bodyBegin;
    qint64 m_bodyReceived = 0; ///< on the wire, framing included
    quint64 m_requests = 0;
    int m_pipelined = 0;
    std::string m_outHead;
    QByteArray m_outBody;
    std::shared_ptr<Stream> m_answer; ///< while Streaming
    bool m_isStreamWriting = false;
    bool m_isStreamOver = false;              ///< its last chunk is written, or being written
    std::unique_ptr<FileTransfer> m_transfer; ///< while Sending
    bool m_isBodyLarge = false;               ///< and counted
    qsizetype m_discarded = 0;
};

} // namespace enigm::controlplane::http

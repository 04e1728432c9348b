#include "control-plane/http/Connection.h"

#include "control-plane/http/TlsContext.h"
#include "control-plane/http/WireFormat.h"

#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/error.hpp>

#include <array>
#include <utility>

namespace enigm::controlplane::http {

namespace asio = boost::asio;
namespace beast = boost::beast;
using namespace Qt::StringLiterals;
using asio::ip::tcp;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

namespace {

constexpr std::size_t readSize = 16 * 1024;
/// A chunk header or trailer that is still not whole after this many bytes is refused.
constexpr std::size_t framingSize = 2 * readSize;
/// Up to here head and body are copied into one TLS record rather than sent as two.
constexpr qsizetype joinedSize = 12 * 1024;

QByteArrayView viewOf(const beast::flat_buffer &buffer)
{
    return {static_cast<const char *>(buffer.data().data()), static_cast<qsizetype>(buffer.size())};
}

milliseconds transferTime(qint64 bytes, qint64 minimalRate)
{
    return milliseconds(bytes * 1000 / minimalRate);
}

} // namespace

Connection::Connection(IoThread &thread, tcp::socket socket, QByteArray remoteKey)
    : m_thread(thread)
    , m_remoteKey(std::move(remoteKey))
    , m_stream(std::move(socket), thread.tls())
    , m_timer(thread.context())
{}

void Connection::start()
{
    Error ignored;
    m_stream.next_layer().set_option(tcp::no_delay(true), ignored);
    enter(Phase::Handshake, limits().handshakeTime);
    m_stream.async_handshake(asio::ssl::stream_base::server, [self = shared_from_this()](const Error &error) {
        if (self->m_phase == Phase::Ended)
            return;
        if (error) {
            ++self->counters().handshakesFailed;
            self->finish();
            return;
        }
        self->handshaken();
    });
}

void Connection::drain()
{
    if (m_phase == Phase::Idle)
        linger();
    else if (m_answer)
        m_answer->end();
    else if (m_phase == Phase::Sending)
        finish(); // whoever wants the rest asks for just that
}

void Connection::cut()
{
    finish();
}

void Connection::enter(Phase phase, milliseconds time)
{
    m_phase = phase;
    m_expired = false;
    arm(steady_clock::now() + time);
}

void Connection::arm(steady_clock::time_point deadline)
{
    m_deadline = deadline;
    // A wait that ends before it looks again: most deadlines are over long before, and to move the timer each time
    // costs more than to read a request.
    if (!m_isWaiting || m_timer.expiry() > deadline)
        wait();
}

void Connection::wait()
{
    m_isWaiting = true;
    m_timer.expires_at(m_deadline);
    m_timer.async_wait([weak = weak_from_this()](const Error &error) {
        const auto self = weak.lock();
        // A wait that had already ended when the deadline was moved comes without an error.
        if (error || !self || self->m_timer.expiry() > steady_clock::now())
            return;
        self->m_isWaiting = false;
        if (self->m_deadline <= steady_clock::now())
            self->deadlinePassed();
        else if (self->m_phase != Phase::Ended)
            self->wait();
    });
}

void Connection::deadlinePassed()
{
    if (m_phase == Phase::Ended || m_expired)
        return;
    if (m_phase == Phase::Streaming && !m_isStreamWriting) {
        beat();
        return;
    }
    m_expired = true;
    if (m_phase != Phase::Idle && m_phase != Phase::Lingering)
        ++counters().timeouts;
    switch (m_phase) {
    case Phase::Idle:
    case Phase::Head:
    case Phase::Body: {
        Error ignored;
        m_stream.next_layer().cancel(ignored); // the read that is under way ends, and sees why
        return;
    }
    case Phase::Handling:
        refuseWith({.type = ProblemType::Unavailable, .detail = u"The answer took too long."_s});
        return;
    case Phase::Handshake:
        ++counters().handshakesFailed;
        finish();
        return;
    case Phase::Streaming:
        ++counters().streamsDropped;
        finish();
        return;
    case Phase::Writing:
    case Phase::Sending:
    case Phase::Lingering:
    case Phase::Ended:
        finish();
        return;
    }
}

template <typename Next>
void Connection::read(Next next)
{
    m_stream.async_read_some(m_buffer.prepare(readSize),
                             [self = shared_from_this(), next](const Error &error, std::size_t bytes) {
                                 if (self->m_phase == Phase::Ended)
                                     return;
                                 if (error || self->m_expired) {
                                     self->readFailed();
                                     return;
                                 }
                                 self->m_buffer.commit(bytes);
                                 next(*self, bytes);
                             });
}

void Connection::readFailed()
{
    if (m_phase == Phase::Idle) {
        linger();
    } else if (m_phase == Phase::Lingering) {
        return; // drained while it waited for a request
    } else if (m_expired) {
        refuseWith({.type = ProblemType::RequestTimeout});
    } else {
        ++counters().aborted;
        finish();
    }
}

void Connection::handshaken()
{
    if (SSL_session_reused(m_stream.native_handle()) != 0)
        ++counters().handshakesResumed;
    m_peerCertificate = peerCertificate(m_stream.native_handle());
    awaitRequest();
}

void Connection::awaitRequest()
{
    releaseBody();
    m_reader.emplace(limits().head);
    m_parser.reset();
    m_head = {};
    m_request = {};
    if (m_thread.draining() && m_buffer.size() == 0) {
        linger();
        return;
    }
    if (m_buffer.size() == 0)
        enter(Phase::Idle, limits().idleTime);
    else
        enter(Phase::Head, limits().headTime);
    readHead();
}

void Connection::readHead()
{
    switch (m_reader->feed(viewOf(m_buffer))) {
    case HeadReader::Progress::Complete:
        headComplete();
        return;
    case HeadReader::Progress::Refused:
        refuseWith(m_reader->problem());
        return;
    case HeadReader::Progress::NeedMore:
        read([](Connection &self, std::size_t) {
            if (self.m_phase == Phase::Lingering)
                return;
            if (self.m_phase == Phase::Idle)
                self.enter(Phase::Head, self.limits().headTime);
            self.readHead();
        });
        return;
    }
}

void Connection::headComplete()
{
    m_head = m_reader->takeHead();
    Expected<Target> target = Target::parse(m_head.target);
    if (!target) {
        refuseWith(target.error());
        return;
    }
    auto match = m_thread.service().router.match(m_head.method, target->path);
    if (!match) {
        refuseSound(std::move(match.error()));
        return;
    }
    m_match = std::move(*match);
    m_request.target = std::move(*target);
    const Expected<void> mediaType = Router::checkMediaType(*m_match.route, m_head.headers, m_head.hasBody());
    if (!mediaType) {
        refuseSound(Response::problem(mediaType.error()));
        return;
    }
    const qsizetype bodyLimit = std::min(m_match.route->bodyLimit, limits().bodyBytes);
    if (m_head.contentLength > bodyLimit) {
        refuseWith({.type = ProblemType::TooLarge, .detail = u"At most %1 bytes are taken here."_s.arg(bodyLimit)});
        return;
    }
    if (m_head.hasBody() && !takeBody(m_head.chunked ? bodyLimit : static_cast<qsizetype>(m_head.contentLength))) {
        refuseWith({.type = ProblemType::Unavailable, .detail = u"Too much arrives at once; try again soon."_s});
        return;
    }
    m_parser.emplace();
    m_parser->eager(true);
    m_parser->header_limit(static_cast<std::uint32_t>(limits().head.bytes));
    m_parser->body_limit(static_cast<std::uint64_t>(bodyLimit));
    // Beast reads the head again, so that it frames the body; exactly the bytes that we have read.
    Error error;
    const auto size = static_cast<std::size_t>(m_reader->size());
    const std::size_t used = m_parser->put(asio::const_buffer(m_buffer.data().data(), size), error);
    if ((error && error != beast::http::error::need_more) || used != size || !m_parser->is_header_done() ||
        (!m_head.hasBody() && !m_parser->is_done())) {
        refuseWith({.type = ProblemType::MalformedRequest});
        return;
    }
    m_buffer.consume(used);
    m_bodyBegin = steady_clock::now();
    m_bodyReceived = 0;
    enter(Phase::Body, limits().bodyTime);
    if (m_head.hasBody() && m_head.expectsContinue && m_buffer.size() == 0)
        invite();
    else
        consumeBody();
}

void Connection::invite()
{
    m_outHead = "HTTP/1.1 100 Continue\r\n\r\n";
    asio::async_write(m_stream, asio::buffer(m_outHead), [self = shared_from_this()](const Error &error, std::size_t) {
        if (self->m_phase == Phase::Ended)
            return;
        if (error || self->m_expired)
            self->finish();
        else
            self->consumeBody();
    });
}

void Connection::readBody()
{
    if (m_buffer.size() > framingSize) {
        refuseWith({.type = ProblemType::MalformedRequest, .detail = u"A chunk header is too long."_s});
        return;
    }
    read([](Connection &self, std::size_t bytes) {
        self.m_bodyReceived += static_cast<qint64>(bytes);
        self.arm(self.m_bodyBegin + self.limits().bodyTime +
                 transferTime(self.m_bodyReceived, self.limits().minimalRate));
        self.consumeBody();
    });
}

void Connection::consumeBody()
{
    while (!m_parser->is_done()) {
        if (m_buffer.size() == 0) {
            readBody();
            return;
        }
        Error error;
        const std::size_t used = m_parser->put(m_buffer.data(), error);
        m_buffer.consume(used);
        if (error == beast::http::error::need_more) {
            readBody();
            return;
        }
        if (error) {
            bodyFailed(error);
            return;
        }
    }
    handle();
}

bool Connection::takeBody(qsizetype size)
{
    if (size <= limits().largeBody)
        return true;
    m_isBodyLarge = ++m_thread.service().largeBodies <= limits().largeBodies;
    if (!m_isBodyLarge)
        --m_thread.service().largeBodies;
    return m_isBodyLarge;
}

void Connection::releaseBody()
{
    if (std::exchange(m_isBodyLarge, false))
        --m_thread.service().largeBodies;
}

void Connection::bodyFailed(const Error &error)
{
    if (error == beast::http::error::body_limit)
        refuseWith({.type = ProblemType::TooLarge});
    else
        refuseWith({.type = ProblemType::MalformedRequest, .detail = u"The body is not framed as it says."_s});
}

void Connection::handle()
{
    const std::string &body = m_parser->get().body();
    m_request.body = QByteArray(body.data(), static_cast<qsizetype>(body.size()));
    m_parser.reset();
    m_request.method = m_head.method;
    m_request.rawTarget = std::move(m_head.target);
    m_request.headers = std::move(m_head.headers);
    m_request.peerCertificate = m_peerCertificate;
    m_request.remoteKey = m_remoteKey;
    m_request.parameters = std::move(m_match.parameters);
    ++counters().requests;
    const quint64 number = ++m_requests;
    enter(Phase::Handling, limits().handlerTime);
    Respond respond([thread = m_thread.weak_from_this(), weak = weak_from_this(), number](Response response) {
        const auto alive = thread.lock();
        if (!alive)
            return;
        asio::post(alive->context(), [weak, number, response = std::move(response)]() mutable {
            if (const auto self = weak.lock())
                self->answered(number, std::move(response));
        });
    });
    try {
        m_match.route->handler(std::move(m_request), std::move(respond));
    } catch (...) {
        // The answer that it owed was given by the destructor of its Respond: 500.
        m_request = {};
    }
}

void Connection::answered(quint64 request, Response response)
{
    if (m_phase != Phase::Handling || request != m_requests)
        return; // too late
    if (response.stream && isStreamed(response)) {
        startStream(std::move(response));
        return;
    }
    const bool full = m_requests >= static_cast<quint64>(limits().requestsPerConnection);
    m_pipelined = m_buffer.size() > 0 ? m_pipelined + 1 : 0;
    const bool close = m_head.wantsClose || full || m_pipelined > limits().pipelined || m_thread.draining();
    if (response.file && m_head.method != "HEAD")
        startFile(std::move(response), close);
    else
        write(std::move(response), close);
}

void Connection::refuseWith(const Problem &problem)
{
    if (m_phase != Phase::Handling)
        ++counters().refused;
    write(Response::problem(problem), true);
}

void Connection::refuseSound(Response response)
{
    ++counters().refused;
    const bool close = m_head.hasBody() || m_head.wantsClose || m_thread.draining();
    m_buffer.consume(static_cast<std::size_t>(m_reader->size()));
    write(std::move(response), close);
}

milliseconds Connection::timeToWrite(qint64 bytes) const
{
    return limits().writeTime + transferTime(bytes, limits().minimalRate);
}

void Connection::write(Response response, bool close)
{
    counters().countResponse(response.status);
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    m_outHead = responseHead(response, close, std::chrono::duration_cast<std::chrono::seconds>(now).count());
    m_outBody = std::move(response.body);
    if (m_head.method == "HEAD" || response.status == 204 || response.status == 304)
        m_outBody = QByteArray();
    if (m_outBody.size() <= joinedSize) {
        m_outHead.append(m_outBody.constData(), static_cast<std::size_t>(m_outBody.size()));
        m_outBody = QByteArray();
    }
    enter(Phase::Writing, timeToWrite(m_outBody.size()));
    const std::array<asio::const_buffer, 2> buffers{
        asio::buffer(m_outHead), asio::buffer(m_outBody.constData(), static_cast<std::size_t>(m_outBody.size()))};
    asio::async_write(m_stream, buffers, [self = shared_from_this(), close](const Error &error, std::size_t) {
        if (self->m_phase == Phase::Ended)
            return;
        if (error) {
            ++self->counters().aborted;
            self->finish();
            return;
        }
        self->written(close);
    });
}

void Connection::written(bool close)
{
    m_outBody = QByteArray();
    if (close)
        linger();
    else
        awaitRequest();
}

} // namespace enigm::controlplane::http

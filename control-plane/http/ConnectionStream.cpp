// Answers of a Connection that go on.

#include "control-plane/http/Connection.h"
#include "control-plane/http/WireFormat.h"

#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>

namespace enigm::controlplane::http {

namespace asio = boost::asio;
using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t readSize = 1024;
/// What a peer may say while it is written to; nothing of it is read.
constexpr qsizetype ignoredSize = 64 * 1024;

} // namespace

bool Connection::isStreamed(Response &response)
{
    if (m_head.method != "HEAD") {
        if (++counters().streamsOpen <= static_cast<quint64>(limits().streams))
            return true;
        --counters().streamsOpen;
    }
    response.stream->close();
    if (m_head.method != "HEAD")
        response = Response::problem(
            {.type = ProblemType::Unavailable, .detail = u"Too many streams are open; try again later."_s});
    return false;
}

/// A stream is the last answer of its connection: it ends with it, so that nothing a peer says meanwhile is a request.
void Connection::startStream(Response response)
{
    counters().countResponse(response.status);
    m_answer = std::move(response.stream);
    m_phase = Phase::Streaming;
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    response.stream = m_answer;
    writeStream(responseHead(response, true, std::chrono::duration_cast<std::chrono::seconds>(now).count()));
    m_answer->attach([thread = m_thread.weak_from_this(), weak = weak_from_this()] {
        const auto alive = thread.lock();
        if (!alive)
            return;
        asio::post(alive->context(), [weak] {
            if (const auto self = weak.lock())
                self->pump();
        });
    });
    if (m_thread.draining())
        m_answer->end();
    m_discarded = 0;
    watch();
}

void Connection::writeStream(std::string bytes)
{
    m_isStreamWriting = true;
    m_outHead = std::move(bytes);
    enter(Phase::Streaming, timeToWrite(static_cast<qint64>(m_outHead.size())));
    asio::async_write(m_stream, asio::buffer(m_outHead), [self = shared_from_this()](const Error &error, std::size_t) {
        if (self->m_phase != Phase::Streaming)
            return;
        self->m_isStreamWriting = false;
        if (error) {
            ++self->counters().aborted;
            self->finish();
        } else if (self->m_isStreamOver) {
            self->linger();
        } else {
            self->enter(Phase::Streaming, self->limits().beatTime);
            self->pump();
        }
    });
}

/// No chunk is written for a stream without a beat: an empty one would end it.
void Connection::beat()
{
    if (m_answer->beat().isEmpty())
        enter(Phase::Streaming, limits().beatTime);
    else
        writeStream(chunkOf(m_answer->beat()));
}

void Connection::pump()
{
    if (m_phase != Phase::Streaming || m_isStreamWriting)
        return;
    const Stream::Portion portion = m_answer->take();
    if (portion.now == Stream::Now::Overrun) {
        ++counters().streamsDropped;
        finish();
        return;
    }
    std::string bytes = portion.bytes.isEmpty() ? std::string() : chunkOf(portion.bytes);
    m_isStreamOver = portion.now == Stream::Now::Ended;
    if (m_isStreamOver)
        bytes += chunkOf({});
    if (!bytes.empty())
        writeStream(std::move(bytes));
}

void Connection::watch()
{
    m_stream.async_read_some(m_buffer.prepare(readSize),
                             [self = shared_from_this()](const Error &error, std::size_t bytes) {
                                 if (self->m_phase != Phase::Streaming)
                                     return;
                                 self->m_discarded += static_cast<qsizetype>(bytes);
                                 if (!error && self->m_discarded <= ignoredSize) {
                                     self->watch();
                                     return;
                                 }
                                 ++self->counters().aborted;
                                 self->finish();
                             });
}

void Connection::leaveStream()
{
    if (!m_answer)
        return;
    m_answer->close();
    m_answer.reset();
    --counters().streamsOpen;
}

} // namespace enigm::controlplane::http

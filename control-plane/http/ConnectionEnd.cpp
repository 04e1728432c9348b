// How a Connection ends.

#include "control-plane/http/Connection.h"

namespace enigm::controlplane::http {

using boost::asio::ip::tcp;

namespace {

constexpr std::size_t readSize = 16 * 1024;
constexpr qsizetype discardSize = 256 * 1024;

} // namespace

/// Says good-bye and reads on for a while: a socket closed on unread bytes resets the connection, and the peer may lose
/// the answer that it has not read yet (RFC 9112, section 9.6).
void Connection::linger()
{
    const bool reading = (m_phase == Phase::Idle && !m_expired) || m_phase == Phase::Streaming;
    leaveStream();
    releaseBody();
    enter(Phase::Lingering, limits().lingerTime);
    if (reading) {
        Error ignored;
        m_stream.next_layer().cancel(ignored);
    }
    m_stream.async_shutdown([self = shared_from_this()](const Error &) {
        if (self->m_phase == Phase::Ended)
            return;
        Error ignored;
        self->m_stream.next_layer().shutdown(tcp::socket::shutdown_send, ignored);
        self->m_discarded = 0;
        self->discard();
    });
}

void Connection::discard()
{
    m_buffer.clear();
    m_stream.next_layer().async_read_some(m_buffer.prepare(readSize),
                                          [self = shared_from_this()](const Error &error, std::size_t bytes) {
                                              if (self->m_phase == Phase::Ended)
                                                  return;
                                              self->m_discarded += static_cast<qsizetype>(bytes);
                                              if (error || self->m_discarded > discardSize)
                                                  self->finish();
                                              else
                                                  self->discard();
                                          });
}

void Connection::finish()
{
    if (m_phase == Phase::Ended)
        return;
    m_phase = Phase::Ended;
    leaveStream();
    releaseBody();
    if (m_transfer)
        m_transfer->turn.cancel();
    m_timer.cancel();
    Error ignored;
    m_stream.next_layer().close(ignored);
    m_thread.forget(shared_from_this());
}

} // namespace enigm::controlplane::http

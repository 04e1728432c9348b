// Files as answers of a Connection.

#include "control-plane/http/Connection.h"
#include "control-plane/http/FileTransfer.h"
#include "control-plane/http/WireFormat.h"

#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>

#include <algorithm>

namespace enigm::controlplane::http {

namespace asio = boost::asio;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

void Connection::startFile(Response response, bool close)
{
    counters().countResponse(response.status);
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    m_outHead = responseHead(response, close, std::chrono::duration_cast<std::chrono::seconds>(now).count());
    m_transfer = std::make_unique<FileTransfer>(FileTransfer{.body = std::move(*response.file),
                                                             .close = close,
                                                             .turn = asio::steady_timer(m_thread.context()),
                                                             .deadline = steady_clock::now() + limits().writeTime});
    m_phase = Phase::Sending;
    m_expired = false;
    sendHead();
}

void Connection::sendHead()
{
    arm(m_transfer->deadline);
    asio::async_write(m_stream, asio::buffer(m_outHead),
                      [self = shared_from_this()](const Error &error, std::size_t) { self->partSent(error, 0); });
}

void Connection::partSent(const Error &error, qint64 bytes)
{
    if (m_phase != Phase::Sending)
        return;
    if (error) {
        ++counters().aborted;
        finish();
        return;
    }
    m_transfer->sent += bytes;
    sendPart();
}

void Connection::sendPart()
{
    if (m_transfer->left() == 0) {
        const bool close = m_transfer->close;
        m_transfer.reset();
        written(close);
        return;
    }
    if (m_thread.draining()) {
        finish(); // what was sent is not asked for again
        return;
    }
    if (isMyTurn())
        readPart();
}

/// Whether the rate lets something go now; otherwise this is asked again when it does.
bool Connection::isMyTurn()
{
    FileTransfer &transfer = *m_transfer;
    if (!transfer.body.rate)
        return true;
    if (transfer.granted == 0) {
        transfer.granted = std::min(transfer.left(), FileTransfer::chunkSize);
        transfer.due = transfer.body.rate->reserve(transfer.granted);
    }
    const RateBucket::Time wait = transfer.body.rate->until(transfer.due);
    if (wait == RateBucket::Time::zero())
        return true;
    const auto begin = steady_clock::now();
    arm(begin + wait + limits().writeTime);
    transfer.turn.expires_after(wait);
    transfer.turn.async_wait([self = shared_from_this(), begin](const Error &error) {
        if (error || self->m_phase != Phase::Sending)
            return;
        self->m_transfer->deadline += steady_clock::now() - begin;
        self->sendPart();
    });
    return false;
}

void Connection::readPart()
{
    FileTransfer &transfer = *m_transfer;
    const FileBody &body = transfer.body;
    if (transfer.sent + FileTransfer::window / 2 >= transfer.askedAhead && transfer.askedAhead < body.length) {
        body.file->readAhead(body.begin + transfer.askedAhead, FileTransfer::window);
        transfer.askedAhead += FileTransfer::window;
    }
    const qint64 most = body.rate ? transfer.granted : FileTransfer::chunkSize;
    const auto size = static_cast<std::size_t>(std::min(transfer.left(), most));
    const qint64 count = body.file->readCached(body.begin + transfer.sent, {transfer.chunk->data(), size});
    if (count > 0)
        partRead(count);
    else
        readPartFromDisk(size);
}

/// On a thread that may wait.
void Connection::readPartFromDisk(std::size_t size)
{
    const auto begin = steady_clock::now();
    arm(begin + limits().handlerTime);
    auto read = [weak = weak_from_this(), thread = m_thread.weak_from_this(), file = m_transfer->body.file,
                 place = m_transfer->body.begin + m_transfer->sent, chunk = m_transfer->chunk, size, begin] {
        const qint64 count = file->read(place, {chunk->data(), size});
        const auto alive = thread.lock();
        if (!alive)
            return;
        asio::post(alive->context(), [weak, count, begin] {
            const auto self = weak.lock();
            if (!self || self->m_phase != Phase::Sending)
                return;
            self->m_transfer->deadline += steady_clock::now() - begin;
            self->partRead(count);
        });
    };
    if (!m_thread.service().fileReader().post(std::move(read))) {
        ++counters().aborted;
        finish();
    }
}

void Connection::partRead(qint64 count)
{
    if (count <= 0 || m_thread.draining()) {
        // Shorter than it was, or unreadable: nothing that the peer could be told amid a body.
        ++counters().aborted;
        finish();
        return;
    }
    FileTransfer &transfer = *m_transfer;
    if (transfer.body.rate)
        transfer.granted -= count;
    transfer.deadline += milliseconds(count * 1000 / limits().minimalRate);
    arm(transfer.deadline);
    asio::async_write(
        m_stream, asio::buffer(transfer.chunk->data(), static_cast<std::size_t>(count)),
        [self = shared_from_this(), count](const Error &error, std::size_t) { self->partSent(error, count); });
}

} // namespace enigm::controlplane::http

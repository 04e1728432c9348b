#include "control-plane/http/IoThread.h"

#include "control-plane/http/Connection.h"

#include <QCryptographicHash>

#include <boost/asio/post.hpp>
#include <boost/asio/socket_base.hpp>

#include <csignal>
#include <pthread.h>

namespace enigm::controlplane::http {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

using ReusePort = asio::detail::socket_option::boolean<SOL_SOCKET, SO_REUSEPORT>;

} // namespace

IoThread::IoThread(std::shared_ptr<Service> service, std::shared_ptr<asio::ssl::context> tls, QByteArray remoteSecret)
    : m_service(std::move(service))
    , m_tls(std::move(tls))
    , m_remoteSecret(std::move(remoteSecret))
{}

IoThread::~IoThread() = default;

error_code IoThread::listen(const tcp::endpoint &endpoint, bool shared)
{
    error_code error;
    m_acceptor.open(endpoint.protocol(), error);
    if (!error)
        m_acceptor.set_option(tcp::acceptor::reuse_address(true), error);
    if (!error && shared)
        m_acceptor.set_option(ReusePort(true), error);
    if (!error)
        m_acceptor.bind(endpoint, error);
    if (!error)
        m_acceptor.listen(asio::socket_base::max_listen_connections, error);
    return error;
}

tcp::endpoint IoThread::endpoint() const
{
    return m_acceptor.local_endpoint();
}

void IoThread::run()
{
    m_work.emplace(m_context.get_executor());
    accept();
    // Signals belong to the main thread; a thread inherits the mask it was made under.
    sigset_t all;
    sigset_t before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    m_thread = std::jthread([this] { m_context.run(); });
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

void IoThread::drain(std::chrono::milliseconds grace)
{
    asio::post(m_context, [this, grace] { beginDraining(grace); });
}

void IoThread::join()
{
    if (m_thread.joinable())
        m_thread.join();
}

void IoThread::forget(const std::shared_ptr<Connection> &connection)
{
    if (m_connections.erase(connection) == 0)
        return;
    --m_service->counters.connectionsOpen;
    m_service->admission.release(connection->remoteKey());
    endIfDrained();
}

void IoThread::accept()
{
    m_acceptor.async_accept([this](const error_code &error, tcp::socket socket) {
        if (m_draining)
            return;
        if (error) {
            // Out of descriptors, most likely: what is open goes on, and we ask again shortly.
            m_acceptPause.expires_after(std::chrono::milliseconds(50));
            m_acceptPause.async_wait([this](const error_code &) {
                if (!m_draining)
                    accept();
            });
            return;
        }
        m_pending.emplace(std::move(socket));
        admit();
    });
}

void IoThread::admit()
{
    if (m_draining || !m_pending)
        return;
    const QByteArray remoteKey = remoteKeyOf(*m_pending);
    switch (m_service->admission.take(remoteKey)) {
    case Admission::Answer::Full:
        m_service->admission.whenFree([weak = weak_from_this()] {
            if (const auto self = weak.lock())
                asio::post(self->m_context, [weak] {
                    if (const auto thread = weak.lock())
                        thread->admit();
                });
        });
        return;
    case Admission::Answer::RemoteFull:
        ++m_service->counters.connectionsRefused;
        m_pending.reset();
        break;
    case Admission::Answer::Admitted:
        ++m_service->counters.connectionsAccepted;
        ++m_service->counters.connectionsOpen;
        const auto connection = std::make_shared<Connection>(*this, std::move(*m_pending), remoteKey);
        m_pending.reset();
        m_connections.insert(connection);
        connection->start();
        break;
    }
    accept();
}

void IoThread::beginDraining(std::chrono::milliseconds grace)
{
    m_draining = true;
    error_code ignored;
    m_acceptor.close(ignored);
    m_acceptPause.cancel();
    m_pending.reset();
    m_graceEnd.expires_after(grace);
    m_graceEnd.async_wait([this](const error_code &) {
        const auto remaining = m_connections;
        for (const auto &connection : remaining)
            connection->cut();
    });
    const auto open = m_connections;
    for (const auto &connection : open)
        connection->drain();
    endIfDrained();
}

void IoThread::endIfDrained()
{
    if (!m_draining || !m_connections.empty())
        return;
    m_graceEnd.cancel();
    m_work.reset();
}

QByteArray IoThread::remoteKeyOf(const tcp::socket &socket) const
{
    error_code error;
    const tcp::endpoint remote = socket.remote_endpoint(error);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(m_remoteSecret);
    if (!error && remote.address().is_v4()) {
        const auto bytes = remote.address().to_v4().to_bytes();
        hash.addData(QByteArray(reinterpret_cast<const char *>(bytes.data()), 4));
    } else if (!error) {
        // One household or phone has a whole /64.
        const auto bytes = remote.address().to_v6().to_bytes();
        hash.addData(QByteArray(reinterpret_cast<const char *>(bytes.data()), 8));
    }
    return hash.result().first(16);
}

} // namespace enigm::controlplane::http

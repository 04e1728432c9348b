#pragma once

#include "control-plane/http/Service.h"

#include <QByteArray>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <memory>
#include <optional>
#include <thread>
#include <unordered_set>

namespace enigm::controlplane::http {

class Connection;

/// One event loop, its own listening socket and its connections. Only its own thread touches them, but for what is said
/// to be called from elsewhere. The owner is a shared_ptr, because a late answer may come when the listener is gone.
class IoThread : public std::enable_shared_from_this<IoThread>
{
public:
    IoThread(std::shared_ptr<Service> service, std::shared_ptr<boost::asio::ssl::context> tls, QByteArray remoteSecret);
    ~IoThread();

    /// Before run(): listens. With `shared`, other sockets may listen there too. The system's error.
    boost::system::error_code listen(const boost::asio::ip::tcp::endpoint &endpoint, bool shared);
    [[nodiscard]] boost::asio::ip::tcp::endpoint endpoint() const;
    /// Starts the thread.
    void run();
    /// From another thread: see Listener::stop. join() waits for its end.
    void drain(std::chrono::milliseconds grace);
    void join();

    [[nodiscard]] boost::asio::io_context &context() { return m_context; }
    [[nodiscard]] boost::asio::ssl::context &tls() { return *m_tls; }
    [[nodiscard]] Service &service() { return *m_service; }
    [[nodiscard]] bool draining() const { return m_draining; }

    /// The connection has ended; gives its place back.
    void forget(const std::shared_ptr<Connection> &connection);

private:
    void accept();
    void admit();
    void beginDraining(std::chrono::milliseconds grace);
    void endIfDrained();
    [[nodiscard]] QByteArray remoteKeyOf(const boost::asio::ip::tcp::socket &socket) const;

    std::shared_ptr<Service> m_service;
    std::shared_ptr<boost::asio::ssl::context> m_tls;
    QByteArray m_remoteSecret;
    boost::asio::io_context m_context{1};
    std::optional<boost::asio::executor_work_guard<boost::asio::io_context::executor_type>> m_work;
    boost::asio::ip::tcp::acceptor m_acceptor{m_context};
    boost::asio::steady_timer m_graceEnd{m_context};
    boost::asio::steady_timer m_acceptPause{m_context};
    std::optional<boost::asio::ip::tcp::socket> m_pending; ///< accepted, waiting for a place
    std::unordered_set<std::shared_ptr<Connection>> m_connections;
    bool m_draining = false;
    std::jthread m_thread;
};

} // namespace enigm::controlplane::http

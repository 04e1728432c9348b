#include "tests/benchmarks/policy/BareBeast.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>

#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace enigm::benchmarks {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using asio::ip::tcp;
using Error = boost::system::error_code;

namespace {

/// One connection: reads a request, answers the constant, and again.
class Session : public std::enable_shared_from_this<Session>
{
public:
    Session(tcp::socket socket, asio::ssl::context &tls, const std::string &body)
        : m_stream(std::move(socket), tls)
    {
        m_response.version(11);
        m_response.result(http::status::ok);
        m_response.set(http::field::content_type, "application/json");
        m_response.body() = body;
        m_response.prepare_payload();
    }

    void start()
    {
        Error ignored;
        m_stream.next_layer().set_option(tcp::no_delay(true), ignored);
        m_stream.async_handshake(asio::ssl::stream_base::server, [self = shared_from_this()](const Error &error) {
            if (!error)
                self->read();
        });
    }

private:
    void read()
    {
        m_request.emplace();
        http::async_read(m_stream, m_buffer, *m_request, [self = shared_from_this()](const Error &error, std::size_t) {
            if (!error)
                self->write();
        });
    }
    void write()
    {
        http::async_write(m_stream, m_response, [self = shared_from_this()](const Error &error, std::size_t) {
            if (!error)
                self->read();
        });
    }

    asio::ssl::stream<tcp::socket> m_stream;
    boost::beast::flat_buffer m_buffer;
    std::optional<http::request<http::string_body>> m_request;
    http::response<http::string_body> m_response;
};

/// An event loop with a socket of its own on the shared port, as the listener's threads have.
class Loop
{
public:
    Loop(asio::ssl::context &tls, const std::string &body, quint16 port)
        : m_tls(tls)
        , m_body(body)
        , m_acceptor(m_context)
    {
        using Shared = asio::detail::socket_option::boolean<SOL_SOCKET, SO_REUSEPORT>;
        const tcp::endpoint endpoint(asio::ip::address_v4::loopback(), port);
        m_acceptor.open(endpoint.protocol());
        m_acceptor.set_option(Shared(true));
        m_acceptor.bind(endpoint);
        m_acceptor.listen();
        accept();
    }
    [[nodiscard]] quint16 port() const { return m_acceptor.local_endpoint().port(); }
    void run() { m_context.run(); }
    void stop() { m_context.stop(); }

private:
    void accept()
    {
        m_acceptor.async_accept([this](const Error &error, tcp::socket socket) {
            if (error)
                return;
            std::make_shared<Session>(std::move(socket), m_tls, m_body)->start();
            accept();
        });
    }

    asio::ssl::context &m_tls;
    const std::string &m_body;
    asio::io_context m_context{1};
    tcp::acceptor m_acceptor;
};

} // namespace

class BareBeast::Impl
{
public:
    Impl(const test::TestIdentity &identity, const QByteArray &body)
        : m_body(body.toStdString())
        , m_tls(asio::ssl::context::tlsv13_server)
    {
        SSL_CTX_use_certificate(m_tls.native_handle(), identity.certificate());
        SSL_CTX_use_PrivateKey(m_tls.native_handle(), identity.key());
        SSL_CTX_set_verify(m_tls.native_handle(), SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
        SSL_CTX_set_cert_verify_callback(m_tls.native_handle(), [](X509_STORE_CTX *, void *) { return 1; }, nullptr);
        SSL_CTX_set_session_cache_mode(m_tls.native_handle(), SSL_SESS_CACHE_OFF);
        m_loops.push_back(std::make_unique<Loop>(m_tls, m_body, quint16(0)));
        m_loops.push_back(std::make_unique<Loop>(m_tls, m_body, m_loops.front()->port()));
        for (const auto &loop : m_loops)
            m_threads.emplace_back([&loop] { loop->run(); });
    }
    ~Impl()
    {
        for (const auto &loop : m_loops)
            loop->stop();
        m_threads.clear();
    }
    [[nodiscard]] quint16 port() const { return m_loops.front()->port(); }

private:
    const std::string m_body;
    asio::ssl::context m_tls;
    std::vector<std::unique_ptr<Loop>> m_loops;
    std::vector<std::jthread> m_threads;
};

BareBeast::BareBeast(const test::TestIdentity &identity, QByteArray body)
    : m_impl(std::make_unique<Impl>(identity, body))
{}

BareBeast::~BareBeast() = default;

quint16 BareBeast::port() const
{
    return m_impl->port();
}

} // namespace enigm::benchmarks

#include "control-plane/http/Listener.h"

#include "control-plane/http/IoThread.h"
#include "control-plane/http/TlsContext.h"

#include <QRandomGenerator>

#include <array>

namespace enigm::controlplane::http {

namespace asio = boost::asio;
using namespace Qt::StringLiterals;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

QByteArray randomSecret()
{
    std::array<quint32, 8> words{};
    QRandomGenerator::system()->fillRange(words.data(), static_cast<qsizetype>(words.size()));
    return QByteArray(reinterpret_cast<const char *>(words.data()), sizeof words);
}

/// Sockets that share a port would let a second program of the same user listen there unnoticed; so ask once without
/// sharing.
error_code checkFree(const tcp::endpoint &endpoint)
{
    asio::io_context context(1);
    tcp::acceptor probe(context);
    error_code error;
    probe.open(endpoint.protocol(), error);
    if (!error)
        probe.set_option(tcp::acceptor::reuse_address(true), error);
    if (!error)
        probe.bind(endpoint, error);
    return error;
}

std::unexpected<Problem> cannotListen(const ListenerOptions &options, const error_code &error)
{
    return refuse(ProblemType::Unavailable, u"Cannot listen: %1."_s.arg(QString::fromStdString(error.message())),
                  options.address + u':' + QString::number(options.port));
}

} // namespace

class Listener::Impl
{
public:
    Impl(ListenerOptions options, Router router)
        : m_options(std::move(options))
        , m_service(std::make_shared<Service>(std::move(router), m_options.limits))
    {}

    Expected<void> start()
    {
        Expected<SslContextPointer> context = makeTlsContext(m_options);
        if (!context)
            return std::unexpected(context.error());
        const auto tls = std::make_shared<asio::ssl::context>(context->release());
        error_code error;
        const auto address = asio::ip::make_address(m_options.address.toStdString(), error);
        if (!error)
            m_endpoint = tcp::endpoint(address, m_options.port);
        if (!error && m_options.port != 0)
            error = checkFree(m_endpoint);
        const QByteArray secret = randomSecret();
        for (int i = 0; !error && i < m_options.threads; ++i) {
            auto thread = std::make_shared<IoThread>(m_service, tls, secret);
            error = thread->listen(m_endpoint, m_options.threads > 1);
            if (!error)
                m_endpoint = thread->endpoint();
            m_threads.push_back(std::move(thread));
        }
        if (error) {
            m_threads.clear();
            return cannotListen(m_options, error);
        }
        for (const auto &thread : m_threads)
            thread->run();
        return {};
    }

    void stop(std::chrono::milliseconds grace)
    {
        for (const auto &thread : m_threads)
            thread->drain(grace);
        for (const auto &thread : m_threads)
            thread->join();
        m_service->endFileReader(); // before the loops that its answers would go to
        m_threads.clear();
    }

    [[nodiscard]] const tcp::endpoint &endpoint() const { return m_endpoint; }
    [[nodiscard]] Stats stats() const { return m_service->counters.snapshot(); }

private:
    ListenerOptions m_options;
    std::shared_ptr<Service> m_service;
    tcp::endpoint m_endpoint;
    std::vector<std::shared_ptr<IoThread>> m_threads;
};

Listener::Listener(ListenerOptions options, Router router)
    : m_impl(std::make_unique<Impl>(std::move(options), std::move(router)))
{}

Listener::~Listener()
{
    stop(std::chrono::milliseconds(0));
}

Expected<void> Listener::start()
{
    return m_impl->start();
}

QString Listener::url() const
{
    const auto address = m_impl->endpoint().address();
    const QString host = QString::fromStdString(address.to_string());
    return u"https://%1:%2"_s.arg(address.is_v6() ? u'[' + host + u']' : host, QString::number(port()));
}

quint16 Listener::port() const
{
    return m_impl->endpoint().port();
}

Stats Listener::stats() const
{
    return m_impl->stats();
}

void Listener::stop(std::chrono::milliseconds grace)
{
    m_impl->stop(grace);
}

} // namespace enigm::controlplane::http

#include "tests/benchmarks/rollout/NginxServer.h"

#include "tests/control-plane/http/RawTlsClient.h"

#include <QDeadlineTimer>
#include <QFile>
#include <QStandardPaths>

#include <openssl/pem.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace enigm::benchmarks {

namespace {

constexpr auto configuration = R"(
%1
daemon off;
worker_processes 2;
pid nginx.pid;
error_log stderr error;
events { worker_connections 256; }
http {
    access_log off;
    tcp_nodelay on;
    keepalive_requests 1000000;
    client_body_temp_path body;
    proxy_temp_path proxy;
    fastcgi_temp_path fastcgi;
    uwsgi_temp_path uwsgi;
    scgi_temp_path scgi;
    server {
        listen 127.0.0.1:%2 ssl;
        ssl_protocols TLSv1.3;
        ssl_certificate certificate.pem;
        ssl_certificate_key key.pem;
        root .;
    }
}
)";

quint16 freePort()
{
    const int probe = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    const bool isBound = ::bind(probe, reinterpret_cast<const sockaddr *>(&address), size) == 0 &&
                         ::getsockname(probe, reinterpret_cast<sockaddr *>(&address), &size) == 0;
    ::close(probe);
    return isBound ? ntohs(address.sin_port) : quint16(0);
}

/// What `write` puts into a memory BIO.
template <typename Write>
QByteArray pemOf(Write write)
{
    BIO *bio = BIO_new(BIO_s_mem());
    write(bio);
    char *bytes = nullptr;
    const long size = BIO_get_mem_data(bio, &bytes);
    const QByteArray pem(bytes, size);
    BIO_free(bio);
    return pem;
}

bool put(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

bool writeFiles(const QString &folder, const test::TestIdentity &identity, quint16 port)
{
    const QByteArray certificate = pemOf([&](BIO *bio) { PEM_write_bio_X509(bio, identity.certificate()); });
    const QByteArray key =
        pemOf([&](BIO *bio) { PEM_write_bio_PrivateKey(bio, identity.key(), nullptr, nullptr, 0, nullptr, nullptr); });
    // Workers of a root's nginx are somebody else, who may not read the folder.
    const QString user = ::geteuid() == 0 ? u"user root;"_s : QString();
    const QString text = QString::fromLatin1(configuration).arg(user).arg(port);
    return put(folder + u"/certificate.pem"_s, certificate) && put(folder + u"/key.pem"_s, key) &&
           put(folder + u"/nginx.conf"_s, text.toLatin1());
}

} // namespace

Expected<std::unique_ptr<NginxServer>> NginxServer::start(const QString &folder, const test::TestIdentity &identity)
{
    QString program = QStandardPaths::findExecutable(u"nginx"_s);
    if (program.isEmpty())
        program = QStandardPaths::findExecutable(u"nginx"_s, {u"/usr/sbin"_s});
    if (program.isEmpty())
        return refuse(ProblemType::NotFound, u"nginx is not installed"_s);
    std::unique_ptr<NginxServer> server(new NginxServer(freePort()));
    if (!writeFiles(folder, identity, server->port()))
        return refuse(ProblemType::FileUnreadable, u"nginx cannot be set up"_s, folder);
    server->m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    server->m_process.start(program, {u"-p"_s, folder, u"-c"_s, folder + u"/nginx.conf"_s});
    const QDeadlineTimer deadline(10'000);
    while (!deadline.hasExpired() && !server->m_process.waitForFinished(20)) {
        if (test::RawTlsClient(server->port()).connected())
            return server;
    }
    return refuse(ProblemType::Unavailable, u"nginx does not listen"_s);
}

NginxServer::~NginxServer()
{
    m_process.terminate();
    m_process.waitForFinished();
}

} // namespace enigm::benchmarks

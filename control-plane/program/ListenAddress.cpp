#include "control-plane/program/ListenAddress.h"

#include <arpa/inet.h>
#include <array>

namespace enigm::controlplane::program {

using namespace Qt::StringLiterals;

namespace {

bool isLiteral(const QString &host, int family)
{
    std::array<unsigned char, sizeof(in6_addr)> bytes{};
    return inet_pton(family, host.toLatin1().constData(), bytes.data()) == 1;
}

bool isLoopback(const QString &host)
{
    return host == "127.0.0.1"_L1 || host == "localhost"_L1 || host == "::1"_L1;
}

} // namespace

Expected<ListenAddress> ListenAddress::parse(const QString &text)
{
    const qsizetype colon = text.lastIndexOf(u':');
    QString host = text.first(std::max(colon, qsizetype(0)));
    const bool hasBrackets = host.startsWith(u'[') && host.endsWith(u']') && host.size() > 2;
    if (hasBrackets)
        host = host.sliced(1, host.size() - 2);
    const QString digits = text.sliced(colon + 1);
    bool isNumber = false;
    const quint16 port = digits.toUShort(&isNumber);
    if (!isLiteral(host, hasBrackets ? AF_INET6 : AF_INET) || !isNumber || QString::number(port) != digits)
        return refuse(ProblemType::OutOfRange, u"An address and a port are expected, such as 127.0.0.1:4711."_s, text);
    return ListenAddress{.host = host, .port = port};
}

QUrl servedUrl(const QUrl &published, quint16 port)
{
    QUrl url = published;
    if (published.port() == 0 || (isLoopback(published.host()) && published.port(443) != port))
        url.setPort(port);
    return url;
}

} // namespace enigm::controlplane::program

#include "app/gateway/vpn/TunnelNetwork.h"

#include "contract/signing/Secret.h"

#include <QHostAddress>

#include <algorithm>

namespace enigm::gateway {

using namespace Qt::StringLiterals;

namespace {

constexpr int prefixLength = 64;
constexpr qsizetype half = 8; ///< of an address, in bytes
constexpr QByteArrayView domain("enigm tunnel address v1\0", 24);

bool isUniqueLocal(quint8 first)
{
    return (first & 0xfeU) == 0xfcU;
}

} // namespace

Expected<TunnelNetwork> TunnelNetwork::parse(const QString &text)
{
    const auto [address, length] = QHostAddress::parseSubnet(text);
    const Q_IPV6ADDR bytes = address.toIPv6Address();
    const bool isNetwork =
        address.protocol() == QAbstractSocket::IPv6Protocol && length == prefixLength && isUniqueLocal(bytes[0]);
    if (!isNetwork)
        return refuse(ProblemType::OutOfRange, u"A network such as fd00:1:2:3::/64 is expected."_s);
    TunnelNetwork network;
    std::copy(bytes.c, bytes.c + half, std::back_inserter(network.m_prefix));
    return network;
}

QString TunnelNetwork::addressOf(QByteArrayView key) const
{
    QByteArray bytes = m_prefix + signing::sha256(domain, key).first(half);
    bytes[half] = static_cast<char>(static_cast<quint8>(bytes[half]) | 0x80U);
    return QHostAddress(reinterpret_cast<const quint8 *>(bytes.constData())).toString();
}

} // namespace enigm::gateway

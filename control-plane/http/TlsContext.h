#pragma once

#include "contract/problems/Problem.h"

#include <QByteArray>

#include <openssl/types.h>

#include <memory>
#include <vector>

namespace enigm::controlplane::http {

struct ListenerOptions;

struct SslContextFree
{
    void operator()(SSL_CTX *context) const;
};
using SslContextPointer = std::unique_ptr<SSL_CTX, SslContextFree>;

/// A server context: TLS 1.3 only, ALPN http/1.1, stateful session resumption (with client certificates it costs a
/// third of what tickets do), client certificates verified against the given authorities where there are any, or taken
/// from anybody where clients are known by their keys.
/// MalformedCertificate, MalformedKey.
[[nodiscard]] Expected<SslContextPointer> makeTlsContext(const ListenerOptions &options);

/// DER of the certificate that the peer proved to hold; empty where it showed none.
[[nodiscard]] QByteArray peerCertificate(const SSL *ssl);

} // namespace enigm::controlplane::http

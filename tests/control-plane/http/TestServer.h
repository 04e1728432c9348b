#pragma once

#include "control-plane/http/Listener.h"
#include "tests/control-plane/http/TestIdentity.h"

namespace enigm::test {

/// A listener on loopback with a certificate of its own and these routes:
///   GET /hello (text), GET /items/{id} (the id), POST /echo (the body, up to 64 KiB), POST /bulk (its size, up to 4
///   MiB), GET /large (1 MiB), GET /dropped (never answered), GET /document (with an ETag), GET /who (DER of the peer).
class TestServer
{
public:
    explicit TestServer(const controlplane::http::Limits &limits = {}, const TestIdentity *clientAuthority = nullptr);
    /// With routes of the test's own.
    TestServer(const controlplane::http::Limits &limits, const TestIdentity *clientAuthority,
               controlplane::http::Router router);

    [[nodiscard]] controlplane::http::Listener *operator->() const { return m_listener.get(); }
    [[nodiscard]] bool started() const { return m_started; }
    [[nodiscard]] quint16 port() const { return m_listener->port(); }

    static controlplane::http::Router usualRoutes();

private:
    bool m_started = false;
    std::unique_ptr<controlplane::http::Listener> m_listener;
};

/// "GET target HTTP/1.1" with a Host.
[[nodiscard]] QByteArray getRequest(QByteArrayView target, QByteArrayView moreFields = {});
/// A POST of text/plain.
[[nodiscard]] QByteArray postRequest(QByteArrayView target, QByteArrayView body);

} // namespace enigm::test

#include "tests/control-plane/http/TestServer.h"

#include "control-plane/http/Entity.h"

namespace enigm::test {

using namespace Qt::StringLiterals;
namespace http = controlplane::http;

namespace {

void answer(http::Respond &respond, QByteArray text)
{
    respond(http::Response::text(std::move(text), "text/plain"_ba));
}

} // namespace

http::Router TestServer::usualRoutes()
{
    using http::Request;
    using http::Respond;
    http::Router router;
    router.add({.method = "GET"_ba, .path = u"/hello"_s, .handler = [](const Request &, Respond respond) {
                    answer(respond, "hello"_ba);
                }});
    router.add({.method = "GET"_ba, .path = u"/items/{id}"_s, .handler = [](const Request &request, Respond respond) {
                    answer(respond, request.parameter(u"id").toUtf8());
                }});
    router.add({.method = "POST"_ba,
                .path = u"/echo"_s,
                .handler = [](const Request &request, Respond respond) { answer(respond, request.body); },
                .mediaTypes = {"text/plain"_ba}});
    router.add({.method = "POST"_ba,
                .path = u"/bulk"_s,
                .handler = [](const Request &request,
                              Respond respond) { answer(respond, QByteArray::number(request.body.size())); },
                .mediaTypes = {"text/plain"_ba},
                .bodyLimit = 4 * 1024 * 1024});
    router.add({.method = "GET"_ba, .path = u"/large"_s, .handler = [](const Request &, Respond respond) {
                    answer(respond, QByteArray(1024 * 1024, 'x'));
                }});
    router.add({.method = "GET"_ba, .path = u"/dropped"_s, .handler = [](const Request &, const Respond &) {}});
    router.add({.method = "GET"_ba, .path = u"/document"_s, .handler = [](const Request &request, Respond respond) {
                    respond(http::conditional(request, http::Response::text("document"_ba, "text/plain"_ba)));
                }});
    router.add({.method = "GET"_ba, .path = u"/who"_s, .handler = [](const Request &request, Respond respond) {
                    answer(respond, request.peerCertificate);
                }});
    return router;
}

TestServer::TestServer(const http::Limits &limits, const TestIdentity *clientAuthority)
    : TestServer(limits, clientAuthority, usualRoutes())
{}

TestServer::TestServer(const http::Limits &limits, const TestIdentity *clientAuthority, http::Router router)
{
    static const TestIdentity root = TestIdentity::authority(u"Test server root"_s);
    static const TestIdentity server = TestIdentity::issuedBy(root, u"127.0.0.1"_s);
    http::ListenerOptions options{.certificateChain = {server.der()}, .key = server.key(), .limits = limits};
    if (clientAuthority)
        options.clientAuthorities = {clientAuthority->der()};
    m_listener = std::make_unique<http::Listener>(std::move(options), std::move(router));
    m_started = m_listener->start().has_value();
}

QByteArray getRequest(QByteArrayView target, QByteArrayView moreFields)
{
    return "GET " + target.toByteArray() + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + moreFields.toByteArray() + "\r\n";
}

QByteArray postRequest(QByteArrayView target, QByteArrayView body)
{
    return "POST " + target.toByteArray() +
           " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/plain\r\nContent-Length: " +
           QByteArray::number(body.size()) + "\r\n\r\n" + body.toByteArray();
}

} // namespace enigm::test

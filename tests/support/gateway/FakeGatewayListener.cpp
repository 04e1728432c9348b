#include "tests/support/gateway/FakeGatewayListener.h"

#include "contract/encoding/Base64Url.h"
#include "contract/json/JsonParser.h"
#include "contract/signing/Secret.h"
#include "contract/time/Clock.h"
#include "tests/support/history/Require.h"

#include <QSslConfiguration>
#include <QSslSocket>

namespace enigm::test {

using namespace Qt::StringLiterals;

namespace {

QString memberOf(const json::Value &document, QLatin1StringView outer, QLatin1StringView inner)
{
    const json::Value *const object = document.object().find(outer);
    const json::Value *const value = object ? object->object().find(inner) : nullptr;
    return value ? value->text() : QString();
}

json::Value problem(QLatin1StringView slug)
{
    return json::Object{{"type"_L1, u"urn:enigm:problem:"_s + slug}, {"title"_L1, "No"_L1}};
}

} // namespace

FakeGatewayListener::FakeGatewayListener(client::TlsIdentity identity)
    : m_pin(signing::sha256(identity.certificate.publicKey().toDer()))
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setLocalCertificate(identity.certificate);
    tls.setPrivateKey(identity.key);
    tls.setProtocol(QSsl::TlsV1_3OrLater);
    tls.setPeerVerifyMode(QSslSocket::QueryPeer);
    m_server.setSslConfiguration(tls);
    connect(&m_server, &QTcpServer::pendingConnectionAvailable, this, &FakeGatewayListener::accept);
    come();
}

void FakeGatewayListener::come()
{
    if (!m_server.listen(QHostAddress::LocalHost, m_port))
        qFatal("the port cannot be had");
    m_port = m_server.serverPort();
}

void FakeGatewayListener::goAway()
{
    m_server.close();
    for (const QPointer<QSslSocket> &socket : std::exchange(m_sockets, {})) {
        if (socket)
            socket->abort();
    }
}

QString FakeGatewayListener::url() const
{
    return u"https://127.0.0.1:%1"_s.arg(m_port);
}

QByteArray FakeGatewayListener::pin() const
{
    return m_pin;
}

void FakeGatewayListener::accept()
{
    auto *const socket = qobject_cast<QSslSocket *>(m_server.nextPendingConnection());
    m_sockets.append(socket);
    connect(socket, &QSslSocket::readyRead, this, [this, socket] { readMore(*socket); });
    connect(socket, &QSslSocket::disconnected, socket, &QObject::deleteLater);
    if (socket->bytesAvailable() > 0)
        readMore(*socket);
}

std::optional<FakeGatewayListener::Exchange> FakeGatewayListener::take(QSslSocket &socket)
{
    const QByteArray bytes = socket.peek(1024 * 1024);
    const qsizetype end = bytes.indexOf("\r\n\r\n");
    if (end < 0)
        return std::nullopt;
    QList<QByteArray> lines = bytes.first(end).split('\n');
    const QList<QByteArray> words = lines.takeFirst().split(' ');
    Exchange exchange{.method = words.value(0), .target = words.value(1), .headers = {}, .body = {}};
    for (const QByteArray &line : lines) {
        const qsizetype colon = line.indexOf(':');
        exchange.headers.insert(line.first(colon).toLower(), line.mid(colon + 1).trimmed());
    }
    const qsizetype size = exchange.headers.value("content-length").toLongLong();
    if (bytes.size() < end + 4 + size)
        return std::nullopt;
    socket.read(end + 4);
    exchange.body = socket.read(size);
    return exchange;
}

void FakeGatewayListener::readMore(QSslSocket &socket)
{
    while (const auto exchange = take(socket)) {
        const Answer reply = answer(*exchange, socket);
        const bool hasBody = reply.status != 204 && reply.status != 304;
        const QByteArray body = hasBody ? json::canonical(reply.body) : QByteArray();
        QByteArray head = "HTTP/1.1 " + QByteArray::number(reply.status) + " Status\r\n";
        if (!reply.etag.isEmpty())
            head += "ETag: " + reply.etag + "\r\n";
        if (hasBody)
            head += "Content-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n";
        socket.write(head + "\r\n" + body);
    }
}

FakeGatewayListener::Answer FakeGatewayListener::answer(const Exchange &exchange, const QSslSocket &socket)
{
    const QByteArray spki = socket.peerCertificate().publicKey().toDer();
    if (!points.contains(encoding::toBase64Url(signing::sha256(spki))))
        return {.status = 403, .body = problem("certificate-refused"_L1)};
    if (exchange.target == "/access/v1/evaluation" && exchange.method == "POST")
        return evaluate(exchange);
    if (exchange.target == "/gateway/v1/peers")
        return peers(exchange);
    if (exchange.target == "/gateway/v1/outcomes" && exchange.method == "POST")
        return takeOutcomes(exchange);
    if (exchange.target == "/gateway/v1/authority")
        return {.body = json::Object{{"certificate"_L1, QString::fromLatin1(encoding::toBase64Url(authority))}}};
    return {.status = 404, .body = problem("not-found"_L1)};
}

FakeGatewayListener::Answer FakeGatewayListener::evaluate(const Exchange &exchange)
{
    const json::Value question = require(json::parse(exchange.body));
    const bool isAsked = memberOf(question, "subject"_L1, "type"_L1) == "device"_L1 &&
                         memberOf(question, "action"_L1, "name"_L1) == "connect"_L1 &&
                         memberOf(question, "resource"_L1, "type"_L1) == "network-path"_L1 &&
                         memberOf(question, "resource"_L1, "id"_L1) == policy::toWord(path);
    if (!isAsked)
        return {.status = 400, .body = problem("malformed-request"_L1)};
    const QString handle = memberOf(question, "subject"_L1, "id"_L1);
    ++m_questions[handle];
    if (!permitted.contains(handle))
        return {.body = json::Object{{"context"_L1, json::Object{{"reason"_L1, "device"_L1}}}, {"decision"_L1, false}}};
    return {.body = json::Object{{"context"_L1, json::Object{{"decision_validity"_L1, validity},
                                                             {"obligations"_L1, json::Array()},
                                                             {"valid_until"_L1, time::SystemClock().now() + 3600}}},
                                 {"decision"_L1, true}}};
}

FakeGatewayListener::Answer FakeGatewayListener::peers(const Exchange &exchange)
{
    ++m_polls;
    json::Array list;
    QByteArray all;
    for (const auto &[handle, key] : permitted) {
        const QLatin1StringView name = path == policy::NetworkPath::TorGateway ? "onion_key"_L1 : "wireguard_key"_L1;
        list.push_back(json::Object{{"handle"_L1, handle}, {name, QString::fromLatin1(encoding::toBase64Url(key))}});
        all += handle.toLatin1() + key;
    }
    const QByteArray etag = '"' + encoding::toBase64Url(signing::sha256(all)) + '"';
    if (exchange.headers.value("if-none-match") == etag)
        return {.status = 304, .etag = etag};
    return {.body = json::Object{{"decision_validity"_L1, validity},
                                 {"path"_L1, policy::toWord(path)},
                                 {"peers"_L1, std::move(list)},
                                 {"valid_until"_L1, time::SystemClock().now() + 3600}},
            .etag = etag};
}

FakeGatewayListener::Answer FakeGatewayListener::takeOutcomes(const Exchange &exchange)
{
    const json::Value report = require(json::parse(exchange.body));
    const QByteArray key = exchange.headers.value("idempotency-key");
    if (key.isEmpty())
        return {.status = 400, .body = problem("idempotency-key-missing"_L1)};
    if (!m_taken.insert(key).second)
        return {.status = 204};
    for (const json::Value &row : report.object().find("counts"_L1)->array()) {
        const json::Value *const category = row.object().find("category"_L1);
        const QString name = category->isNull() ? u"permit"_s : category->text();
        m_outcomes[name] += row.object().find("count"_L1)->integer();
    }
    return {.status = 204};
}

} // namespace enigm::test

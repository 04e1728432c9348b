#include "api-client/wire/PinnedTransport.h"

#include "contract/signing/Secret.h"
#include "tests/control-plane/http/TestIdentity.h"
#include "tests/support/LogGuard.h"
#include "tests/support/client/SignedInConsole.h"
#include "tests/support/history/Require.h"

#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QSslSocket>
#include <QTest>

#include <openssl/pem.h>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

namespace {

QByteArray pemOf(const TestIdentity &identity)
{
    const std::unique_ptr<BIO, decltype(&BIO_free)> bio(BIO_new(BIO_s_mem()), BIO_free);
    PEM_write_bio_PrivateKey(bio.get(), identity.key(), nullptr, nullptr, 0, nullptr, nullptr);
    char *bytes = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &bytes);
    return {bytes, size};
}

/// Says just these bytes to whoever has sent a whole head, and hangs up.
class CurtServer
{
public:
    explicit CurtServer(const TestIdentity &identity)
    {
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        tls.setLocalCertificate(QSslCertificate(identity.der(), QSsl::Der));
        tls.setPrivateKey(QSslKey(pemOf(identity), QSsl::Ec));
        m_server.setSslConfiguration(tls);
        QObject::connect(&m_server, &QTcpServer::pendingConnectionAvailable, &m_server, [this] { serve(); });
        if (!m_server.listen(QHostAddress::LocalHost))
            qFatal("no port can be had");
    }
    [[nodiscard]] QUrl url() const { return QUrl(u"https://127.0.0.1:%1/v1/session"_s.arg(m_server.serverPort())); }

    QByteArray answer;

private:
    void serve()
    {
        QTcpSocket *const socket = m_server.nextPendingConnection();
        QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket] {
            if (!socket->peek(65'536).contains("\r\n\r\n"))
                return;
            socket->readAll();
            socket->write(answer);
            socket->disconnectFromHost();
        });
    }

    QSslServer m_server;
};

/// What was heard of a stream.
class Heard
{
public:
    explicit Heard(std::unique_ptr<client::WireStream> stream)
        : m_stream(std::move(stream))
    {
        QObject::connect(m_stream.get(), &client::WireStream::opened, m_stream.get(), [this] { m_isOpened = true; });
        QObject::connect(m_stream.get(), &client::WireStream::received, m_stream.get(),
                         [this](const QByteArray &bytes) { m_received += bytes; });
        QObject::connect(m_stream.get(), &client::WireStream::ended, m_stream.get(),
                         [this](const Expected<client::WireReply> &how) { m_how = how; });
    }
    [[nodiscard]] bool isOpened() const { return m_isOpened; }
    [[nodiscard]] const QByteArray &received() const { return m_received; }
    [[nodiscard]] const std::optional<Expected<client::WireReply>> &how() const { return m_how; }

private:
    bool m_isOpened = false;
    QByteArray m_received;
    std::optional<Expected<client::WireReply>> m_how;
    std::unique_ptr<client::WireStream> m_stream;
};

} // namespace

/// The wire of the clients against a server that breaks off.
class PinnedTransportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aWholeAnswerIsGivenOnAndAnotherIsNone_data();
    void aWholeAnswerIsGivenOnAndAnotherIsNone();
    void anotherServerIsToldNothing();
    void aStreamIsGivenOnAsFarAsItGoes_data();
    void aStreamIsGivenOnAsFarAsItGoes();
    void noStreamComesFromAnotherServer();
    void aClosedWireEndsItsStreams();

private:
    [[nodiscard]] static Expected<client::WireReply> exchange(const QByteArray &pin, const CurtServer &server)
    {
        client::PinnedTransport transport(pin);
        return QCoro::waitFor(transport.send({.method = "GET", .url = server.url(), .headers = {}, .body = {}}));
    }

    const TestIdentity m_identity = TestIdentity::authority(u"control plane"_s);
    const QByteArray m_pin = signing::sha256(QSslCertificate(m_identity.der(), QSsl::Der).publicKey().toDer());
};

void PinnedTransportTest::aWholeAnswerIsGivenOnAndAnotherIsNone_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QString>("outcome");
    QTest::addColumn<int>("status");
    const QByteArray head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n";
    QTest::newRow("whole") << head + "0123456789" << u"accepted"_s << 200;
    QTest::newRow("refusal") << "HTTP/1.1 409 Conflict\r\nContent-Length: 2\r\n\r\n{}"_ba << u"accepted"_s << 409;
    QTest::newRow("failure") << "HTTP/1.1 503 Unavailable\r\nContent-Length: 2\r\n\r\n{}"_ba << u"accepted"_s << 503;
    QTest::newRow("one byte short") << head + "012345678" << u"unreachable"_s << 0;
    QTest::newRow("head alone") << head << u"unreachable"_s << 0;
    QTest::newRow("half a head") << head.first(40) << u"unreachable"_s << 0;
    QTest::newRow("nothing") << QByteArray() << u"unreachable"_s << 0;
}

void PinnedTransportTest::aWholeAnswerIsGivenOnAndAnotherIsNone()
{
    QFETCH(QByteArray, answer);
    QFETCH(QString, outcome);
    QFETCH(int, status);
    CurtServer server(m_identity);
    server.answer = answer;
    const auto reply = exchange(m_pin, server);
    QCOMPARE(outcomeOf(reply), outcome);
    QCOMPARE(reply ? reply->status : 0, status);
}

void PinnedTransportTest::anotherServerIsToldNothing()
{
    CurtServer server(TestIdentity::authority(u"control plane"_s));
    server.answer = "HTTP/1.1 204 No Content\r\n\r\n";
    QCOMPARE(outcomeOf(exchange(m_pin, server)), u"wrong-server"_s);
}

void PinnedTransportTest::aStreamIsGivenOnAsFarAsItGoes_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<bool>("isOpened");
    QTest::addColumn<QByteArray>("received");
    QTest::addColumn<QString>("outcome");
    const QByteArray head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n"
                            "Connection: close\r\n\r\n";
    QTest::newRow("ended") << head + "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n" << true << "abcde"_ba << u"accepted"_s;
    QTest::newRow("cut") << head + "3\r\nabc\r\n2\r\nd" << true << "abcd"_ba << u"unreachable"_s;
    QTest::newRow("refused") << "HTTP/1.1 429 Too Many Requests\r\nContent-Length: 2\r\n\r\n{}"_ba << false << ""_ba
                             << u"accepted"_s;
    QTest::newRow("no stream") << "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nhi"_ba
                               << false << ""_ba << u"accepted"_s;
    QTest::newRow("no end to a refusal") << "HTTP/1.1 500 Error\r\nConnection: close\r\n\r\n" + QByteArray(200'000, 'x')
                                         << false << ""_ba << u"too-large"_s;
    QTest::newRow("nothing") << ""_ba << false << ""_ba << u"unreachable"_s;
}

void PinnedTransportTest::aStreamIsGivenOnAsFarAsItGoes()
{
    QFETCH(QByteArray, answer);
    QFETCH(bool, isOpened);
    QFETCH(QByteArray, received);
    QFETCH(QString, outcome);
    CurtServer server(m_identity);
    server.answer = answer;
    client::PinnedTransport transport(m_pin);
    const Heard heard(transport.open({.method = "GET", .url = server.url(), .headers = {}, .body = {}}));
    QTRY_VERIFY(heard.how());
    QCOMPARE(outcomeOf(*heard.how()), outcome);
    QCOMPARE(heard.isOpened(), isOpened);
    QCOMPARE(heard.received(), received);
}

void PinnedTransportTest::noStreamComesFromAnotherServer()
{
    CurtServer server(TestIdentity::authority(u"control plane"_s));
    server.answer = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: lies\n\n";
    client::PinnedTransport transport(m_pin);
    const Heard heard(transport.open({.method = "GET", .url = server.url(), .headers = {}, .body = {}}));
    QTRY_VERIFY(heard.how());
    QCOMPARE(outcomeOf(*heard.how()), u"wrong-server"_s);
    QVERIFY(!heard.isOpened() && heard.received().isEmpty());
}

void PinnedTransportTest::aClosedWireEndsItsStreams()
{
    const CurtServer server(m_identity);
    client::PinnedTransport transport(m_pin);
    const client::WireRequest request{.method = "GET", .url = server.url(), .headers = {}, .body = {}};
    const Heard open(transport.open(request));
    transport.close();
    QVERIFY(open.how());
    QCOMPARE(outcomeOf(*open.how()), u"cancelled"_s);
    const Heard late(transport.open(request));
    QTRY_VERIFY(late.how());
    QCOMPARE(outcomeOf(*late.how()), u"cancelled"_s);
}

ENIGM_TEST_MAIN(PinnedTransportTest)
#include "PinnedTransportTest.moc"

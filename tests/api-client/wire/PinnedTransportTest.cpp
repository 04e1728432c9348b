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

} // namespace

/// The wire of the clients against a server that breaks off.
class PinnedTransportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aWholeAnswerIsGivenOnAndAnotherIsNone_data();
    void aWholeAnswerIsGivenOnAndAnotherIsNone();
    void anotherServerIsToldNothing();

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

ENIGM_TEST_MAIN(PinnedTransportTest)
#include "PinnedTransportTest.moc"

#include "tests/control-plane/http/RawTlsClient.h"
#include "tests/control-plane/http/TestServer.h"
#include "tests/support/LogGuard.h"

#include <QTest>

#include <openssl/ssl.h>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

class MutualTlsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void servesADeviceThatProvesItsCertificate();
    void refusesAPeerWithoutACertificate();
    void refusesACertificateOfAnotherAuthority();
    void resumesASessionAndStillKnowsThePeer();
    void refusesTls12();
    void speaksOnlyHttp11();
    void knowsNoPeerWhereNoneIsAskedFor();

private:
    TestIdentity m_authority = TestIdentity::authority(u"Devices"_s);
    TestIdentity m_device = TestIdentity::issuedBy(m_authority, u"device"_s);
    std::unique_ptr<TestServer> m_server;
};

void MutualTlsTest::initTestCase()
{
    m_server = std::make_unique<TestServer>(controlplane::http::Limits{}, &m_authority);
    QVERIFY(m_server->started());
}

void MutualTlsTest::servesADeviceThatProvesItsCertificate()
{
    RawTlsClient client(m_server->port(), {.identity = &m_device});
    const auto reply = client.exchange(getRequest("/who"));
    QVERIFY(reply);
    QCOMPARE(reply->body, m_device.der());
}

void MutualTlsTest::refusesAPeerWithoutACertificate()
{
    const quint64 failed = (*m_server)->stats().handshakesFailed;
    RawTlsClient client(m_server->port());
    // In TLS 1.3 the client learns of it with its first read.
    QVERIFY(!client.exchange(getRequest("/who")));
    QTRY_COMPARE((*m_server)->stats().handshakesFailed, failed + 1);
}

void MutualTlsTest::refusesACertificateOfAnotherAuthority()
{
    const quint64 failed = (*m_server)->stats().handshakesFailed;
    // Another key under the very same name.
    const TestIdentity foreign = TestIdentity::authority(u"Devices"_s);
    const TestIdentity impostor = TestIdentity::issuedBy(foreign, u"device"_s);
    RawTlsClient client(m_server->port(), {.identity = &impostor});
    QVERIFY(!client.exchange(getRequest("/who")));
    QTRY_COMPARE((*m_server)->stats().handshakesFailed, failed + 1);
}

void MutualTlsTest::resumesASessionAndStillKnowsThePeer()
{
    RawTlsClient first(m_server->port(), {.identity = &m_device});
    QVERIFY(first.exchange(getRequest("/hello")));
    QVERIFY(!first.resumed());
    const auto session = first.session();
    RawTlsClient second(m_server->port(), {.identity = &m_device, .session = session.get()});
    QCOMPARE(second.exchange(getRequest("/who"))->body, m_device.der());
    QVERIFY(second.resumed());
    QCOMPARE((*m_server)->stats().handshakesResumed, 1U);
    // Another server has never met this session: a whole handshake, not an error.
    const TestServer other({}, &m_authority);
    RawTlsClient third(other.port(), {.identity = &m_device, .session = session.get()});
    QCOMPARE(third.exchange(getRequest("/who"))->body, m_device.der());
    QVERIFY(!third.resumed());
}

void MutualTlsTest::refusesTls12()
{
    const TestServer server;
    const RawTlsClient client(server.port(), {.maximalVersion = TLS1_2_VERSION});
    QVERIFY(!client.connected());
    QTRY_COMPARE(server->stats().handshakesFailed, 1U);
}

void MutualTlsTest::speaksOnlyHttp11()
{
    const TestServer server;
    const RawTlsClient both(server.port(), {.protocols = "\x02h2\x08http/1.1"_ba});
    QVERIFY(both.connected());
    QCOMPARE(both.protocol(), "http/1.1"_ba);
    const RawTlsClient other(server.port(), {.protocols = "\x02h2"_ba});
    QVERIFY(!other.connected());
}

void MutualTlsTest::knowsNoPeerWhereNoneIsAskedFor()
{
    const TestServer server;
    RawTlsClient client(server.port(), {.identity = &m_device});
    QCOMPARE(client.exchange(getRequest("/who"))->body, QByteArray());
}

ENIGM_TEST_MAIN(MutualTlsTest)
#include "MutualTlsTest.moc"

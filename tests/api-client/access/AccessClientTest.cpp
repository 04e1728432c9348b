#include "api-client/access/AccessClient.h"

#include "api-client/wire/PinnedTransport.h"
#include "contract/encoding/Base64Url.h"
#include "contract/signing/Secret.h"
#include "tests/support/LogGuard.h"
#include "tests/support/gateway/FakeGatewayListener.h"
#include "tests/support/gateway/TestNetwork.h"
#include "tests/support/history/Require.h"

#include <QCoreApplication>
#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

/// An enforcement point over the real wire: whom it shows itself to, and as whom.
class AccessClientTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thePointIsKnownByItsKey();
    void anotherServerIsShownNothing();
    void peersThatAreTheSameAreNotSentAgain();
    void aReportThatIsSentAgainCountsOnce();
    void theAuthorityIsFetched();

private:
    [[nodiscard]] client::AccessClient clientOf(client::Transport &transport, const FakeGatewayListener &plane) const
    {
        return {transport, QUrl(plane.url()), plane.path};
    }
    const client::TlsIdentity m_point = TestNetwork::selfSigned(u"point"_s);
    const QByteArray m_digest = encoding::toBase64Url(signing::sha256(m_point.certificate.publicKey().toDer()));
    const fleet::DeviceHandle m_device = TestNetwork::handle(1);
};

void AccessClientTest::thePointIsKnownByItsKey()
{
    FakeGatewayListener plane(TestNetwork::selfSigned(u"control plane"_s));
    plane.permitted = {{m_device.text(), {}}};
    client::PinnedTransport transport(plane.pin(), m_point);
    client::AccessClient client = clientOf(transport, plane);
    QCOMPARE(outcomeOf(QCoro::waitFor(client.evaluate(m_device))), u"certificate-refused"_s);
    plane.points = {m_digest};
    QVERIFY(require(QCoro::waitFor(client.evaluate(m_device))).isPermit);
    QVERIFY(!require(QCoro::waitFor(client.evaluate(TestNetwork::handle(2)))).isPermit);
    client::PinnedTransport nobody(plane.pin());
    client::AccessClient stranger = clientOf(nobody, plane);
    QCOMPARE(outcomeOf(QCoro::waitFor(stranger.evaluate(m_device))), u"certificate-refused"_s);
}

void AccessClientTest::anotherServerIsShownNothing()
{
    FakeGatewayListener plane(TestNetwork::selfSigned(u"control plane"_s));
    client::PinnedTransport transport(QByteArray(32, 'x'), m_point);
    client::AccessClient client = clientOf(transport, plane);
    QCOMPARE(outcomeOf(QCoro::waitFor(client.evaluate(m_device))), u"wrong-server"_s);
    QVERIFY(!plane.wasAsked());
}

void AccessClientTest::peersThatAreTheSameAreNotSentAgain()
{
    FakeGatewayListener plane(TestNetwork::selfSigned(u"control plane"_s));
    plane.points = {m_digest};
    plane.path = policy::NetworkPath::VpnNetwork;
    const QByteArray key(32, 'k');
    plane.permitted = {{m_device.text(), key}};
    client::PinnedTransport transport(plane.pin(), m_point);
    client::AccessClient client = clientOf(transport, plane);
    const auto first = require(QCoro::waitFor(client.peers({})));
    QCOMPARE(first.changed->peers, (std::vector{client::PermittedPeer{.handle = m_device, .key = key}}));
    const auto second = require(QCoro::waitFor(client.peers(first.etag)));
    QVERIFY(!second.changed);
    QCOMPARE(second.etag, first.etag);
    plane.permitted.clear();
    QVERIFY(require(QCoro::waitFor(client.peers(first.etag))).changed->peers.empty());
}

void AccessClientTest::aReportThatIsSentAgainCountsOnce()
{
    FakeGatewayListener plane(TestNetwork::selfSigned(u"control plane"_s));
    plane.points = {m_digest};
    client::PinnedTransport transport(plane.pin(), m_point);
    client::AccessClient client = clientOf(transport, plane);
    const client::OutcomeReport report{
        .idempotencyKey = "one", .from = 1, .to = 2, .counts = {{network::DenialReason::Policy, 5}}};
    require(QCoro::waitFor(client.report(report)));
    require(QCoro::waitFor(client.report(report)));
    const std::map<QString, qint64> expected{{u"policy"_s, 5}};
    QCOMPARE(plane.outcomes(), expected);
}

void AccessClientTest::theAuthorityIsFetched()
{
    const TestNetwork network;
    FakeGatewayListener plane(TestNetwork::selfSigned(u"control plane"_s));
    plane.points = {m_digest};
    plane.authority = network.authority();
    client::PinnedTransport transport(plane.pin(), m_point);
    QCOMPARE(require(QCoro::waitFor(clientOf(transport, plane).authority())).certificate, network.authority());
}

ENIGM_TEST_MAIN(AccessClientTest)
#include "AccessClientTest.moc"

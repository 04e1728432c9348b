#include "contract/certificates/CertificationRequest.h"
#include "contract/encoding/Base64Url.h"
#include "contract/fleet/Certificate.h"
#include "contract/fleet/HandleEpoch.h"
#include "contract/json/JsonParser.h"
#include "contract/signing/Secret.h"
#include "control-plane/network/NetworkEpochs.h"
#include "control-plane/store/Transaction.h"
#include "tests/control-plane/api/TestConsole.h"
#include "tests/control-plane/network/GatewayTestBed.h"
#include "tests/support/LogGuard.h"
#include "tests/support/history/Require.h"

#include <QTest>

#include <utility>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::test;
using controlplane::store::Transaction;
using fleet::DeviceHandle;
using policy::NetworkPath;
using signing::PrivateKey;

/// What a device is known by at the ways into the network for a day, and whom these let through.
class CredentialRoutesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aCertificateNamesTheNetworkHandleAlone();
    void aKeyThatLastsIsNotTaken();
    void aKeyOfAnotherDeviceIsNotTaken();
    void whoIsNotServedIsGivenNothing();
    void whatIsNotAClaimIsRefused_data();
    void whatIsNotAClaimIsRefused();
    void aGatewayKnowsItsPeersByTheirKeys();
    void whoIsSuspendedIsGoneAtOnce();
    void whoAsksAgainIsKnownByTheNewKey();
    void pollingIsCheapWhileNothingChanges();
    void yesterdaysPeersStayForAnHour();
    void anEpochThatIsOverIsForgotten();

private:
    struct Claim
    {
        std::unique_ptr<PrivateKey> key = PrivateKey::generate(signing::PublicKey::Kind::P256);
        QByteArray wireguard = signing::randomBytes(32);
        QByteArray onion = signing::randomBytes(32);
    };
    [[nodiscard]] static QByteArray bodyOf(const QByteArray &request, const QByteArray &wireguard,
                                           const QByteArray &onion);
    [[nodiscard]] RawReply ask(const DeviceHandle &device, const Claim &claim);
    [[nodiscard]] static RawReply peersOf(TestPoint &point, const QByteArray &fields = {});
    [[nodiscard]] static QByteArray keyIn(const RawReply &peers, QLatin1StringView member);

    std::unique_ptr<GatewayTestBed> m_bed; ///< the next test's, too, without credentials
    bool m_isSpoilt = false;               ///< but for one after which the day is another
    std::unique_ptr<TestPoint> m_vpn;
};

namespace {

QByteArray textOf(const QByteArray &bytes)
{
    return encoding::toBase64Url(bytes);
}

std::size_t countOf(const RawReply &peers)
{
    return memberOf(peers, "peers"_L1).array().size();
}

} // namespace

void CredentialRoutesTest::init()
{
    if (!m_bed) {
        m_bed = std::make_unique<GatewayTestBed>();
        m_bed->publish(openPaths());
    }
    m_vpn = m_bed->enrol(NetworkPath::VpnNetwork);
}

void CredentialRoutesTest::cleanup()
{
    m_vpn.reset();
    if (std::exchange(m_isSpoilt, false)) {
        m_bed.reset();
        return;
    }
    const qint64 tomorrow = fleet::handleEpochAt(m_bed->deployment.clock.now()) + 1;
    require(m_bed->deployment.plane().writer().submitAndWait(
        [tomorrow](Transaction &transaction) { return transaction.networkCredentials.removeBefore(tomorrow); }));
}

QByteArray CredentialRoutesTest::bodyOf(const QByteArray &request, const QByteArray &wireguard, const QByteArray &onion)
{
    return R"({"csr":")" + textOf(request) + R"(","onion_key":")" + textOf(onion) + R"(","wireguard_key":")" +
           textOf(wireguard) + "\"}";
}

RawReply CredentialRoutesTest::ask(const DeviceHandle &device, const Claim &claim)
{
    const QByteArray request = require(certificates::CertificationRequest::sign(*claim.key));
    return *m_bed->deployment.ask(device, "POST", "/device/v1/network-credentials",
                                  bodyOf(request, claim.wireguard, claim.onion));
}

RawReply CredentialRoutesTest::peersOf(TestPoint &point, const QByteArray &fields)
{
    const auto reply = point.ask("GET", "/gateway/v1/peers", {}, fields);
    if (!reply)
        qFatal("the connection was ended");
    return *reply;
}

QByteArray CredentialRoutesTest::keyIn(const RawReply &peers, QLatin1StringView member)
{
    const auto *const key = memberOf(peers, "peers"_L1).array().front().object().find(member);
    return key ? key->text().toLatin1() : QByteArray();
}

void CredentialRoutesTest::aCertificateNamesTheNetworkHandleAlone()
{
    const DeviceHandle device = m_bed->trusted();
    const Claim claim;
    const RawReply reply = ask(device, claim);
    QCOMPARE(reply.status, 200);
    const qint64 epoch = fleet::handleEpochAt(m_bed->deployment.clock.now());
    QCOMPARE(memberOf(reply, "handle"_L1).text(), m_bed->networkHandle(device).text());
    QCOMPARE(memberOf(reply, "epoch"_L1), json::Value(epoch));
    QCOMPARE(memberOf(reply, "ends"_L1), json::Value(fleet::handleEpochStart(epoch + 1)));
    QCOMPARE(memberOf(reply, "not_after"_L1), json::Value(controlplane::network::epochTakenUntil(epoch) - 1));
    const auto der = require(encoding::fromBase64Url(memberOf(reply, "certificate"_L1).text().toLatin1()));
    const auto certificate = require(fleet::Certificate::parse(der));
    QCOMPARE(certificate.spki(), claim.key->publicKey().spki());
    QVERIFY(der.contains(m_bed->networkHandle(device).text().toLatin1()));
    QVERIFY(!der.contains(device.text().toLatin1()));
    // Gateways verify it by the authority that they are told.
    const auto authority = m_vpn->ask("GET", "/gateway/v1/authority");
    QCOMPARE(memberOf(*authority, "certificate"_L1), memberOf(reply, "authority"_L1));
    const auto signer = require(fleet::Certificate::parse(
        require(encoding::fromBase64Url(memberOf(*authority, "certificate"_L1).text().toLatin1()))));
    QVERIFY(certificate.isSignedBy(signer));
    QVERIFY(signer.spki() != m_bed->deployment.plane().keys().deviceCa->publicKey().spki());
}

void CredentialRoutesTest::aKeyThatLastsIsNotTaken()
{
    const DeviceHandle device = m_bed->trusted();
    const auto &identity = m_bed->deployment.identity(device);
    for (const signing::PrivateKey *key : {identity.tlsKey.get(), identity.attestedKey.get()}) {
        const QByteArray request = require(certificates::CertificationRequest::sign(*key));
        const auto reply = m_bed->deployment.ask(device, "POST", "/device/v1/network-credentials",
                                                 bodyOf(request, signing::randomBytes(32), signing::randomBytes(32)));
        QCOMPARE(reply->status, 400);
        QCOMPARE(reply->problem(), "out-of-range"_ba);
    }
}

void CredentialRoutesTest::aKeyOfAnotherDeviceIsNotTaken()
{
    const Claim first;
    QCOMPARE(ask(m_bed->trusted(0), first).status, 200);
    Claim second;
    second.wireguard = first.wireguard;
    QCOMPARE(ask(m_bed->trusted(1), second).problem(), "already-exists"_ba);
}

void CredentialRoutesTest::whoIsNotServedIsGivenNothing()
{
    QCOMPARE(ask(m_bed->suspended(), Claim()).problem(), "device-refused"_ba);
}

void CredentialRoutesTest::whatIsNotAClaimIsRefused_data()
{
    QTest::addColumn<QByteArray>("body");
    const QByteArray key = QByteArray(43, 'A');
    QTest::newRow("nothing") << "{}"_ba;
    QTest::newRow("no request") << bodyOf("no request", QByteArray(32, 'w'), QByteArray(32, 'o'));
    QTest::newRow("a short key") << bodyOf("no request", QByteArray(31, 'w'), QByteArray(32, 'o'));
    QTest::newRow("one more member") << QByteArray(R"({"csr":"AA","more":1,"onion_key":")" + key +
                                                   R"(","wireguard_key":")" + key + "\"}");
}

void CredentialRoutesTest::whatIsNotAClaimIsRefused()
{
    QFETCH(const QByteArray, body);
    const auto reply = m_bed->deployment.ask(m_bed->trusted(), "POST", "/device/v1/network-credentials", body);
    QVERIFY(reply);
    QCOMPARE(reply->status, 400);
}

void CredentialRoutesTest::aGatewayKnowsItsPeersByTheirKeys()
{
    QCOMPARE(countOf(peersOf(*m_vpn)), 0U);
    const Claim claim;
    QCOMPARE(ask(m_bed->trusted(), claim).status, 200);
    const RawReply vpn = peersOf(*m_vpn);
    QCOMPARE(countOf(vpn), 1U);
    QCOMPARE(keyIn(vpn, "handle"_L1), m_bed->networkHandle(m_bed->trusted()).text().toLatin1());
    QCOMPARE(keyIn(vpn, "wireguard_key"_L1), textOf(claim.wireguard));
    QVERIFY(!vpn.body.contains("onion_key"));
    QCOMPARE(memberOf(vpn, "path"_L1).text(), u"vpn-network"_s);
    QCOMPARE(memberOf(vpn, "decision_validity"_L1), json::Value(60));
    const auto tor = m_bed->enrol(NetworkPath::TorGateway);
    const RawReply onions = peersOf(*tor);
    QCOMPARE(keyIn(onions, "onion_key"_L1), textOf(claim.onion));
    QVERIFY(!onions.body.contains("wireguard_key"));
    const auto proxy = m_bed->enrol(NetworkPath::ProxyNetwork);
    QVERIFY(!peersOf(*proxy).body.contains("_key"));
}

void CredentialRoutesTest::whoIsSuspendedIsGoneAtOnce()
{
    const auto targets = m_bed->deployment.devices(fleet::DeviceState::Trusted, 2);
    for (const auto &leaf : targets.leaves())
        QCOMPARE(ask(leaf.handle, Claim()).status, 200);
    QCOMPARE(countOf(peersOf(*m_vpn)), 2U);
    TestConsole approver(m_bed->deployment, u"approver-1"_s);
    QCOMPARE(memberOf(approver.ask(u"device.suspend"_s, targets), "state"_L1).text(), u"executed"_s);
    QCOMPARE(countOf(peersOf(*m_vpn)), 0U);
}

void CredentialRoutesTest::whoAsksAgainIsKnownByTheNewKey()
{
    QCOMPARE(ask(m_bed->trusted(), Claim()).status, 200);
    const Claim second;
    QCOMPARE(ask(m_bed->trusted(), second).status, 200);
    const RawReply peers = peersOf(*m_vpn);
    QCOMPARE(countOf(peers), 1U);
    QCOMPARE(keyIn(peers, "wireguard_key"_L1), textOf(second.wireguard));
}

void CredentialRoutesTest::pollingIsCheapWhileNothingChanges()
{
    QCOMPARE(ask(m_bed->trusted(), Claim()).status, 200);
    const QByteArray tag = peersOf(*m_vpn).header("ETag");
    QVERIFY(!tag.isEmpty());
    m_bed->deployment.clock.advance(30);
    QCOMPARE(peersOf(*m_vpn, "If-None-Match: " + tag + "\r\n").status, 304);
    m_bed->flush(); // a commit that touches no device
    QCOMPARE(peersOf(*m_vpn, "If-None-Match: " + tag + "\r\n").status, 304);
    QCOMPARE(ask(m_bed->trusted(1), Claim()).status, 200);
    QCOMPARE(peersOf(*m_vpn, "If-None-Match: " + tag + "\r\n").status, 200);
}

void CredentialRoutesTest::yesterdaysPeersStayForAnHour()
{
    m_isSpoilt = true;
    auto &clock = m_bed->deployment.clock;
    const qint64 today = fleet::handleEpochAt(clock.now());
    const DeviceHandle device = m_bed->networkHandle(m_bed->trusted());
    QCOMPARE(ask(m_bed->trusted(), Claim()).status, 200);
    QCOMPARE(memberOf(peersOf(*m_vpn), "valid_until"_L1), json::Value(fleet::handleEpochStart(today + 1)));
    clock.set(fleet::handleEpochStart(today + 1));
    QCOMPARE(keyIn(peersOf(*m_vpn), "handle"_L1), device.text().toLatin1());
    QCOMPARE(ask(m_bed->trusted(), Claim()).status, 200);
    QCOMPARE(countOf(peersOf(*m_vpn)), 2U); // one device by both of its names
    clock.set(controlplane::network::epochTakenUntil(today));
    const RawReply later = peersOf(*m_vpn);
    QCOMPARE(countOf(later), 1U);
    QCOMPARE(keyIn(later, "handle"_L1), m_bed->networkHandle(m_bed->trusted()).text().toLatin1());
}

void CredentialRoutesTest::anEpochThatIsOverIsForgotten()
{
    m_isSpoilt = true;
    auto &deployment = m_bed->deployment;
    const qint64 today = fleet::handleEpochAt(deployment.clock.now());
    QCOMPARE(ask(m_bed->trusted(), Claim()).status, 200);
    const auto kept = [&] {
        return require(require(deployment.plane().database().read())->networkCredentials.page(today, {}, 9)).size();
    };
    const auto forget = [&](qint64 epoch) {
        require(deployment.plane().writer().submitAndWait([epoch](Transaction &transaction) {
            return controlplane::network::NetworkServices::forgetPast(transaction, fleet::handleEpochStart(epoch));
        }));
    };
    forget(today + 1);
    QCOMPARE(kept(), 1U);
    forget(today + 2);
    QCOMPARE(kept(), 0U);
}

ENIGM_TEST_MAIN(CredentialRoutesTest)
#include "CredentialRoutesTest.moc"

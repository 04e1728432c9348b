#include "api-client/access/AccessDecision.h"
#include "api-client/access/OutcomeReport.h"
#include "api-client/access/PermittedPeers.h"
#include "contract/encoding/Base64Url.h"
#include "contract/json/JsonParser.h"
#include "tests/support/LogGuard.h"
#include "tests/support/history/Require.h"

#include <QCoreApplication>
#include <QTest>

#include <algorithm>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

using client::AccessDecision;
using client::PermittedPeers;

/// What a gateway listener may answer, and what nobody takes for an answer.
class AccessAnswersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPermitSaysForHowLong();
    void aDenialSaysWhy();
    void otherDecisionsAreNone_data();
    void otherDecisionsAreNone();
    void peersAreThoseOfThePath();
    void otherPeersAreNone_data();
    void otherPeersAreNone();
    void countsSayNothingButHowOften();
};

namespace {

const QByteArray key(32, 'k');

fleet::DeviceHandle handle(char number, fleet::HandleAudience audience = fleet::HandleAudience::Network)
{
    std::array<char, fleet::DeviceHandle::size> bytes{};
    bytes.front() = number;
    return fleet::DeviceHandle::fromBytes(audience, bytes);
}

// By their text, which is in no order of the bytes.
const fleet::DeviceHandle first = std::min(handle(1), handle(2));
const fleet::DeviceHandle second = std::max(handle(1), handle(2));

QByteArray peer(const fleet::DeviceHandle &device, const QByteArray &member = "wireguard_key")
{
    return R"({"handle":")" + device.text().toLatin1() + R"(",")" + member + R"(":")" + encoding::toBase64Url(key) +
           R"("})";
}

QByteArray answerOf(const QByteArray &peers, const QByteArray &path = "vpn-network", const QByteArray &validity = "60")
{
    return R"({"decision_validity":)" + validity + R"(,"path":")" + path + R"(","peers":[)" + peers +
           R"(],"valid_until":1795680000})";
}

} // namespace

void AccessAnswersTest::aPermitSaysForHowLong()
{
    const auto decision = require(AccessDecision::parse(
        R"({"context":{"decision_validity":60,"obligations":["attest"],"valid_until":1795679460},"decision":true})"));
    QVERIFY(decision.isPermit && !decision.reason);
    QCOMPARE(decision.validFor, 60);
    QCOMPARE(decision.validUntil, 1795679460);
    // What a later version adds is passed over, as AuthZEN wants it.
    QVERIFY(AccessDecision::parse(
        R"({"context":{"decision_validity":1,"obligations":[],"valid_until":1,"x":{}},"decision":true,"y":1})"));
}

void AccessAnswersTest::aDenialSaysWhy()
{
    const auto decision = require(AccessDecision::parse(R"({"context":{"reason":"policy"},"decision":false})"));
    QVERIFY(!decision.isPermit);
    QCOMPARE(decision.reason, network::DenialReason::Policy);
    QCOMPARE(decision.validFor, 0);
}

void AccessAnswersTest::otherDecisionsAreNone_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("nothing") << ""_ba;
    QTest::newRow("no object") << "true"_ba;
    QTest::newRow("no decision") << R"({"context":{"decision_validity":60,"obligations":[],"valid_until":1}})"_ba;
    QTest::newRow("no boolean") << R"({"context":{"reason":"policy"},"decision":"true"})"_ba;
    QTest::newRow("no context") << R"({"decision":true})"_ba;
    QTest::newRow("no validity") << R"({"context":{"obligations":[],"valid_until":1},"decision":true})"_ba;
    QTest::newRow("too long")
        << R"({"context":{"decision_validity":86401,"obligations":[],"valid_until":1},"decision":true})"_ba;
    QTest::newRow("negative")
        << R"({"context":{"decision_validity":-1,"obligations":[],"valid_until":1},"decision":true})"_ba;
    QTest::newRow("an obligation that nobody would meet")
        << R"({"context":{"decision_validity":60,"obligations":["sing"],"valid_until":1},"decision":true})"_ba;
    QTest::newRow("twice")
        << R"({"context":{"decision_validity":60,"obligations":[],"valid_until":1},"decision":false,"decision":true})"_ba;
    QTest::newRow("an unknown reason") << R"({"context":{"reason":"mood"},"decision":false})"_ba;
}

void AccessAnswersTest::otherDecisionsAreNone()
{
    QFETCH(const QByteArray, body);
    QVERIFY(!AccessDecision::parse(body));
}

void AccessAnswersTest::peersAreThoseOfThePath()
{
    const auto peers =
        require(PermittedPeers::parse(answerOf(peer(first) + ',' + peer(second)), policy::NetworkPath::VpnNetwork));
    QCOMPARE(peers.peers.size(), 2U);
    QCOMPARE(peers.peers.front(), (client::PermittedPeer{.handle = first, .key = key}));
    QCOMPARE(peers.validFor, 60);
    QVERIFY(PermittedPeers::parse(answerOf({}), policy::NetworkPath::VpnNetwork)->peers.empty());
    QVERIFY(PermittedPeers::parse(answerOf(peer(first, "onion_key"), "tor-gateway"), policy::NetworkPath::TorGateway));
    const QByteArray bare = R"({"handle":")" + first.text().toLatin1() + R"("})";
    QVERIFY(require(PermittedPeers::parse(answerOf(bare, "proxy-network"), policy::NetworkPath::ProxyNetwork))
                .peers.front()
                .key.isEmpty());
}

void AccessAnswersTest::otherPeersAreNone_data()
{
    QTest::addColumn<QByteArray>("body");
    const QByteArray one = peer(first);
    QTest::newRow("another path") << answerOf(one, "tor-gateway");
    QTest::newRow("another key") << answerOf(peer(first, "onion_key"));
    QTest::newRow("a handle of the console") << answerOf(peer(handle(1, fleet::HandleAudience::Console)));
    QTest::newRow("twice") << answerOf(one + ',' + one);
    QTest::newRow("out of order") << answerOf(peer(second) + ',' + one);
    QTest::newRow("a short key") << answerOf(QByteArray(one).replace(encoding::toBase64Url(key), "AAAA"));
    QTest::newRow("a member more") << answerOf(QByteArray(one).replace("{", R"({"address":"10.0.0.1",)"));
    QTest::newRow("for too long") << answerOf(one, "vpn-network", "86401");
    QTest::newRow("nothing") << ""_ba;
}

void AccessAnswersTest::otherPeersAreNone()
{
    QFETCH(const QByteArray, body);
    QVERIFY(!PermittedPeers::parse(body, policy::NetworkPath::VpnNetwork));
}

void AccessAnswersTest::countsSayNothingButHowOften()
{
    const client::OutcomeReport report{.idempotencyKey = "k",
                                       .from = 10,
                                       .to = 70,
                                       .counts = {{std::nullopt, 12}, {network::DenialReason::Device, 3}}};
    QCOMPARE(json::canonical(report.toJson(policy::NetworkPath::ProxyNetwork)),
             R"({"counts":[{"category":null,"count":12,"decision":"permit","path":"proxy-network"},)"
             R"({"category":"device","count":3,"decision":"deny","path":"proxy-network"}],"from":10,"to":70})"_ba);
}

ENIGM_TEST_MAIN(AccessAnswersTest)
#include "AccessAnswersTest.moc"

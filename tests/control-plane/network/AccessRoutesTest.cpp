#include "contract/changes/Action.h"
#include "contract/changes/EnforcementParameters.h"
#include "contract/encoding/Base64Url.h"
#include "contract/fleet/HandleEpoch.h"
#include "contract/json/JsonParser.h"
#include "control-plane/network/NetworkEpochs.h"
#include "control-plane/store/Reader.h"
#include "tests/control-plane/api/TestConsole.h"
#include "tests/control-plane/network/GatewayTestBed.h"
#include "tests/support/LogGuard.h"
#include "tests/support/history/Require.h"

#include <QTest>
#include <QUrl>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::test;
using fleet::DeviceHandle;
using policy::NetworkPath;
using policy::Obligation;

/// What an enforcement point asks about devices, over mutual TLS with a certificate that nobody has signed but itself.
class AccessRoutesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void whoASignedChangeEnrolsIsServed();
    void whoIsNotEnrolledIsToldNothing();
    void whoIsRevokedIsRefusedOnTheOpenConnection();
    void aPermitSaysHowLongAndUnderWhichObligations();
    void whoHasToGoAnotherWayGoesByNoneOfTheOthers();
    void aSuspendedDeviceIsDeniedAtOnce();
    void aPolicyCountsAtOnce();
    void yesterdaysHandleIsTakenForAWhile();
    void aDeviceThatWasToldItsHandleIsKnown();
    void aBatchEndsWhereItIsToldTo();
    void aBatchHasDefaultsAndMayBeOne();
    void theIdOfARequestComesBack();
    void theDocumentSaysWhereToAsk();
    void aFloodOfRefusalsIsOneEntry();
    void permitsAreCountedAndChangesNamed();
    void healthIsKept();

private:
    [[nodiscard]] QByteArray batch(const QByteArray &more, const std::vector<DeviceHandle> &devices);
    void suspend(const changes::TargetSet &targets);

    std::unique_ptr<GatewayTestBed> m_bed; ///< the next test's, too
    bool m_isSpoilt = false;               ///< but for one in which policies or the day are others
    std::unique_ptr<TestPoint> m_point;
};

namespace {

constexpr auto evaluations = "/access/v1/evaluations";
constexpr auto evaluation = "/access/v1/evaluation";

QByteArray denial(const QByteArray &reason)
{
    return R"({"context":{"reason":")" + reason + R"("},"decision":false})";
}

bool isPermit(const QByteArray &answer)
{
    return answer.endsWith(R"("decision":true})");
}

} // namespace

void AccessRoutesTest::init()
{
    if (!m_bed) {
        m_bed = std::make_unique<GatewayTestBed>();
        m_bed->publish(openPaths());
    }
    m_bed->flush(); // what the test before has counted
    m_point = m_bed->enrol(NetworkPath::ProxyNetwork);
}

void AccessRoutesTest::cleanup()
{
    m_point.reset();
    if (std::exchange(m_isSpoilt, false))
        m_bed.reset();
}

void AccessRoutesTest::suspend(const changes::TargetSet &targets)
{
    TestConsole approver(m_bed->deployment, u"approver-1"_s);
    QCOMPARE(memberOf(approver.ask(u"device.suspend"_s, targets), "state"_L1).text(), u"executed"_s);
}

void AccessRoutesTest::whoASignedChangeEnrolsIsServed()
{
    TestConsole administrator(m_bed->deployment, u"administrator-1"_s);
    TestConsole approver(m_bed->deployment, u"approver-1"_s);
    TestPoint point(m_bed->deployment, NetworkPath::TorGateway);
    const DeviceHandle device = m_bed->networkHandle(m_bed->trusted());
    const changes::EnrollPointParameters enrolled{.point = point.id(),
                                                  .name = u"Tor North"_s,
                                                  .key = require(encoding::fromBase64Url(point.key().toLatin1())),
                                                  .path = point.path()};
    const auto change = changeOf(administrator.ask(changes::pointEnroll, {}, enrolled));
    QVERIFY(!isPermit(point.mayConnect(device)));
    QCOMPARE(approver.approve(change).status, 201);
    QVERIFY(isPermit(point.mayConnect(device)));
    const auto revoked =
        administrator.ask(changes::pointRevoke, {}, changes::RevokePointParameters{.point = point.id()});
    QCOMPARE(memberOf(revoked, "state"_L1).text(), u"executed"_s);
    QCOMPARE(point.ask("GET", "/gateway/v1/authority")->problem(), "certificate-refused"_ba);
}

void AccessRoutesTest::whoIsNotEnrolledIsToldNothing()
{
    const qint64 before = m_bed->deployment.activitySize();
    TestPoint stranger(m_bed->deployment, NetworkPath::ProxyNetwork);
    const auto reply = stranger.ask("GET", "/.well-known/authzen-configuration");
    QVERIFY(reply);
    QCOMPARE(reply->status, 403);
    QCOMPARE(reply->problem(), "certificate-refused"_ba);
    m_bed->flush();
    QCOMPARE(m_bed->entries(u"enforcement-point.refused"_s, before).size(), 1U);
    RawTlsClient nobody(static_cast<quint16>(QUrl(m_bed->deployment.server().gatewayUrl()).port()));
    QVERIFY(!nobody.exchange("GET /.well-known/authzen-configuration HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"));
}

void AccessRoutesTest::whoIsRevokedIsRefusedOnTheOpenConnection()
{
    const DeviceHandle device = m_bed->networkHandle(m_bed->trusted());
    QVERIFY(isPermit(m_point->mayConnect(device)));
    m_bed->revoke(*m_point);
    const auto reply = m_point->ask("GET", "/.well-known/authzen-configuration");
    QVERIFY(reply);
    QCOMPARE(reply->problem(), "certificate-refused"_ba);
    m_point->reconnect();
    QCOMPARE(m_point->ask("GET", "/.well-known/authzen-configuration")->status, 403);
}

void AccessRoutesTest::aPermitSaysHowLongAndUnderWhichObligations()
{
    m_isSpoilt = true;
    m_bed->publish(openPaths({Obligation::Attest, Obligation::UseProxyNetwork}));
    const qint64 until = m_bed->deployment.clock.now() + 60;
    QCOMPARE(m_point->mayConnect(m_bed->networkHandle(m_bed->trusted())),
             R"({"context":{"decision_validity":60,"obligations":["attest","use-proxy-network"],"valid_until":)" +
                 QByteArray::number(until) + R"(},"decision":true})");
}

void AccessRoutesTest::whoHasToGoAnotherWayGoesByNoneOfTheOthers()
{
    m_isSpoilt = true;
    m_bed->publish(openPaths({Obligation::UseTorGateway}));
    const DeviceHandle device = m_bed->networkHandle(m_bed->trusted());
    QCOMPARE(m_point->mayConnect(device), denial("path"));
    const auto tor = m_bed->enrol(NetworkPath::TorGateway);
    QVERIFY(isPermit(tor->mayConnect(device)));
}

void AccessRoutesTest::aSuspendedDeviceIsDeniedAtOnce()
{
    const auto targets = m_bed->deployment.devices(fleet::DeviceState::Trusted);
    const DeviceHandle device = m_bed->networkHandle(targets.leaves().front().handle);
    QVERIFY(isPermit(m_point->mayConnect(device)));
    suspend(targets);
    QCOMPARE(m_point->mayConnect(device), denial("device"));
}

void AccessRoutesTest::aPolicyCountsAtOnce()
{
    m_isSpoilt = true;
    const DeviceHandle device = m_bed->networkHandle(m_bed->trusted());
    QVERIFY(isPermit(m_point->mayConnect(device)));
    policy::PolicyDocument closed = openPaths();
    closed.rules.front().effect = policy::Effect::Deny;
    m_bed->publish(closed);
    QCOMPARE(m_point->mayConnect(device), denial("policy"));
}

void AccessRoutesTest::yesterdaysHandleIsTakenForAWhile()
{
    m_isSpoilt = true;
    auto &clock = m_bed->deployment.clock;
    const qint64 today = fleet::handleEpochAt(clock.now());
    const DeviceHandle device = m_bed->networkHandle(m_bed->trusted());
    QVERIFY(isPermit(m_point->mayConnect(device)));
    QCOMPARE(m_point->mayConnect(m_bed->networkHandle(m_bed->trusted(), today + 1)), denial("unknown-subject"));
    clock.set(controlplane::network::epochTakenUntil(today) - 10);
    const QByteArray late = m_point->mayConnect(device);
    QVERIFY(isPermit(late));
    QVERIFY2(late.contains(R"("decision_validity":10,)"), late.constData());
    QVERIFY(isPermit(m_point->mayConnect(m_bed->networkHandle(m_bed->trusted()))));
    clock.advance(10);
    QCOMPARE(m_point->mayConnect(device), denial("unknown-subject"));
}

void AccessRoutesTest::aDeviceThatWasToldItsHandleIsKnown()
{
    const DeviceHandle device = m_bed->trusted();
    const auto told = m_bed->deployment.ask(device, "GET", "/device/v1/handles");
    QVERIFY(told);
    const auto handle = memberOf(*told, "network"_L1).array().front().object().find(u"handle")->text();
    QVERIFY(isPermit(m_point->mayConnect(require(DeviceHandle::parse(handle)))));
}

QByteArray AccessRoutesTest::batch(const QByteArray &more, const std::vector<DeviceHandle> &devices)
{
    QByteArray list;
    for (const DeviceHandle &device : devices) {
        if (!list.isEmpty())
            list += ',';
        list += R"({"subject":{"type":"device","id":")" + device.text().toLatin1() + R"("}})";
    }
    const auto reply =
        m_point->ask("POST", evaluations,
                     R"({"action":{"name":"connect"},"resource":{"type":"network-path","id":"proxy-network"},)" + more +
                         R"("evaluations":[)" + list + "]}");
    QByteArray decisions;
    const json::Array answers = memberOf(*reply, "evaluations"_L1).array();
    for (const json::Value &answer : answers)
        decisions += answer.object().find(u"decision")->boolean() ? 'p' : 'd';
    return decisions;
}

void AccessRoutesTest::aBatchEndsWhereItIsToldTo()
{
    const DeviceHandle good = m_bed->networkHandle(m_bed->trusted());
    const DeviceHandle bad = m_bed->networkHandle(m_bed->suspended());
    const std::vector order{bad, good, bad};
    const auto with = [](const QByteArray &semantic) {
        return R"("options":{"evaluations_semantic":")" + semantic + R"(","other":1},)";
    };
    QCOMPARE(batch({}, order), "dpd"_ba);
    QCOMPARE(batch(with("execute_all"), order), "dpd"_ba);
    QCOMPARE(batch(with("deny_on_first_deny"), order), "d"_ba);
    QCOMPARE(batch(with("deny_on_first_deny"), {good, good, bad, good}), "ppd"_ba);
    QCOMPARE(batch(with("permit_on_first_permit"), order), "dp"_ba);
}

void AccessRoutesTest::aBatchHasDefaultsAndMayBeOne()
{
    const QByteArray subject =
        R"("subject":{"type":"device","id":")" + m_bed->networkHandle(m_bed->trusted()).text().toLatin1() + R"("})";
    const QByteArray rest = R"(,"action":{"name":"connect"},"resource":{"type":"network-path","id":"proxy-network"})";
    QVERIFY(isPermit(m_point->ask("POST", evaluations, '{' + subject + rest + '}')->body));
    QVERIFY(isPermit(m_point->ask("POST", evaluations, '{' + subject + rest + R"(,"evaluations":[]})")->body));
    // What an evaluation says itself counts, and replaces the default whole.
    const auto reply = m_point->ask("POST", evaluations,
                                    '{' + subject + rest +
                                        R"(,"context":{"network_path":"tor-gateway"},"evaluations":[{},)"
                                        R"({"context":{}},{"action":{"name":"walk"},"context":{}}]})");
    const auto answers = memberOf(*reply, "evaluations"_L1).array();
    QCOMPARE(answers.size(), 3U);
    QCOMPARE(json::canonical(answers[0]), denial("path"));
    QVERIFY(isPermit(json::canonical(answers[1])));
    QCOMPARE(json::canonical(answers[2]), denial("unknown-action"));
}

void AccessRoutesTest::theIdOfARequestComesBack()
{
    const QByteArray id = "X-Request-ID: bfe9eb29-ab87-4ca3-be83-a1d5d8305716\r\n";
    const auto good = m_point->ask("POST", evaluations, "{}", id); // a refusal, too
    QCOMPARE(good->header("X-Request-ID"), "bfe9eb29-ab87-4ca3-be83-a1d5d8305716"_ba);
    const auto document = m_point->ask("GET", "/.well-known/authzen-configuration", {}, id);
    QCOMPARE(document->header("X-Request-ID"), "bfe9eb29-ab87-4ca3-be83-a1d5d8305716"_ba);
    const auto unnamed = m_point->ask("GET", "/.well-known/authzen-configuration");
    QVERIFY(!unnamed->headers.contains("X-Request-ID"));
}

void AccessRoutesTest::theDocumentSaysWhereToAsk()
{
    const auto document = m_point->ask("GET", "/.well-known/authzen-configuration");
    QCOMPARE(document->status, 200);
    const QString here = u"https://gateway.example:4711"_s;
    QCOMPARE(memberOf(*document, "policy_decision_point"_L1).text(), here);
    QCOMPARE(memberOf(*document, "access_evaluation_endpoint"_L1).text(), here + QLatin1StringView(evaluation));
    QCOMPARE(memberOf(*document, "access_evaluations_endpoint"_L1).text(), here + QLatin1StringView(evaluations));
}

void AccessRoutesTest::aFloodOfRefusalsIsOneEntry()
{
    std::vector<QString> suspended{m_bed->suspended(0).text(), m_bed->suspended(1).text()};
    const qint64 before = m_bed->deployment.activitySize();
    for (int i = 0; i < 50; ++i) {
        for (const QString &device : suspended)
            QCOMPARE(m_point->mayConnect(m_bed->networkHandle(require(DeviceHandle::parse(device)))), denial("device"));
    }
    m_bed->flush();
    QCOMPARE(m_bed->deployment.activitySize(), before + 1);
    const auto entries = m_bed->entries(u"network.denied"_s, before);
    QCOMPARE(entries.size(), 1U);
    const auto &[header, body] = entries.front();
    QCOMPARE(header.category, log::Category::NetworkOutcome);
    QCOMPARE(header.resource, log::Resource::NetworkPath);
    QCOMPARE(header.outcome, log::Outcome::Refused);
    QCOMPARE(header.actor, m_point->id());
    std::ranges::sort(suspended);
    QCOMPARE(header.handles, suspended);
    QCOMPARE(*body.object().find(u"count"), json::Value(100));
    QCOMPARE(*body.object().find(u"category"), json::Value(u"device"_s));
    QCOMPARE(*body.object().find(u"path"), json::Value(u"proxy-network"_s));
}

void AccessRoutesTest::permitsAreCountedAndChangesNamed()
{
    const auto targets = m_bed->deployment.devices(fleet::DeviceState::Trusted);
    const DeviceHandle device = m_bed->networkHandle(targets.leaves().front().handle);
    const DeviceHandle other = m_bed->networkHandle(m_bed->trusted(1));
    const auto handles = [&](const QString &action, qint64 from) {
        const auto entries = m_bed->entries(action, from);
        return entries.size() == 1 ? entries.front().header.handles : std::vector<QString>{u"not one entry"_s};
    };
    qint64 before = m_bed->deployment.activitySize();
    for (int i = 0; i < 7; ++i)
        QVERIFY(isPermit(m_point->mayConnect(device)));
    m_bed->flush();
    QCOMPARE(handles(u"network.changed"_s, before), (std::vector{targets.leaves().front().handle.text()}));
    QCOMPARE(handles(u"network.permitted"_s, before), std::vector<QString>());
    QCOMPARE(*m_bed->entries(u"network.permitted"_s, before).front().body.object().find(u"count"), json::Value(7));
    // The same again is no change; another device is.
    before = m_bed->deployment.activitySize();
    QVERIFY(isPermit(m_point->mayConnect(device)) && isPermit(m_point->mayConnect(other)));
    m_bed->flush();
    QCOMPARE(handles(u"network.changed"_s, before), (std::vector{m_bed->trusted(1).text()}));
    // What is nobody's is counted without a name.
    before = m_bed->deployment.activitySize();
    QCOMPARE(m_point->mayConnect(m_bed->networkHandle(m_bed->trusted(), 1)), denial("unknown-subject"));
    m_bed->flush();
    QCOMPARE(handles(u"network.denied"_s, before), std::vector<QString>());
}

void AccessRoutesTest::healthIsKept()
{
    m_isSpoilt = true;
    m_bed->deployment.clock.advance(3'600); // the hour of the tests before is over
    const DeviceHandle device = m_bed->networkHandle(m_bed->trusted());
    QVERIFY(isPermit(m_point->mayConnect(device)) && isPermit(m_point->mayConnect(device)));
    QCOMPARE(m_point->mayConnect(m_bed->networkHandle(m_bed->trusted(), 1)), denial("unknown-subject"));
    m_bed->flush();
    const qint64 now = m_bed->deployment.clock.now();
    const auto reader = require(m_bed->deployment.plane().database().read());
    const auto row = require(reader->enforcementPoints.find(m_point->id())).value();
    QCOMPARE(row.lastSeen, std::optional(now));
    QCOMPARE(row.decided,
             std::optional(controlplane::store::PointCounts{.from = now, .to = now, .permits = 2, .denials = 1}));
    const auto outcomes = require(reader->networkOutcomes.between(now - now % 3'600, now + 1));
    QCOMPARE(outcomes.size(), 2U);
    QCOMPARE(outcomes[0].category, u"unknown-subject"_s);
    QCOMPARE(outcomes[1].decision, u"permit"_s);
    QCOMPARE(outcomes[1].count, 2);
}

ENIGM_TEST_MAIN(AccessRoutesTest)
#include "AccessRoutesTest.moc"

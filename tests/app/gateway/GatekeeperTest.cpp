#include "app/gateway/decisions/Gatekeeper.h"

#include "contract/json/JsonParser.h"
#include "tests/support/LogGuard.h"
#include "tests/support/gateway/HeldWire.h"
#include "tests/support/gateway/TestNetwork.h"

#include <QCoreApplication>
#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

using gateway::Gatekeeper;
using gateway::Verdict;
using Verdicts = std::vector<Verdict>;

/// Who passes while the control plane answers, is slow, or is away.
class GatekeeperTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoWaitsForOneAnswerIsAskedAboutOnce();
    void whoHasNoHandleOfTheNetworkIsNotAskedAbout();
    void withoutAControlPlaneNobodyNewPasses();
    void aPermitThatComesTooLateIsNone();
    void moreThanThereIsRoomForDoNotWait();
    void countsThatGotLostAreHandedInAgainAsTheSame();
    void countsThatAreRefusedAreNotTriedForever();
};

namespace {

constexpr qint64 start = 1'795'679'400;
const QString device = TestNetwork::handle(1).text();

QByteArray permitBody()
{
    return R"({"context":{"decision_validity":60,"obligations":[],"valid_until":1795679430},"decision":true})";
}

/// A gatekeeper before a control plane that answers when the test says so.
struct Gate
{
    Gate()
    {
        wire.answer = [this](const client::WireRequest &request) -> Expected<client::WireReply> {
            if (isAway)
                return refuse(ProblemType::Unreachable, u"away"_s);
            if (request.url.path() == "/gateway/v1/outcomes"_L1)
                return client::WireReply{.status = outcomeStatus, .headers = {}, .body = {}};
            return client::WireReply{.status = 200, .headers = {}, .body = permitBody()};
        };
    }
    void ask(const QString &name)
    {
        keeper.ask(name, [this](Verdict verdict) { verdicts.push_back(verdict); });
    }
    void release()
    {
        wire.release();
        QTRY_COMPARE(wire.held(), 0);
        QCoreApplication::processEvents();
    }
    /// Hands in, and lets the control plane answer.
    void handIn()
    {
        auto task = outcomes.handIn();
        QTRY_COMPARE(wire.held(), 1);
        release();
        QTRY_VERIFY(task.isReady());
    }

    HeldWire wire;
    time::ManualClock clock{start};
    client::AccessClient client{wire, QUrl(u"https://127.0.0.1:1"_s), policy::NetworkPath::ProxyNetwork};
    gateway::OutcomeReporter outcomes{client, clock, std::chrono::hours(1)};
    Gatekeeper keeper{client, outcomes, clock};
    Verdicts verdicts;
    bool isAway = false;
    int outcomeStatus = 204;
};

QByteArray headerOf(const client::WireRequest &request, const QByteArray &name)
{
    for (const auto &[key, value] : request.headers) {
        if (key == name)
            return value;
    }
    return {};
}

} // namespace

void GatekeeperTest::whoWaitsForOneAnswerIsAskedAboutOnce()
{
    Gate gate;
    gate.ask(device);
    gate.ask(device);
    QCOMPARE(gate.wire.requests.size(), 1U);
    QVERIFY(gate.verdicts.empty());
    gate.release();
    QTRY_COMPARE(gate.verdicts, (Verdicts{Verdict::Permit, Verdict::Permit}));
    gate.ask(device); // from what is kept
    QCOMPARE(gate.verdicts.size(), 3U);
    gate.clock.set(start + 30); // valid_until comes before the sixty seconds
    gate.ask(device);
    QCOMPARE(gate.wire.requests.size(), 2U);
}

void GatekeeperTest::whoHasNoHandleOfTheNetworkIsNotAskedAbout()
{
    Gate gate;
    const std::array<char, fleet::DeviceHandle::size> bytes{};
    gate.ask({});
    gate.ask(u"somebody"_s);
    gate.ask(device.toUpper());
    gate.ask(device + u' ');
    gate.ask(fleet::DeviceHandle::fromBytes(fleet::HandleAudience::Console, bytes).text());
    QCOMPARE(gate.verdicts, Verdicts(5, Verdict::Deny));
    QVERIFY(gate.wire.requests.empty());
}

void GatekeeperTest::withoutAControlPlaneNobodyNewPasses()
{
    Gate gate;
    gate.ask(device);
    gate.release();
    QTRY_COMPARE(gate.verdicts.size(), 1U);
    gate.isAway = true;
    gate.ask(device);
    gate.ask(TestNetwork::handle(2).text());
    gate.release();
    QTRY_COMPARE(gate.verdicts, (Verdicts{Verdict::Permit, Verdict::Permit, Verdict::Unavailable}));
    gate.clock.advance(30);
    gate.ask(device);
    gate.release();
    QTRY_COMPARE(gate.verdicts.back(), Verdict::Unavailable);
}

void GatekeeperTest::aPermitThatComesTooLateIsNone()
{
    Gate gate;
    gate.ask(device);
    gate.clock.advance(31);
    gate.release();
    QTRY_COMPARE(gate.verdicts, (Verdicts{Verdict::Unavailable}));
}

void GatekeeperTest::moreThanThereIsRoomForDoNotWait()
{
    Gate gate;
    for (qsizetype i = 0; i <= Gatekeeper::mostWaiting; ++i)
        gate.ask(device);
    QCOMPARE(gate.verdicts, (Verdicts{Verdict::Unavailable}));
    gate.release();
    QTRY_COMPARE(gate.verdicts.size(), std::size_t(Gatekeeper::mostWaiting + 1));
}

void GatekeeperTest::countsThatGotLostAreHandedInAgainAsTheSame()
{
    Gate gate;
    gate.ask(u"somebody"_s);
    gate.clock.advance(60);
    gate.isAway = true;
    gate.handIn();
    gate.ask(u"somebody"_s); // belongs to the next report
    gate.clock.advance(60);
    gate.isAway = false;
    gate.handIn();
    QCOMPARE(gate.wire.requests.size(), 2U);
    QCOMPARE(gate.wire.requests[1].body, gate.wire.requests[0].body);
    QCOMPARE(headerOf(gate.wire.requests[1], "Idempotency-Key"), headerOf(gate.wire.requests[0], "Idempotency-Key"));
    gate.handIn();
    QVERIFY(headerOf(gate.wire.requests[2], "Idempotency-Key") != headerOf(gate.wire.requests[0], "Idempotency-Key"));
    QCOMPARE(gate.wire.requests[2].body,
             R"({"counts":[{"category":"no-credential","count":1,"decision":"deny","path":"proxy-network"}],)"
             R"("from":1795679460,"to":1795679520})"_ba);
}

void GatekeeperTest::countsThatAreRefusedAreNotTriedForever()
{
    Gate gate;
    gate.ask(u"somebody"_s);
    gate.outcomeStatus = 400;
    gate.handIn();
    const auto nothing = gate.outcomes.handIn();
    QVERIFY(nothing.isReady());
    QCOMPARE(gate.wire.requests.size(), 1U);
    gate.ask(u"somebody"_s);
    gate.clock.advance(client::OutcomeReport::longestSpan + 10);
    const auto tooOld = gate.outcomes.handIn();
    QVERIFY(tooOld.isReady());
    QCOMPARE(gate.wire.requests.size(), 1U);
}

ENIGM_TEST_MAIN(GatekeeperTest)
#include "GatekeeperTest.moc"

#include "app/gateway/peers/PeerFollower.h"

#include "contract/encoding/Base64Url.h"
#include "tests/support/LogGuard.h"
#include "tests/support/gateway/HeldWire.h"
#include "tests/support/gateway/TestNetwork.h"

#include <QCoreApplication>
#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

using client::PermittedPeer;
using Peers = std::vector<PermittedPeer>;

/// Whom a gate lets through while the control plane answers, and while it does not.
class PeerFollowerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoIsNotInTheAnswerIsOut();
    void theLastAnswerHoldsForAsLongAsItSays();
    void anAnswerThatIsTheSameHoldsAnew();
    void aPointThatIsNotKnownLetsNobodyThrough();
    void whatTheServerDidNotTakeIsTriedAgain();
    void theEndTakesAllWithIt();
};

namespace {

constexpr qint64 start = 1'795'679'400;
const PermittedPeer one{.handle = TestNetwork::handle(1), .key = QByteArray(32, 'a')};
const PermittedPeer two{.handle = TestNetwork::handle(2), .key = QByteArray(32, 'b')};

class RecordingGate final : public gateway::PeerGate
{
public:
    Expected<void> apply(const Peers &peers) override
    {
        ++applications;
        if (isBroken)
            return refuse(ProblemType::Unavailable, u"broken"_s);
        through = peers;
        return {};
    }
    Peers through{PermittedPeer()}; // what a program that was killed has left
    int applications = 0;
    bool isBroken = false;
};

QByteArray bodyOf(const Peers &peers)
{
    QByteArrayList list;
    for (const PermittedPeer &peer : peers)
        list.append(R"({"handle":")" + peer.handle.text().toLatin1() + R"(","wireguard_key":")" +
                    encoding::toBase64Url(peer.key) + R"("})");
    return R"({"decision_validity":60,"path":"vpn-network","peers":[)" + list.join(',') +
           R"(],"valid_until":1795679490})";
}

struct Following
{
    Following()
    {
        wire.answer = [this](const client::WireRequest &) { return answer; };
        follower.start();
    }
    /// One poll, from the question to what comes of it.
    void poll(Expected<client::WireReply> next)
    {
        answer = std::move(next);
        if (wire.held() == 0)
            follower.poll();
        const int before = gate.applications;
        wire.release();
        QTRY_VERIFY(gate.applications > before);
    }
    static client::WireReply saying(const Peers &peers)
    {
        return {.status = 200, .headers = {{"ETag", "\"1\""}}, .body = bodyOf(peers)};
    }
    static Expected<client::WireReply> away() { return refuse(ProblemType::Unreachable, u"away"_s); }

    HeldWire wire;
    Expected<client::WireReply> answer;
    time::ManualClock clock{start};
    client::AccessClient client{wire, QUrl(u"https://127.0.0.1:1"_s), policy::NetworkPath::VpnNetwork};
    gateway::OutcomeReporter outcomes{client, clock, std::chrono::hours(1)};
    RecordingGate gate;
    gateway::PeerFollower follower{client, outcomes, clock, gate, std::chrono::hours(1)};
};

} // namespace

void PeerFollowerTest::whoIsNotInTheAnswerIsOut()
{
    Following following;
    following.poll(Following::saying({one, two}));
    QCOMPARE(following.gate.through, (Peers{one, two}));
    following.poll(Following::saying({two}));
    QCOMPARE(following.gate.through, Peers{two});
    following.poll(Following::saying({}));
    QVERIFY(following.gate.through.empty());
}

void PeerFollowerTest::theLastAnswerHoldsForAsLongAsItSays()
{
    Following following;
    following.poll(Following::away());
    QVERIFY(following.gate.through.empty()); // nobody who was there before
    following.poll(Following::saying({one}));
    following.clock.advance(59);
    following.poll(Following::away());
    QCOMPARE(following.gate.through, Peers{one});
    following.clock.advance(1);
    following.poll(Following::away());
    QVERIFY(following.gate.through.empty());
    QVERIFY(!following.wire.requests.empty());
    following.clock.set(start - 10); // set back: nothing comes again
    following.poll(Following::away());
    QVERIFY(following.gate.through.empty());
}

void PeerFollowerTest::anAnswerThatIsTheSameHoldsAnew()
{
    Following following;
    following.poll(Following::saying({one}));
    following.clock.advance(59);
    following.poll(client::WireReply{.status = 304, .headers = {}, .body = {}});
    following.clock.advance(20); // until valid_until is near
    following.poll(Following::away());
    QCOMPARE(following.gate.through, Peers{one});
    following.clock.advance(11);
    following.poll(Following::away());
    QVERIFY(following.gate.through.empty());
    // What is gone is asked for whole.
    following.follower.poll();
    for (const auto &[name, value] : following.wire.requests.back().headers)
        QVERIFY(name != "If-None-Match");
}

void PeerFollowerTest::aPointThatIsNotKnownLetsNobodyThrough()
{
    Following following;
    following.poll(Following::saying({one}));
    following.poll(
        client::WireReply{.status = 403, .headers = {}, .body = R"({"type":"urn:enigm:problem:certificate-refused"})"});
    QVERIFY(following.gate.through.empty());
}

void PeerFollowerTest::whatTheServerDidNotTakeIsTriedAgain()
{
    Following following;
    following.poll(Following::saying({one, two}));
    following.gate.isBroken = true;
    following.poll(Following::saying({one}));
    QCOMPARE(following.gate.through, (Peers{one, two}));
    following.gate.isBroken = false;
    following.poll(client::WireReply{.status = 304, .headers = {}, .body = {}});
    QCOMPARE(following.gate.through, Peers{one});
}

void PeerFollowerTest::theEndTakesAllWithIt()
{
    Following following;
    following.poll(Following::saying({one}));
    following.follower.poll(); // one is under way
    following.follower.stop();
    QVERIFY(following.gate.through.empty());
    const int applications = following.gate.applications;
    following.wire.release();
    QTRY_COMPARE(following.wire.held(), 0);
    QCoreApplication::processEvents();
    QCOMPARE(following.gate.applications, applications);
}

ENIGM_TEST_MAIN(PeerFollowerTest)
#include "PeerFollowerTest.moc"

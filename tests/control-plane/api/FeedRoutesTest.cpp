#include "contract/feed/FeedEvent.h"
#include "contract/json/JsonParser.h"
#include "tests/control-plane/api/TestConsole.h"
#include "tests/support/LogGuard.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::test;
using feed::FeedEvent;
using fleet::DeviceState;

namespace {

/// Somebody who listens to the feed over a connection of their own.
class Ear
{
public:
    Ear(TestDeployment &deployment, TestConsole &console, const QByteArray &after = {}, QByteArrayView moreFields = {})
        : m_client(static_cast<quint16>(deployment.server().url().port()))
    {
        if (console.token().isEmpty())
            console.signIn();
        const QByteArray target = after.isEmpty() ? "/v1/feed"_ba : "/v1/feed?after=" + after;
        m_client.send("GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: DPoP " + console.token() +
                      "\r\nDPoP: " + console.proofFor("GET", target, console.token()) + "\r\n" +
                      moreFields.toByteArray() + "\r\n");
        head = m_client.reply(true).value_or(RawReply());
    }
    /// The next event; nothing where the stream ends.
    [[nodiscard]] std::optional<FeedEvent> next()
    {
        while (!m_heard.contains("\n\n")) {
            const auto chunk = m_client.chunk();
            if (!chunk || chunk->isEmpty())
                return std::nullopt;
            m_heard += *chunk;
        }
        const qsizetype end = m_heard.indexOf("\n\n");
        const QByteArrayList lines = m_heard.first(end).split('\n');
        m_heard.remove(0, end + 2);
        if (lines.size() < 3)
            return next(); // a beat
        const auto event = FeedEvent::parse(lines[0].mid(4), lines[1].mid(7), lines[2].mid(6));
        return event ? *event : std::nullopt;
    }
    /// The next event that tells of a change.
    [[nodiscard]] std::optional<FeedEvent> nextOfChanges()
    {
        auto event = next();
        while (event && !event->concernsChanges())
            event = next();
        return event;
    }

    RawReply head;

private:
    RawTlsClient m_client;
    QByteArray m_heard;
};

} // namespace

/// GET /v1/feed over TLS: who may hear it, what it says, where it goes on and when it ends.
class FeedRoutesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_deployment = std::make_unique<TestDeployment>(); }
    void everyOperatorHearsIt_data();
    void everyOperatorHearsIt();
    void aChangeIsHeardByNameAlone();
    void itGoesOnFromWhereItWas_data();
    void itGoesOnFromWhereItWas();
    void questionsThatAreNoneAreRefused_data();
    void questionsThatAreNoneAreRefused();
    void nobodyHearsItWithoutASession();
    void aStepUpOpensNoFeed();
    void itEndsWithTheSession();
    void itEndsWithTheKey();
    void itEndsWhenTheSessionExpires();
    void anOperatorHearsItEightTimesAtMost();
    void itEndsWhenTheControlPlaneStops();

private:
    [[nodiscard]] changes::SignedChange ask(TestConsole &console)
    {
        return changeOf(console.ask(u"device.revoke"_s, m_deployment->devices(DeviceState::Trusted)));
    }

    std::unique_ptr<TestDeployment> m_deployment;
};

void FeedRoutesTest::everyOperatorHearsIt_data()
{
    QTest::addColumn<QString>("person");
    for (const char *const person : {"administrator-1", "approver-1", "reviewer-1", "release-manager-1"})
        QTest::newRow(person) << QString::fromLatin1(person);
}

void FeedRoutesTest::everyOperatorHearsIt()
{
    QFETCH(QString, person);
    TestConsole console(*m_deployment, person);
    Ear ear(*m_deployment, console);
    QCOMPARE(ear.head.status, 200);
    QCOMPARE(ear.head.header("Content-Type"), "text/event-stream"_ba);
    const auto event = ear.next();
    QVERIFY(event);
    QVERIFY(event->isReset);
    QVERIFY(event->cursor > 0);
}

/// Who may not read a change learns of it no more than every list says.
void FeedRoutesTest::aChangeIsHeardByNameAlone()
{
    TestConsole administrator(*m_deployment, u"administrator-1"_s);
    TestConsole manager(*m_deployment, u"release-manager-1"_s);
    QVERIFY(manager.signIn().isEmpty());
    Ear ear(*m_deployment, manager);
    QVERIFY(ear.next());
    const auto change = ask(administrator);
    const auto event = ear.nextOfChanges();
    QVERIFY(event);
    QCOMPARE(event->changes, std::vector{change.request.id});
    QVERIFY(!event->isReset);
    const QByteArray bytes = event->toEventStream();
    for (const QByteArray &secret : {change.jws.compact(), change.request.requester.toLatin1(), "device.revoke"_ba})
        QVERIFY(!bytes.contains(secret));
    // What it stands for can be read at once.
    QVERIFY(manager.get("/v1/changes").body.contains(change.jws.compact()));
    QVERIFY(event->activitySize && *event->activitySize <= m_deployment->activitySize());
}

void FeedRoutesTest::itGoesOnFromWhereItWas_data()
{
    QTest::addColumn<bool>("byHeader");
    QTest::newRow("by query") << false;
    QTest::newRow("by header") << true;
}

void FeedRoutesTest::itGoesOnFromWhereItWas()
{
    QFETCH(bool, byHeader);
    TestConsole administrator(*m_deployment, u"administrator-1"_s);
    TestConsole approver(*m_deployment, u"approver-1"_s);
    const auto first = Ear(*m_deployment, approver).next();
    QVERIFY(first);
    const auto change = ask(administrator); // while nobody listens
    const QByteArray cursor = QByteArray::number(first->cursor);
    Ear again = byHeader ? Ear(*m_deployment, approver, {}, "Last-Event-ID: " + cursor + "\r\n")
                         : Ear(*m_deployment, approver, cursor);
    const auto missed = again.nextOfChanges();
    QVERIFY(missed);
    QVERIFY(!missed->isReset);
    QCOMPARE(missed->changes, std::vector{change.request.id});
    QVERIFY(missed->cursor > first->cursor);
    Ear ahead(*m_deployment, approver, "9007199254740991");
    const auto reset = ahead.next();
    QVERIFY(reset && reset->isReset);
}

void FeedRoutesTest::questionsThatAreNoneAreRefused_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QByteArray>("slug");
    QTest::newRow("no number") << "/v1/feed?after=x"_ba << ""_ba << "out-of-range"_ba;
    QTest::newRow("no number in the header") << "/v1/feed"_ba << "Last-Event-ID: 01\r\n"_ba << "out-of-range"_ba;
    QTest::newRow("another parameter") << "/v1/feed?since=1"_ba << ""_ba << "unknown-member"_ba;
}

void FeedRoutesTest::questionsThatAreNoneAreRefused()
{
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, fields);
    QFETCH(QByteArray, slug);
    TestConsole console(*m_deployment, u"reviewer-1"_s);
    QCOMPARE(slugOf(console.send({.target = target, .moreFields = fields})), slug);
}

void FeedRoutesTest::nobodyHearsItWithoutASession()
{
    RawTlsClient stranger(static_cast<quint16>(m_deployment->server().url().port()));
    QCOMPARE(stranger.exchange("GET /v1/feed HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")->problem(), "unauthenticated"_ba);
}

void FeedRoutesTest::aStepUpOpensNoFeed()
{
    TestConsole console(*m_deployment, u"administrator-1"_s);
    QVERIFY(console.signIn().isEmpty());
    const auto change = console.sign(console.compose(u"device.revoke"_s, m_deployment->devices(DeviceState::Trusted)));
    const QByteArray token = console.stepUp(change.digest());
    QCOMPARE(slugOf(console.send({.target = "/v1/feed", .token = token})), "step-up-mismatch"_ba);
}

void FeedRoutesTest::itEndsWithTheSession()
{
    TestConsole console(*m_deployment, u"approver-2"_s);
    Ear ear(*m_deployment, console);
    QVERIFY(ear.next());
    QCOMPARE(console.send({.method = "DELETE", .target = "/v1/session"}).status, 204);
    while (ear.next()) { // whatever was under way
    }
    QCOMPARE(slugOf(console.get("/v1/feed")), "session-ended"_ba);
}

void FeedRoutesTest::itEndsWithTheKey()
{
    TestConsole console(*m_deployment, u"administrator-2"_s);
    Ear ear(*m_deployment, console);
    QVERIFY(ear.next());
    const changes::RevokeKeyParameters own{.operatorId = console.person().id,
                                           .key = console.person().key->publicKey().thumbprint()};
    QCOMPARE(memberOf(console.ask(u"key.revoke"_s, {}, own), "state"_L1).text(), u"executed"_s);
    while (ear.next()) {
    }
    QCOMPARE(slugOf(console.get("/v1/feed")), "session-ended"_ba);
}

void FeedRoutesTest::itEndsWhenTheSessionExpires()
{
    TestConsole console(*m_deployment, u"approver-1"_s);
    Ear ear(*m_deployment, console);
    QVERIFY(ear.next());
    m_deployment->clock.advance(24 * 3600);
    while (ear.next()) {
    }
    QVERIFY(!ear.next());
}

void FeedRoutesTest::anOperatorHearsItEightTimesAtMost()
{
    TestConsole console(*m_deployment, u"reviewer-1"_s);
    std::vector<std::unique_ptr<Ear>> ears;
    for (int i = 0; i < 8; ++i) {
        ears.push_back(std::make_unique<Ear>(*m_deployment, console));
        QCOMPARE(ears.back()->head.status, 200);
    }
    QCOMPARE(slugOf(console.get("/v1/feed")), "rate-limited"_ba);
    TestConsole other(*m_deployment, u"approver-1"_s);
    QCOMPARE(Ear(*m_deployment, other).head.status, 200);
    ears.pop_back();
    QTRY_COMPARE(Ear(*m_deployment, console).head.status, 200);
}

void FeedRoutesTest::itEndsWhenTheControlPlaneStops()
{
    TestConsole console(*m_deployment, u"approver-1"_s);
    Ear ear(*m_deployment, console);
    QVERIFY(ear.next());
    m_deployment->stop();
    while (ear.next()) {
    }
    m_deployment->start();
    TestConsole again(*m_deployment, u"approver-1"_s);
    Ear next(*m_deployment, again);
    QVERIFY(next.next());
}

ENIGM_TEST_MAIN(FeedRoutesTest)
#include "FeedRoutesTest.moc"
